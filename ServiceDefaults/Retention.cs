using Microsoft.Extensions.DependencyInjection;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// How long each kind of personal data is kept: settings under <c>Retention:</c>, days as <c>365</c> or <c>365.00:00:00</c>. The services remove
/// by them and the privacy notice shows them, so that no number is written twice. Local defaults: the law sets no numbers.
/// </summary>
public sealed class Retention
{
    /// <summary>Answers by Idempotency-Key, which hold the tracking secret encrypted; as long as a lost answer may be asked for again.</summary>
    public TimeSpan IntakeKeys { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Contact details after their complaint was resolved.</summary>
    public TimeSpan ComplaintContact { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Photos that were uploaded and attached to no report: whoever is still writing it has them again from their phone.</summary>
    public TimeSpan UnattachedPhotos { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// What was written in a complaint, its exact place and the notes about it, after it was resolved. Null: as long as the region's schedule of
    /// records (UU 43/2009) says, which somebody else keeps.
    /// </summary>
    public TimeSpan? ComplaintContent { get; set; }

    /// <summary>The caller's number and the operator's note with a call that was silence or a pocket.</summary>
    public TimeSpan GhostCallNumbers { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The same with a prank, a question that was answered, and a call that nobody sorted; with an emergency or a complaint as long as <see cref="ComplaintContact"/>.</summary>
    public TimeSpan CallNumbers { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Addresses for which somebody asked for area alerts and which nobody confirmed.</summary>
    public TimeSpan UnconfirmedAlerts { get; set; } = TimeSpan.FromDays(2);

    /// <summary>What tells about the person and the trip (number, purpose, place, passengers, wheelchair, the dispatcher's words) after the journey has ended; and what crews' phones reported.</summary>
    public TimeSpan JourneyDetails { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Where the mobile units were, and so their crews, from when they were there.</summary>
    public TimeSpan Positions { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Contact details after their proposal was submitted: a proposal is decided within a plan year and the next.</summary>
    public TimeSpan ProposalContact { get; set; } = TimeSpan.FromDays(730);

    /// <summary>Address and content of messages to people, from when they were asked for.</summary>
    public TimeSpan MessageContent { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What is left of such a message: a masked address, state and times. The link in it that stops further ones works for as long.</summary>
    public TimeSpan MessageReports { get; set; } = TimeSpan.FromDays(365);

    /// <summary>
    /// How long an officer has to decide whether what somebody wrote is erased. UU 27/2022 gives 3 x 24 hours for access (Pasal 32) and
    /// names no time for erasure; the same is taken here.
    /// </summary>
    public TimeSpan ErasureDecision { get; set; } = TimeSpan.FromHours(3 * 24);

    /// <summary>How often what is older is removed.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    internal bool MakesSense => new[] { IntakeKeys, ComplaintContact, ComplaintContent ?? TimeSpan.MaxValue, UnattachedPhotos, GhostCallNumbers, CallNumbers, UnconfirmedAlerts, JourneyDetails, Positions, ProposalContact, MessageContent, MessageReports, ErasureDecision, Interval }.All(time => time > TimeSpan.Zero)
        && MessageReports >= MessageContent;
}

internal static class RetentionRegistration
{
    /// <summary>A period of nothing would remove everything, so it ends the start instead.</summary>
    public static void AddRetention(this IServiceCollection services)
        => services.AddOptions<Retention>().BindConfiguration("Retention")
            .Validate(retention => retention.MakesSense, "Every period under Retention: must be longer than nothing, in days (365) or days.hours:minutes:seconds (0.12:00:00), and MessageReports at least as long as MessageContent.")
            .ValidateOnStart();
}
