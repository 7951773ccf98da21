using PlanningPlatform.Identity.Data;
using PlanningPlatform.Messaging;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary>Writes the audit log in the same transaction as what it tells about: the entry is saved with the context's next save.</summary>
internal sealed class Audit(IdentityDb db, IHttpContextAccessor current, TimeProvider time)
{
    /// <summary>Nobody in particular: the system, or somebody who has not signed in.</summary>
    public const string Nobody = "-";

    /// <param name="target">User name of the account, or what else was acted on.</param>
    /// <param name="detail">Facts in the words of the interface, as their readers have different languages. Never a password, token, code or address that opens something.</param>
    public void Add(string action, string target, string? detail = null, AuditOutcome outcome = AuditOutcome.Done)
        => AddBy(current.HttpContext?.User.UserName() is { Length: > 0 } name ? name : Nobody, action, target, detail, outcome);

    /// <summary>Of somebody who proved who they are in another way than by a token.</summary>
    public void AddBy(string actor, string action, string target, string? detail = null, AuditOutcome outcome = AuditOutcome.Done)
        => Write(actor, action, target, detail, outcome, current.HttpContext?.CallerAddress()?.ToString());

    public void AddBySystem(string action, string target, string? detail = null) => Write(Nobody, action, target, detail, AuditOutcome.Done, address: null);

    /// <summary>Of a stranger who asked a moment ago.</summary>
    /// <param name="address">Their <see cref="CallerAddresses.CallerAddress"/> then.</param>
    public void AddFrom(string? address, string action, string target, string detail, AuditOutcome outcome) => Write(Nobody, action, target, detail, outcome, address);

    /// <summary>In another service, which told us.</summary>
    public void AddElsewhere(Administered act)
        => db.Audit.Add(Entry(act.OccurredAt, act.Actor, act.Action, act.Target, act.Detail, AuditOutcome.Done, act.CallerAddress));

    private void Write(string actor, string action, string target, string? detail, AuditOutcome outcome, string? address) => db.Audit.Add(Entry(time.GetUtcNow(), actor, action, target, detail, outcome, address));

    private static AuditEntry Entry(DateTimeOffset at, string actor, string action, string target, string? detail, AuditOutcome outcome, string? address) => new()
    {
        Id = Guid.CreateVersion7(at),
        At = at,
        Actor = actor,
        Action = action,
        Target = target[..Math.Min(target.Length, AuditEntry.LongestTarget)],
        Address = address,
        Outcome = outcome,
        Detail = detail?[..Math.Min(detail.Length, AuditEntry.LongestDetail)],
    };
}
