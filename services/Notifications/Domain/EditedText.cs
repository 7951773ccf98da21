using PlanningPlatform.Notifications.Texts;

namespace PlanningPlatform.Notifications.Domain;

/// <summary>The city's own words in place of a standard text.</summary>
internal sealed class EditedText
{
    public required string Template { get; init; }

    public required string Language { get; init; }

    /// <summary>All three are empty once the standard text is back in force.</summary>
    public string Subject { get; private set; } = "";

    public string Body { get; private set; } = "";

    public string Short { get; private set; } = "";

    public string EditedBy { get; private set; } = "";

    public DateTimeOffset EditedAt { get; private set; }

    /// <summary>Counts the changes; 0 before the first.</summary>
    public int Version { get; private set; }

    /// <summary>Null: the standard text.</summary>
    public Wording? Wording => Body.Length == 0 ? null : new(Subject, Body, Short);

    /// <param name="wording">Null: the standard text again.</param>
    public void Change(Wording? wording, string by, DateTimeOffset now)
    {
        (Subject, Body, Short) = wording ?? new("", "", "");
        (EditedBy, EditedAt) = (by, now);
        Version++;
    }
}
