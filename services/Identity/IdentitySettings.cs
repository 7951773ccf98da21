using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity;

/// <summary>Section <c>Identity</c> of the configuration. Durations are written <c>00:10:00</c>.</summary>
internal sealed class IdentitySettings
{
    /// <summary>What tokens carry in <c>iss</c>: the address under which the city runs the platform.</summary>
    public string Issuer { get; init; } = "http://127.0.0.1:8080";

    /// <summary>How long a service accepts an access token; a role taken away works on for at most this long.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From signing in until the password is asked for again, however often tokens were refreshed: a shift and a half.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A refresh token that comes back later than this after its use was stolen or copied, and ends its session.</summary>
    public TimeSpan ReuseTolerance { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan SetupLinkLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Of invitations and password resets: over a weekend.</summary>
    public TimeSpan PasswordLinkLifetime { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Of a password that an administrator tells somebody: as long as a link.</summary>
    public TimeSpan TemporaryPasswordLifetime { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Of the link that somebody asked for who forgot their password: strangers can ask, too.</summary>
    public TimeSpan ForgottenPasswordLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>At most one such link per account in this time.</summary>
    public TimeSpan ForgottenPasswordEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>From the right password until the second factor has to be there.</summary>
    public TimeSpan ChallengeLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Who signs in with a second factor, by role: <c>Identity__TwoFactorRoles__0=admin</c>. Everybody else may.</summary>
    public IReadOnlyList<string> TwoFactorRoles { get; init; } = [];

    public LockoutSettings Lockout { get; init; } = new();

    public KeySettings Keys { get; init; } = new();

    public RetentionSettings Retention { get; init; } = new();

    /// <returns>A sentence for the person who started the service, or null when nothing is missing.</returns>
    public static string? WhatIsMissing(IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration.GetConnectionString("identity-db")))
        {
            return "Identity needs its database: set ConnectionStrings__identity-db, for example to 'Data Source=.data/identity.db', or start everything with ./run.sh.";
        }

        if (string.IsNullOrWhiteSpace(configuration.GetConnectionString("messaging")))
        {
            return "Identity needs the address of the message broker: set ConnectionStrings__messaging, for example to 'amqp://127.0.0.1:5672', or start everything with ./run.sh. The broker itself may be away.";
        }

        var settings = configuration.GetSection("Identity").Get<IdentitySettings>() ?? new();
        if (settings.TwoFactorRoles.FirstOrDefault(role => !Roles.All.Contains(role)) is { } unknown)
        {
            return $"Identity__TwoFactorRoles names the role '{unknown}', which does not exist. Roles are {string.Join(", ", Roles.All)}.";
        }

        if (settings.Keys.RotateEvery < 2 * settings.Keys.PublishAhead)
        {
            return "Identity__Keys__RotateEvery has to be at least twice Identity__Keys__PublishAhead, or keys would sign before services know them.";
        }

        if (settings.Retention.Audit < RetentionSettings.ShortestAudit || settings.Retention.Links < TimeSpan.Zero)
        {
            return $"Identity__Retention__Audit has to be at least {RetentionSettings.ShortestAudit:c} (days and time), and Identity__Retention__Links may not be negative.";
        }

        if (settings.Retention.DeactivatedAccounts < TimeSpan.FromDays(1))
        {
            return "Identity__Retention__DeactivatedAccounts has to be at least 1.00:00:00 (days and time).";
        }

        return configuration.GetValue<bool>("Demo:Enabled") && string.IsNullOrEmpty(configuration["Demo:Password"])
            ? "The demo is on but has no password: set Demo__Password, or start everything with ./run.sh, which makes one."
            : null;
    }
}

/// <summary>
/// Wrong passwords are counted per user name and caller's address, whether or not such an account exists, so that nobody locks a name for those
/// who sign in elsewhere. Whoever is signed in already stays so: locking an operator's name from outside must not take the operator off the 112 line.
/// </summary>
internal sealed class LockoutSettings
{
    public int Failures { get; init; } = 10;

    /// <summary>Of one user name from all addresses together.</summary>
    public int FailuresFromAnywhere { get; init; } = 100;

    /// <summary>
    /// Wrong codes of the second factor in a row, however long it takes, as only somebody with the password can try them. From this one on no
    /// further code is looked at for <see cref="Duration"/>, and after each wrong one twice as long as before, up to a day.
    /// </summary>
    public int WrongCodes { get; init; } = 30;

    /// <summary>In which failures are added up.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>When the key that signs access tokens gives way to the next.</summary>
internal sealed class KeySettings
{
    public TimeSpan RotateEvery { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long before it signs a key is published; services read the keys anew several times in that time.</summary>
    public TimeSpan PublishAhead { get; init; } = TimeSpan.FromDays(1);
}

/// <summary>How long is kept what is no longer needed for working. Durations with days are written <c>30.00:00:00</c>.</summary>
internal sealed class RetentionSettings
{
    /// <summary>A slip of the pen in a setting must not cost the log.</summary>
    public static readonly TimeSpan ShortestAudit = TimeSpan.FromDays(90);

    /// <summary>Entries of the audit log: five years.</summary>
    public TimeSpan Audit { get; init; } = TimeSpan.FromDays(1825);

    /// <summary>Invitations, password resets and set-up links after their end; until then their bearer is told that they were used or have expired.</summary>
    public TimeSpan Links { get; init; } = TimeSpan.FromDays(30);

    /// <summary>E-mail address and telephone of an account after it was deactivated, as long as the log names it: five years.</summary>
    public TimeSpan DeactivatedAccounts { get; init; } = TimeSpan.FromDays(1825);
}
