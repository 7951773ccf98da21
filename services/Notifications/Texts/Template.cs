namespace PlanningPlatform.Notifications.Texts;

/// <summary>One thing that people are told.</summary>
/// <param name="Code">As in NotificationTemplates of the contract.</param>
/// <param name="Values">What the sender gives, by name. <c>link</c> is a path of this site, <c>expires</c> a time; both become readable.</param>
/// <param name="Essential">Opting out does not concern it: without it somebody could not do what they have to.</param>
/// <param name="Urgent">It comes in quiet hours, too, while it is fresh: it answers what the person just did, or is worth nothing later.</param>
/// <param name="PhoneFirst">Goes to the phone where there is a number, otherwise by e-mail; or the other way round.</param>
/// <param name="WorthFor">So long after it happened it is worth telling; null: it stays true.</param>
internal sealed record Template(
    string Code, IReadOnlyList<string> Values, bool Essential, bool Urgent, bool PhoneFirst, TimeSpan? WorthFor, Wording Indonesian, Wording English)
{
    /// <summary>For so long somebody may still be up who waits for it.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public const string Link = "link";
    public const string Expires = "expires";

    /// <summary>The city's name; every text may use it.</summary>
    public const string City = "city";

    /// <summary>The link that stops further messages; every text that is not essential has to show it.</summary>
    public const string Stop = "stop";

    /// <summary>The path to which mail programs send a POST to stop, where a message has a stop of its own.</summary>
    public const string StopAtOnce = "stopAtOnce";

    /// <summary>Several lines; one that begins with / is a path of this site.</summary>
    public const string Items = "items";

    public static IReadOnlyList<string> Languages { get; } = ["id", "en"];

    public IEnumerable<string> Placeholders => Essential ? [.. Values, City] : [.. Values, City, Stop];

    /// <summary>What no text may leave out.</summary>
    public IEnumerable<string> Required => Essential ? [Link] : [Link, Stop];

    /// <summary>Whether it comes in quiet hours, so long after it happened. What staff cannot work without always does.</summary>
    public bool MayDisturb(TimeSpan age) => Essential || (Urgent && age <= Fresh);

    public Wording Standard(string language) => language == "en" ? English : Indonesian;
}
