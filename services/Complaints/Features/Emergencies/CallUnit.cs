using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Emergencies;

/// <summary>A unit was called to an emergency: its card is open until it confirms that it is over, and its silence is an alarm.</summary>
internal static class CallUnit
{
    /// <param name="Unit">As people say it: Damkar, ambulans PSC, BPBD, Polres Kediri Kota.</param>
    internal sealed record Request(string? Unit);

    public static async Task<Results<Ok<HandOffAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, IOptions<SilenceLimits> silence, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.CallUnit, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = new FieldErrors();
        errors.RequireLine("unit", request.Unit, HandOff.LongestUnit);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        var handOff = complaint.CallUnit(request.Unit!.Trim(), silence.Value, user.UserName(), now);
        db.PublishStatus(complaint, now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(HandOffAnswer.Of(handOff));
    }
}

/// <summary>A hand-off card (kartu serah tangan).</summary>
/// <param name="CalledBy">User name; to an agency the desk's name alone.</param>
/// <param name="AlarmAt">When its silence is an alarm (again); null once it has confirmed.</param>
/// <param name="Alarming">It has been silent for too long since it last reported.</param>
/// <param name="Alarms">How often the unit's silence was an alarm.</param>
internal sealed record HandOffAnswer(
    Guid Id, string Unit, string CalledBy, DateTimeOffset CalledAt, DateTimeOffset? EnRouteAt, DateTimeOffset? OnSceneAt, DateTimeOffset? ConfirmedAt, string? Outcome,
    DateTimeOffset? AlarmAt, bool Alarming, int Alarms)
{
    public static HandOffAnswer Of(HandOff handOff) => new(
        handOff.Id, handOff.Unit, handOff.CalledBy, handOff.CalledAt, handOff.EnRouteAt, handOff.OnSceneAt, handOff.ConfirmedAt, handOff.Outcome, handOff.AlarmAt, handOff.IsAlarming, handOff.Alarms);
}
