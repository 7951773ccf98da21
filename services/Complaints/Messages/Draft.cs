using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Messages;

/// <summary>What is known of a report that somebody is about to make, and what they were asked last.</summary>
/// <param name="Text">The description, as written.</param>
/// <param name="Choices">Category codes that they were asked to choose from, in that order.</param>
/// <param name="Tries">How often the same question was not understood.</param>
/// <param name="Lodged">Tracking number of the report that they have just made.</param>
internal sealed record Draft(
    Asked Asked = Asked.Nothing, string? Text = null, string? CategoryCode = null, IReadOnlyList<string>? Choices = null, string? VillageCode = null,
    double? Latitude = null, double? Longitude = null, Visibility Visibility = Visibility.Public, int Tries = 0, string? Lodged = null)
{
    public bool HasPlace => VillageCode is not null || Latitude is not null;
}

/// <summary>What the last reply asked for.</summary>
internal enum Asked
{
    Nothing,
    Problem,
    Category,
    Place,

    /// <summary>Whether news may go to their number.</summary>
    News,
}

/// <summary>A message as the gateway hands it over.</summary>
internal sealed record Incoming(string Text, double? Latitude, double? Longitude);

/// <summary>What the dialogue wants next.</summary>
/// <param name="Reply">Null when the service has to do something first and answers itself.</param>
internal sealed record Turn(Draft Draft, Wish Wish, string? Reply = null, string? Number = null);

internal enum Wish
{
    /// <summary>Only the reply.</summary>
    Answer,

    /// <summary>Everything is there: lodge the draft.</summary>
    Lodge,

    /// <summary>Say how the report <see cref="Turn.Number"/> stands.</summary>
    Status,

    /// <summary>They want news about the report they have just made.</summary>
    KeepNumber,

    /// <summary>The report they have just made is to be secret.</summary>
    Hide,
}
