using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Blocks;

/// <summary>
/// Blocks the number of a call for a while: its calls are announced as blocked and queued last. Not while an emergency from it waits or is being taken
/// (<c>409 emergency_open</c>); and marking one ends the block. Anybody at the desk lifts it.
/// </summary>
internal static class BlockNumber
{
    /// <param name="Minutes">30 when absent; at most a day (<see cref="CallLimits"/>).</param>
    internal sealed record Request(int? Minutes, string? Reason);

    public static async Task<Results<Ok<BlockAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, ComplaintsDb db, CallNumbers numbers, IOptions<CallLimits> limits, TimeProvider time, CancellationToken cancellationToken)
    {
        var longest = (int)limits.Value.LongestBlock.TotalMinutes;
        var errors = new FieldErrors();
        errors.RequireText("reason", request.Reason, NumberBlock.LongestReason);
        if (request.Minutes is { } minutes && (minutes < 1 || minutes > longest))
        {
            errors.Add("minutes", "out_of_range", $"Antara 1 dan {longest} menit.", $"Between 1 and {longest} minutes.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        return await db.DecideAsync<Results<Ok<BlockAnswer>, Refusal>>(async () =>
        {
            if (await db.Calls.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } call)
            {
                return Refusal.NotFound;
            }

            if (call.CallerId is null || await db.Callers.FirstOrDefaultAsync(row => row.Id == call.CallerId, cancellationToken) is not { } caller)
            {
                return CallRefusals.NumberWithheld;
            }

            if (await db.Calls.AnyAsync(row => row.CallerId == caller.Id && row.Kind == CallKind.Emergency && (row.State == CallState.Ringing || row.State == CallState.Open), cancellationToken))
            {
                return EmergencyOpen;
            }

            var now = time.GetUtcNow();
            if (await db.NumberBlocks.InForce(now).AnyAsync(row => row.CallerId == caller.Id, cancellationToken))
            {
                return AlreadyBlocked;
            }

            var length = request.Minutes is { } wanted ? TimeSpan.FromMinutes(wanted) : limits.Value.BlockFor;
            var block = caller.Block(call.Id, length, request.Reason!.Trim(), user.UserName(), now);
            db.NumberBlocks.Add(block);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(BlockAnswer.Of(block, numbers.Mask(caller.ProtectedNumber), now));
        });
    }

    private static readonly Refusal EmergencyOpen = new(409, "emergency_open", new(
        "Dari nomor ini ada panggilan darurat yang sedang ditangani. Nomor tidak dapat diblokir.", "An emergency from this number is being handled. The number cannot be blocked."));

    private static readonly Refusal AlreadyBlocked = new(409, "already_blocked", new("Nomor ini sudah diblokir.", "This number is blocked already."));
}
