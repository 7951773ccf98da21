using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Shifts;

/// <summary>The next operator has read a handover and takes it over; never its own writer.</summary>
internal static class AcknowledgeHandover
{
    public static Task<Results<Ok<HandoverAnswer>, Refusal>> Handle(
        Guid id, [FromBody] Nothing? body, ClaimsPrincipal user, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = body;
        return db.DecideAsync<Results<Ok<HandoverAnswer>, Refusal>>(async () =>
        {
            var actor = user.UserName();
            if (await db.Handovers.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } handover)
            {
                return Refusal.NotFound;
            }

            if (handover.WrittenBy == actor)
            {
                return OwnHandover;
            }

            if (handover.AcknowledgedBy is { } other && other != actor)
            {
                return TakenOver(other);
            }

            if (handover.AcknowledgedBy is null)
            {
                handover.Acknowledge(actor, time.GetUtcNow());
                await db.SaveChangesAsync(cancellationToken);
            }

            return TypedResults.Ok(HandoverAnswer.Of(handover));
        });
    }

    private static readonly Refusal OwnHandover = new(409, "own_handover", new("Serah terima Anda sendiri diterima oleh petugas berikutnya.", "Your own handover is taken over by the next operator."));

    private static Refusal TakenOver(string by) => new(409, "handover_taken", new($"Serah terima ini sudah diterima {by}.", $"{by} has taken this handover over."))
    {
        Facts = new Dictionary<string, object?> { ["acknowledgedBy"] = by },
    };
}
