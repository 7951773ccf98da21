using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Calls.Shifts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls;

/// <summary>Does one step of work on a call and says how the call stands then.</summary>
internal sealed class CallDesk(ComplaintsDb db, CallNumbers numbers, TimeProvider time)
{
    /// <param name="step">Whoever has the call open, or anybody when nobody has. Changes it, or says why not; runs again when somebody else was faster.</param>
    /// <returns>The call; 404; 409 <c>call_taken</c> with who has it; or what the step said.</returns>
    public Task<Results<Ok<CallAnswer>, Refusal>> StepAsync(Guid id, ClaimsPrincipal user, Func<Call, string, DateTimeOffset, Task<Refusal?>> step, CancellationToken cancellationToken)
        => AnyStepAsync(
            id, user, (call, actor, now) => call.OpenWith is { } other && other != actor ? Task.FromResult<Refusal?>(CallRefusals.TakenBy(call)) : step(call, actor, now), cancellationToken);

    /// <inheritdoc cref="StepAsync"/>
    /// <param name="step">Also while somebody else has the call.</param>
    public Task<Results<Ok<CallAnswer>, Refusal>> AnyStepAsync(Guid id, ClaimsPrincipal user, Func<Call, string, DateTimeOffset, Task<Refusal?>> step, CancellationToken cancellationToken)
        => db.DecideAsync<Results<Ok<CallAnswer>, Refusal>>(async () =>
        {
            if (await db.Calls.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } call)
            {
                return Refusal.NotFound;
            }

            if (await step(call, user.UserName(), time.GetUtcNow()) is { } refusal)
            {
                return refusal;
            }

            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(await AnswerAsync(call, cancellationToken));
        });

    /// <summary>Gives a ringing call to an operator, who is on duty from then on. Nothing is saved.</summary>
    public async Task<Refusal?> PickUpAsync(Call call, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (call.State != CallState.Ringing)
        {
            // Pressed twice.
            return call.OpenWith == actor ? null : call.OpenWith is null ? CallRefusals.NotRinging(call) : CallRefusals.TakenBy(call);
        }

        if (await OwnOpenAsync(actor, cancellationToken) is { } open)
        {
            return CallRefusals.OwnCallOpen(open);
        }

        call.Answer(actor, now);
        (await db.OnDutyAsync(actor, now, cancellationToken)).Resume(now);
        return null;
    }

    public async Task<Guid?> OwnOpenAsync(string actor, CancellationToken cancellationToken)
        => await db.Calls.Where(call => call.OpenWith == actor).Select(call => (Guid?)call.Id).FirstOrDefaultAsync(cancellationToken);

    public Task<CallAnswer> AnswerAsync(Call call, CancellationToken cancellationToken) => db.AnswerAsync(call, numbers, time.GetUtcNow(), cancellationToken);
}
