using PlanningPlatform.Portal.Services;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Number and secret, as on the slip.</summary>
/// <param name="Action">Where the form goes.</param>
/// <param name="Number">As typed.</param>
public sealed record TrackForm(string Action, string Number, Problem? Problem)
{
    public static TrackForm Empty { get; } = new("/lacak", "", null);

    public static TrackForm ForProposals { get; } = new("/usulan/lacak", "", null);

    public static TrackForm ForBookings { get; } = new("/mobmas/lacak", "", null);

    /// <summary>Spaces, small letters and a missing dash are how people copy from a slip.</summary>
    public static string Tidy(string typed) => typed.Trim().ToUpperInvariant().Replace(' ', '-');
}
