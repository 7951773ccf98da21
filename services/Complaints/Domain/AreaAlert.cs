namespace PlanningPlatform.Complaints.Domain;

/// <summary>
/// Somebody wants to hear by e-mail what is reported publicly in a village, a district or the whole city: nothing before they confirmed it, and
/// one mail a day at most.
/// </summary>
internal sealed class AreaAlert
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private AreaAlert()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Code of the village, district or city.</summary>
    public string Area { get; private init; } = "";

    /// <summary>Keyed: by it the same address is found again.</summary>
    public byte[] AddressHash { get; private init; } = [];

    /// <summary>A <c>Subscriber</c>, encrypted.</summary>
    public string ProtectedSubscriber { get; private init; } = "";

    /// <summary>Of the code in the links of the mails.</summary>
    public byte[] CodeHash { get; private init; } = [];

    /// <summary>Since when a confirmation is awaited; null once it came.</summary>
    public DateTimeOffset? UnconfirmedSince { get; private set; }

    /// <summary>What was received up to here was told.</summary>
    public DateTimeOffset? ToldUntil { get; private set; }

    /// <summary>When the next mail is due, if there is something to tell; null before the confirmation.</summary>
    public DateTimeOffset? NextDigestAt { get; private set; }

    /// <summary>When the first of <see cref="Confirmations"/> left.</summary>
    public DateTimeOffset ConfirmationsSince { get; private set; }

    /// <summary>How often a confirmation was asked for since then.</summary>
    public int Confirmations { get; private set; }

    /// <summary>Grows by one with every change; a writer who saw an older one is refused.</summary>
    public int Version { get; private set; }

    public bool IsConfirmed => UnconfirmedSince is null;

    public static AreaAlert Ask(string area, byte[] addressHash, string protectedSubscriber, byte[] codeHash, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Area = area,
        AddressHash = addressHash,
        ProtectedSubscriber = protectedSubscriber,
        CodeHash = codeHash,
        UnconfirmedSince = now,
        ConfirmationsSince = now,
    };

    /// <summary>How many mails asked for a confirmation within the last 24 hours.</summary>
    public int ConfirmationsOn(DateTimeOffset now) => now - ConfirmationsSince < Day ? Confirmations : 0;

    /// <summary>A mail with the link leaves; whoever asks once more has as long as at first.</summary>
    public void AskForConfirmation(DateTimeOffset now)
    {
        (ConfirmationsSince, Confirmations) = ConfirmationsOn(now) > 0 ? (ConfirmationsSince, Confirmations + 1) : (now, 1);
        UnconfirmedSince = now;
        Version++;
    }

    /// <param name="firstDigestAt">What is received from now on is told then.</param>
    public void Confirm(DateTimeOffset firstDigestAt, DateTimeOffset now)
    {
        if (IsConfirmed)
        {
            return;
        }

        (UnconfirmedSince, ToldUntil, NextDigestAt) = (null, now, firstDigestAt);
        Version++;
    }

    /// <summary>All that was received until then is told, if there was something.</summary>
    public void Tell(DateTimeOffset until, DateTimeOffset nextDigestAt)
    {
        (ToldUntil, NextDigestAt) = (until, nextDigestAt);
        Version++;
    }
}
