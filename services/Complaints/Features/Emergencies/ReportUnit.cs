using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Emergencies;

/// <summary>What a called unit says: en route, on scene, or that it is over.</summary>
internal static class ReportUnit
{
    /// <param name="Outcome">How it ended; needed with Confirmed, and only with it.</param>
    internal sealed record Request(HandOffStep? Step, string? Outcome);

    public static async Task<Results<Ok<HandOffAnswer>, Refusal>> Handle(
        Guid id, Guid handOffId, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, IOptions<SilenceLimits> silence, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, move: null, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        return await WriteDownAsync(complaint, handOffId, request, user, db, silence.Value, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>On the card of an emergency that the caller may have.</summary>
    public static async Task<Results<Ok<HandOffAnswer>, Refusal>> WriteDownAsync(
        Complaint complaint, Guid handOffId, Request request, ClaimsPrincipal user, ComplaintsDb db, SilenceLimits silence, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (complaint.HandOffs.FirstOrDefault(card => card.Id == handOffId) is not { } handOff)
        {
            return Refusal.NotFound;
        }

        if (Check(request) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        if (!handOff.IsOpen)
        {
            return AlreadyConfirmed;
        }

        complaint.UnitReports(handOff, request.Step!.Value, request.Outcome?.Trim(), silence, user.UserName(), now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(HandOffAnswer.Of(handOff));
    }

    private static FieldErrors Check(Request request)
    {
        var errors = new FieldErrors();
        if (request.Step is null)
        {
            errors.Add("step", "required", "Pilih EnRoute, OnScene atau Confirmed.", "Choose EnRoute, OnScene or Confirmed.");
        }
        else if (request.Step == HandOffStep.Confirmed)
        {
            errors.RequireText("outcome", request.Outcome, Steps.LongestText);
        }
        else if (request.Outcome is not null)
        {
            errors.Add("outcome", "only_at_the_end", "Hasil dicatat saat unit memastikan sudah tertangani.", "The outcome belongs to the unit's confirmation.");
        }

        return errors;
    }

    private static readonly Refusal AlreadyConfirmed = new(409, "already_confirmed", new(
        "Unit ini sudah memastikan keadaan tertangani. Panggil unit lagi bila masih perlu.", "This unit has confirmed that it is over. Call a unit again if it is still needed."));
}
