using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Emergencies;

/// <summary>One emergency with its hand-off cards.</summary>
internal static class GetEmergency
{
    public static Task<Results<Ok<EmergencyCard>, Refusal>> Handle(Guid id, ComplaintsDb db, CancellationToken cancellationToken)
        => db.OfEmergencyAsync<Results<Ok<EmergencyCard>, Refusal>>(
            id, refusal => refusal, async complaint => TypedResults.Ok((await db.CardsAsync([complaint], cancellationToken))[0]), cancellationToken);
}
