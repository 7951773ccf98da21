using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Intake;

/// <summary>Takes a complaint in. It is durable before the answer leaves; with the same <c>Idempotency-Key</c> it is taken in once.</summary>
internal static class LodgeComplaint
{
    /// <param name="Attributes">Answers to the category's own questions by their code; several for a list.</param>
    /// <param name="Joins">Tracking number of a public complaint about the same thing: this one follows it, and needs no description.</param>
    /// <param name="Channel">Portal for the city's own form; Api when absent.</param>
    internal sealed record Request(
        string? CategoryCode, string? Description, Location? Location, string? VillageCode, Address? Address, Visibility? Visibility, Contact? Reporter,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes, string? Joins, Door? Channel,
        IReadOnlyList<PhotoReference?>? Photos);

    /// <summary>The channels that anybody can name.</summary>
    internal enum Door
    {
        Api,
        Portal,
    }

    public static async Task<Results<Created<Lodged>, Refusal>> Handle(
        Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, ComplaintIntake intake, CancellationToken cancellationToken)
    {
        var report = new Report(
            request.CategoryCode, request.Description, request.Location, request.VillageCode, request.Address, request.Visibility, request.Reporter, request.Attributes, request.Joins,
            request.Photos);
        var origin = new Origin(request.Channel == Door.Portal ? Channel.Portal : Channel.Api);
        var (lodged, refusal) = await intake.TakeInAsync(report, origin, idempotencyKey, Text.LanguageOf(context), cancellationToken);
        return lodged is null ? refusal! : TypedResults.Created($"/api/complaints/track/{lodged.TrackingNumber}", lodged);
    }
}
