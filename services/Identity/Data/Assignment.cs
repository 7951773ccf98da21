using PlanningPlatform.Identity.Domain;

namespace PlanningPlatform.Identity.Data;

/// <summary>Somebody holds a role somewhere for a time: in their own right, or acting for somebody by decree.</summary>
internal sealed class Assignment
{
    private Assignment()
    {
    }

    /// <param name="until">Excluded; null until further notice.</param>
    /// <param name="actingId">The appointment it is inherited by; null when it is the person's own.</param>
    public Assignment(Guid id, Scope scope, DateTimeOffset from, DateTimeOffset? until, Guid? actingId)
    {
        Id = id;
        (Role, Region, Agency, Unit) = scope;
        ValidFrom = from;
        ValidUntil = until;
        ActingId = actingId;
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public string Role { get; private set; } = "";

    public string? Region { get; private set; }

    public string? Agency { get; private set; }

    public string? Unit { get; private set; }

    public DateTimeOffset ValidFrom { get; private set; }

    public DateTimeOffset? ValidUntil { get; private set; }

    public Guid? ActingId { get; private set; }

    public bool IsOwn => ActingId is null;

    public Scope Scope => new(Role, Region, Agency, Unit);

    public bool IsHeldAt(DateTimeOffset moment) => ValidFrom <= moment && (ValidUntil is null || ValidUntil > moment);

    public void EndAt(DateTimeOffset? end) => ValidUntil = end;
}
