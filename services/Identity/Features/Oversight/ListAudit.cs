using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Oversight;

/// <summary><c>GET /api/identity/audit?actor=&amp;target=&amp;action=&amp;from=&amp;until=</c>: what was done, newest first.</summary>
internal static class ListAudit
{
    internal sealed record Filter(string? Actor, string? Target, string? Action, DateTimeOffset? From, DateTimeOffset? Until);

    internal sealed record Row(Guid Id, DateTimeOffset At, string Actor, string Action, string Target, string? Address, AuditOutcome Outcome, string? Detail);

    public static async Task<Results<Ok<Paged<Row>>, Refusal>> HandleAsync([AsParameters] Filter filter, [AsParameters] Paging paging, IdentityDb db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.AllowText("actor", filter.Actor, IssueToken.LongestUserName);
        errors.AllowText("target", filter.Target, IssueToken.LongestUserName);
        errors.AllowText("action", filter.Action, 40);
        if ((paging.Check() ?? (errors.Any ? errors.ToRefusal() : null)) is { } refusal)
        {
            return refusal;
        }

        var entries = db.Audit.AsNoTracking()
            .Where(entry => (filter.Actor == null || entry.Actor == filter.Actor) && (filter.Target == null || entry.Target == filter.Target) && (filter.Action == null || entry.Action == filter.Action));
        entries = filter.From is { } from ? entries.Where(entry => entry.At >= from) : entries;
        entries = filter.Until is { } until ? entries.Where(entry => entry.At < until) : entries;
        var page = await entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Skip(paging.Skip).Take(paging.Size)
            .Select(entry => new Row(entry.Id, entry.At, entry.Actor, entry.Action, entry.Target, entry.Address, entry.Outcome, entry.Detail)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Row>(page, paging.Number, paging.Size, await entries.CountAsync(cancellationToken)));
    }
}
