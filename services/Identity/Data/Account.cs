using Microsoft.AspNetCore.Identity;

namespace PlanningPlatform.Identity.Data;

/// <summary>Somebody who can sign in. What they may do are their claims: <c>role</c>, <c>unit</c>, <c>region</c>, <c>agency</c>.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    private Account()
    {
    }

    public Account(Guid id, string userName, bool isDemo, DateTimeOffset now)
    {
        Id = id;
        UserName = userName;
        IsDemo = isDemo;
        CreatedAt = now;
    }

    /// <summary>Made by the demo: refused, whatever the password, when the demo is off.</summary>
    public bool IsDemo { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
}
