using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>
/// A time when a unit is not for residents. The dispatcher sends it to the workshop; its village takes it for office use. Who has been promised it in that time comes first.
/// </summary>
internal static class BlockUnit
{
    /// <summary>In days: longer is a retirement. [ours]</summary>
    private const int LongestDays = 180;

    /// <summary>That lie ahead of one unit. [ours]</summary>
    private const int MostBlocks = 100;

    /// <param name="Until">After now and after <paramref name="From"/>, at most 180 days later.</param>
    /// <param name="Note">What for; nothing about a resident.</param>
    internal sealed record Request(BlockKind? Kind, DateTimeOffset? From, DateTimeOffset? Until, string? Note);

    public static Task<Results<Ok<UnitChanged>, Refusal>> Handle(
        Guid id, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units, id, scope, async unit =>
        {
            var now = time.GetUtcNow();
            if (Check(body, now) is { Any: true } errors)
            {
                return errors.ToRefusal();
            }

            if (MayNot(scope, unit, body.Kind!.Value) is { } refused)
            {
                return refused;
            }

            if (unit.CheckServing() is { } retired)
            {
                return retired;
            }

            if (await db.OpenJourneyAsync(id, new(body.From!.Value, body.Until!.Value), cancellationToken) is { } promised)
            {
                return promised;
            }

            if (await db.Set<UnitBlock>().CountAsync(block => block.UnitId == id && block.Until > now, cancellationToken) >= MostBlocks)
            {
                return TooMany;
            }

            unit.Block(new() { Id = Guid.CreateVersion7(now), Kind = body.Kind.Value, From = body.From.Value, Until = body.Until.Value, Note = Said(body.Note), SetBy = user.UserName() });
            return null;
        }, cancellationToken);

    public static Task<Results<Ok<UnitChanged>, Refusal>> RemoveAsync(
        Guid id, Guid blockId, Nothing? _, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units.Include(unit => unit.Blocks.Where(block => block.Id == blockId)), id, scope, unit =>
        {
            var refusal = unit.Blocks is not [var block] ? Refusal.NotFound : MayNot(scope, unit, block.Kind);
            if (refusal is null)
            {
                unit.Unblock(unit.Blocks[0]);
            }

            return Task.FromResult(refusal);
        }, cancellationToken);

    private static FieldErrors Check(Request body, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        if (body.Kind is null)
        {
            errors.Add("kind", "required", "Pilih: Workshop atau OfficeUse.", "Choose Workshop or OfficeUse.");
        }

        if (body.From is null || body.From < now.AddDays(-1) || body.From > now.AddYears(1))
        {
            errors.Add("from", "out_of_range", "Mulai hari ini atau sesudahnya, paling lama setahun lagi.", "From today or later, at most a year ahead.");
        }

        if (body.Until is null || body.Until <= now || body.Until <= body.From || body.Until - body.From > TimeSpan.FromDays(LongestDays))
        {
            errors.Add("until", "ends_before_start", $"Selesai sesudah mulai, paling lama {LongestDays} hari kemudian.", $"The end is after the start, at most {LongestDays} days later.");
        }

        errors.AllowLine("note", body.Note, 200);
        return errors;
    }

    /// <summary>The village's office decides about its own use of the unit, and not about the workshop.</summary>
    private static Refusal? MayNot(GrantedScope scope, MobileUnit unit, BlockKind kind)
        => kind == BlockKind.OfficeUse || scope.Of(Roles.Dispatcher).Covers(unit) ? null
            : new(403, "forbidden", new("Bengkel diatur oleh petugas penugasan.", "The dispatcher decides about the workshop."))
            {
                Errors = [new("kind", "forbidden", new("Bengkel diatur oleh petugas penugasan.", "The dispatcher decides about the workshop."))],
            };

    private static string? Said(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static readonly Refusal TooMany = new(409, "too_many_blocks", new($"Unit ini sudah punya {MostBlocks} waktu terpakai ke depan. Hapus dahulu yang tidak perlu.", $"This unit has {MostBlocks} blocks ahead already. Remove some first."));
}
