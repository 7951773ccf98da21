namespace PlanningPlatform.Notifications.Domain;

/// <summary>One message to one person over one channel, from the request to the receipt.</summary>
internal sealed class Notification
{
    public const int LongestError = 500;

    private Notification()
    {
    }

    /// <summary>Chosen by who asked for it.</summary>
    public Guid Id { get; private init; }

    /// <summary>The complaint, proposal or account that it is about.</summary>
    public Guid AboutId { get; private init; }

    /// <summary>Code of a <see cref="Texts.Template"/>.</summary>
    public string Template { get; private init; } = "";

    public string Language { get; private init; } = "";

    public Channel Channel { get; private init; }

    /// <summary>Address and values, sealed; null once they are removed.</summary>
    public string? SealedContent { get; private set; }

    /// <summary>Says of <see cref="SealedContent"/> whether it is there, in a form that an index can hold.</summary>
    public bool HasContent { get; private set; }

    /// <summary>For people: <c>s***@contoh.id</c>; null once it is removed or when there is no address.</summary>
    public string? MaskedRecipient { get; private set; }

    /// <summary>By which opting out finds it; null like the address.</summary>
    public byte[]? RecipientHash { get; private set; }

    /// <summary>In the link by which whoever got it stops further ones.</summary>
    public string StopCode { get; private init; } = "";

    public NotificationState State { get; private set; }

    /// <summary>When what it tells happened.</summary>
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>When it is to be sent; of what was sent, when it was to be.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Since when it is being tried: giving up counts from here.</summary>
    public DateTimeOffset TriesSince { get; private set; }

    /// <summary>What is in it is worth nothing afterwards; null: for as long as the settings say.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>While it is being sent: after this the sender is taken to be dead.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>How often somebody decided that it is to be tried once more. To a provider that recognises repeats each time is a message of its own.</summary>
    public int TimesSentAgain { get; private set; }

    /// <summary>Why it was not sent (a code of ours), or what the provider said.</summary>
    public string? Error { get; private set; }

    /// <summary>The provider's own name for it.</summary>
    public string? ProviderId { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>Grows by one with every change; a writer who saw an older one is refused.</summary>
    public int Version { get; private set; }

    public bool CanBeSentAgain => State is NotificationState.Failed or NotificationState.Uncertain && SealedContent is not null;

    public static Notification Accept(
        Guid id, Guid aboutId, string template, string language, Recipient? recipient, string sealedContent, string stopCode, DateTimeOffset askedAt, DateTimeOffset dueAt,
        DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var notification = new Notification
        {
            Id = id,
            AboutId = aboutId,
            Template = template,
            Language = language,
            Channel = recipient?.Channel ?? Channel.Email,
            SealedContent = sealedContent,
            HasContent = true,
            MaskedRecipient = recipient?.MaskedAddress,
            RecipientHash = recipient?.Hash,
            StopCode = stopCode,
            AskedAt = askedAt,
            DueAt = dueAt,
            TriesSince = dueAt,
            ExpiresAt = expiresAt,
            CreatedAt = now,
        };
        if (recipient is null)
        {
            notification.Suppress("no_address");
        }

        return notification;
    }

    /// <summary>Somebody is about to send it; nobody else does until <paramref name="until"/>.</summary>
    public void Claim(DateTimeOffset until)
    {
        Become(NotificationState.Sending);
        ClaimedUntil = until;
        Attempts++;
    }

    /// <summary>Back from a sender that is gone, or for later.</summary>
    public void Postpone(DateTimeOffset dueAt, string? error)
    {
        Become(NotificationState.Waiting, error);
        DueAt = dueAt;
    }

    public void Sent(string? providerId, DateTimeOffset now)
    {
        Become(NotificationState.Sent);
        NoteTaken(providerId, now);
    }

    /// <summary>A receipt was faster than the answer to the call that it is about; what it says stays.</summary>
    public void NoteTaken(string? providerId, DateTimeOffset now)
    {
        ProviderId ??= providerId;
        SentAt ??= now;
        Version++;
    }

    public void Delivered(DateTimeOffset at)
    {
        Become(NotificationState.Delivered);
        SentAt ??= at;
        DeliveredAt ??= at;
    }

    public void Fail(string error) => Become(NotificationState.Failed, error);

    public void BecomeUncertain(string error) => Become(NotificationState.Uncertain, error);

    public void Suppress(string reason) => Become(NotificationState.Suppressed, reason);

    /// <summary>Somebody decided that it is to be tried once more.</summary>
    public void SendAgain(DateTimeOffset now)
    {
        if (!CanBeSentAgain)
        {
            throw new InvalidOperationException($"{State} is not sent again.");
        }

        Become(NotificationState.Waiting);
        (DueAt, TriesSince) = (now, now);
        (ProviderId, SentAt) = (null, null);
        Attempts = 0;
        TimesSentAgain++;
    }

    /// <summary>Who it went to and what was in it is gone; that something was sent stays.</summary>
    public void ForgetRecipient()
    {
        // What a provider said of it may name the address.
        (MaskedRecipient, RecipientHash, Error) = (null, null, null);
        ForgetContent("erased");
    }

    /// <summary>What was in it is gone, and the address with it; the link that stops further messages works on.</summary>
    /// <param name="insteadOfSending">Why it is not sent any more, in case it still waited.</param>
    public void ForgetContent(string insteadOfSending)
    {
        (SealedContent, HasContent) = (null, false);
        if (State is NotificationState.Waiting)
        {
            Suppress(insteadOfSending);
        }
        else
        {
            Version++;
        }
    }

    private void Become(NotificationState state, string? error = null)
    {
        State = state;
        ClaimedUntil = null;
        Error = error is { Length: > LongestError } ? error[..LongestError] : error;
        Version++;
    }
}
