using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Identity.Tokens;

namespace PlanningPlatform.Identity.Data;

/// <summary>Somebody who can sign in. What they may do are their <see cref="Assignment"/>s.</summary>
internal sealed class Account
{
    private readonly List<Assignment> _assignments = [];

    private Account()
    {
    }

    public Account(Guid id, string userName, bool isDemo, DateTimeOffset now)
    {
        Id = id;
        UserName = userName;
        NormalizedUserName = Normalize(userName);
        SecurityStamp = OpaqueToken.Create();
        IsDemo = isDemo;
        CreatedAt = now;
        Describe("", email: null, phone: null);
    }

    public Guid Id { get; private set; }

    public string UserName { get; private set; } = "";

    /// <summary>Unique: capitals make no other name.</summary>
    public string NormalizedUserName { get; private set; } = "";

    /// <summary>Null until its owner has set one.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>Another one with each password.</summary>
    public string SecurityStamp { get; private set; } = "";

    public string? Email { get; private set; }

    /// <summary>How an account is found by its address; several may share one.</summary>
    public string? NormalizedEmail { get; private set; }

    public string? PhoneNumber { get; private set; }

    /// <summary>Made by the demo: refused, whatever the password, when the demo is off.</summary>
    public bool IsDemo { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>As on the letterhead; may be empty.</summary>
    public string FullName { get; private set; } = "";

    /// <summary>Names and address in capitals, which is how they are searched: engines differ in what they take for the same letter.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Somebody else knows the password: until it is changed it opens nothing but the page for changing it.</summary>
    public bool MustChangePassword { get; private set; }

    /// <summary>Of a temporary password; null for one that its owner chose.</summary>
    public DateTimeOffset? PasswordExpiresAt { get; private set; }

    public DateTimeOffset? DeactivatedAt { get; private set; }

    /// <summary>When somebody last said that its password was forgotten, and was heard.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    /// <summary>Counts the changes that an administrator made; the concurrency token of what is changed here.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<Assignment> Assignments => _assignments;

    /// <summary>How names and addresses are compared.</summary>
    public static string Normalize(string text) => text.ToUpperInvariant();

    /// <summary>Of an account that is being made.</summary>
    public void Describe(string fullName, string? email, string? phone)
    {
        (FullName, Email, PhoneNumber) = (fullName, email, phone);
        NormalizedEmail = email is null ? null : Normalize(email);
        SearchText = $"{UserName} {fullName} {email}".ToUpperInvariant();
    }

    /// <returns>The names of what is different now.</returns>
    public IReadOnlyList<string> ChangeContact(string fullName, string? email, string? phone)
    {
        (string Name, bool IsDifferent)[] fields = [("name", FullName != fullName), ("email", Email != email), ("phone", PhoneNumber != phone)];
        Describe(fullName, email, phone);
        Version++;
        return [.. fields.Where(field => field.IsDifferent).Select(field => field.Name)];
    }

    /// <summary>Whatever was signed with the old password in mind is void.</summary>
    /// <param name="expiresAt">Of a temporary password.</param>
    public void SetPassword(string hash, bool mustChange, DateTimeOffset? expiresAt = null)
    {
        PasswordHash = hash;
        PasswordExpiresAt = expiresAt;
        MustChangePassword = mustChange;
        SecurityStamp = OpaqueToken.Create();
        Version++;
    }

    /// <summary>The own assignments from <paramref name="from"/> on are these. What is held already and stays is left as it is.</summary>
    public void AssignFrom(DateTimeOffset from, IReadOnlyList<Scope> wanted, TimeProvider time)
    {
        _assignments.RemoveAll(assignment => assignment.IsOwn && assignment.ValidFrom >= from);
        var held = _assignments.Where(assignment => assignment.IsOwn && assignment.IsHeldAt(from)).ToList();
        foreach (var ends in held.Where(assignment => !wanted.Contains(assignment.Scope)))
        {
            ends.EndAt(from);
        }

        foreach (var stays in held.Where(assignment => wanted.Contains(assignment.Scope)))
        {
            stays.EndAt(null);
        }

        foreach (var begins in wanted.Where(scope => !held.Exists(assignment => assignment.Scope == scope)))
        {
            _assignments.Add(new(Guid.CreateVersion7(time.GetUtcNow()), begins, from, until: null, actingId: null));
        }

        Version++;
    }

    public void Inherit(ActingAppointment appointment, IEnumerable<Scope> office, DateTimeOffset from, DateTimeOffset until, TimeProvider time)
    {
        _assignments.AddRange(office.Select(scope => new Assignment(Guid.CreateVersion7(time.GetUtcNow()), scope, from, until, appointment.Id)));
        Version++;
    }

    public void StopActing(ActingAppointment appointment, DateTimeOffset now)
    {
        _assignments.RemoveAll(assignment => assignment.ActingId == appointment.Id && assignment.ValidFrom >= now);
        foreach (var assignment in _assignments.Where(assignment => assignment.ActingId == appointment.Id && assignment.IsHeldAt(now)))
        {
            assignment.EndAt(now);
        }

        Version++;
    }

    public void Deactivate(DateTimeOffset now)
    {
        DeactivatedAt ??= now;
        Version++;
    }

    public void Reactivate()
    {
        DeactivatedAt = null;
        Version++;
    }
}
