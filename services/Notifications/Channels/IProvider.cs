using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Notifications.Texts;

namespace PlanningPlatform.Notifications.Channels;

/// <summary>Whoever carries messages of one channel out of the house.</summary>
internal interface IProvider
{
    /// <summary>
    /// Whether the same message handed over twice arrives once. Where it does not, a message of which nobody knows whether it was taken is
    /// not repeated.
    /// </summary>
    bool RecognisesRepeats { get; }

    /// <summary>Hands one message over. Does not throw for what a provider or the way to it does wrong.</summary>
    Task<Outcome> SendAsync(Outgoing message, CancellationToken cancellationToken);
}

/// <param name="Id">The same at every try.</param>
/// <param name="TimesSentAgain">Grows when somebody decides that it is to be sent once more; a try after an unclear end keeps it.</param>
/// <param name="To">An e-mail address, or a telephone number like <c>+6281234567890</c>.</param>
/// <param name="Values">What stands in the text, for providers that have texts of their own (approved WhatsApp templates).</param>
/// <param name="OneClickStopLink">Null where opting out does not apply.</param>
internal sealed record Outgoing(
    Guid Id, int TimesSentAgain, Channel Channel, string To, Wording Wording, string Template, string Language, IReadOnlyDictionary<string, string> Values, string? OneClickStopLink,
    DateTimeOffset CreatedAt);

/// <summary>What became of handing a message over.</summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    internal sealed record Taken(string? ProviderId = null) : Outcome;

    /// <summary>Certainly not taken; worth another try.</summary>
    internal sealed record NotNow(string Reason, TimeSpan? After = null) : Outcome;

    /// <summary>Certainly not taken, and never will be.</summary>
    internal sealed record Refused(string Reason) : Outcome;

    /// <summary>It broke off in between: taken or not.</summary>
    internal sealed record Unknown(string Reason) : Outcome;
}
