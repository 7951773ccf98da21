using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Emergencies;

/// <summary>An emergency beyond the border is handed over to whoever serves there; once more when their number comes later.</summary>
internal static class HandEmergencyOver
{
    public static async Task<Results<Ok<EmergencyCard>, Refusal>> Handle(
        Guid id, TransferComplaint.Request request, ClaimsPrincipal user, ComplaintsDb db, ReporterNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        if (TransferComplaint.Check(request) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        return await db.OfEmergencyAsync<Results<Ok<EmergencyCard>, Refusal>>(id, refusal => refusal, async complaint =>
        {
            if (!complaint.Can(Move.Transfer))
            {
                return DeskRefusals.IllegalMove(complaint, Move.Transfer);
            }

            await TransferComplaint.HandOverAsync(complaint, request, user.UserName(), db, news, time.GetUtcNow(), cancellationToken);
            return TypedResults.Ok((await db.CardsAsync([complaint], cancellationToken))[0]);
        }, cancellationToken);
    }
}
