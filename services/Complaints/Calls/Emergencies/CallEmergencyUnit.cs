using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Emergencies;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Emergencies;

/// <summary>A unit was called to an emergency, by whoever is at the desk. Called twice while its card is open, it has one card.</summary>
internal static class CallEmergencyUnit
{
    /// <param name="Unit">As people say it: the name of one from the list, or any other.</param>
    internal sealed record Request(string? Unit);

    public static async Task<Results<Ok<HandOffAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, ComplaintsDb db, IOptions<SilenceLimits> silence, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireLine("unit", request.Unit, HandOff.LongestUnit);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var unit = request.Unit!.Trim();
        return await db.OfEmergencyAsync<Results<Ok<HandOffAnswer>, Refusal>>(id, refusal => refusal, async complaint =>
        {
            if (complaint.HandOffs.FirstOrDefault(card => card.IsOpen && card.Unit == unit) is { } called)
            {
                return TypedResults.Ok(HandOffAnswer.Of(called));
            }

            if (!complaint.Can(Move.CallUnit))
            {
                return DeskRefusals.IllegalMove(complaint, Move.CallUnit);
            }

            var now = time.GetUtcNow();
            var handOff = complaint.CallUnit(unit, silence.Value, user.UserName(), now);
            db.PublishStatus(complaint, now);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(HandOffAnswer.Of(handOff));
        }, cancellationToken);
    }
}
