using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Intake;

/// <summary>Takes a complaint in for somebody who stands at the counter of the village office, or in front of RT/RW or a kader; they get number and secret on paper.</summary>
internal static class LodgeAtCounter
{
    /// <param name="Reporter">The person who is present; its privacy notice was read to them.</param>
    /// <param name="Attributes">Answers to the category's own questions by their code.</param>
    /// <param name="Joins">Tracking number of a public complaint about the same thing.</param>
    internal sealed record Request(
        string? CategoryCode, string? Description, Location? Location, string? VillageCode, Address? Address, Visibility? Visibility, Contact? Reporter,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes, string? Joins,
        IReadOnlyList<PhotoReference?>? Photos);

    public static async Task<Results<Created<Lodged>, Refusal>> Handle(
        Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, ClaimsPrincipal user, ComplaintIntake intake, CancellationToken cancellationToken)
    {
        var report = new Report(
            request.CategoryCode, request.Description, request.Location, request.VillageCode, request.Address, request.Visibility, request.Reporter, request.Attributes, request.Joins,
            request.Photos);
        var (lodged, refusal) = await intake.TakeInAsync(report, new Origin(Channel.Counter, user.UserName()), idempotencyKey, Text.LanguageOf(context), cancellationToken);
        return lodged is null ? refusal! : TypedResults.Created($"/api/complaints/track/{lodged.TrackingNumber}", lodged);
    }
}
