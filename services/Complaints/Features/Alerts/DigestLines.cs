using System.Text;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Complaints.Open311;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Features.Alerts;

/// <summary>What a day's mail says of each complaint: number, category, place as it is published, state, and where to read more.</summary>
internal static class DigestLines
{
    /// <summary>In one mail; how many more there are is said.</summary>
    public const int Most = 20;

    /// <param name="newest">Published ones, at most <see cref="Most"/>.</param>
    /// <param name="more">How many are new beside them.</param>
    public static string Of(IEnumerable<Complaint> newest, int more, IReadOnlyDictionary<string, Category> categories, Regency regency, string language)
    {
        var text = new StringBuilder();
        foreach (var complaint in newest)
        {
            var shown = PublicComplaint.Of(complaint, categories[complaint.CategoryCode]);
            var place = string.Join(", ", new[] { shown.Street is { } street ? WithoutLinks(street) : null, regency.FindVillage(shown.VillageCode)?.DisplayName }.Where(part => !string.IsNullOrWhiteSpace(part)));
            var state = shown.Status.Sentence();
            text.Append(shown.TrackingNumber).Append(" · ").Append(categories[complaint.CategoryCode].Name).Append('\n');
            text.Append(place).Append(" · ").Append(language == "en" ? state.English : state.Indonesian).Append('\n');
            // Notifications puts the site's own address before a line that begins so.
            text.Append("/aduan/").Append(shown.TrackingNumber).Append("\n\n");
        }

        if (more > 0)
        {
            text.Append(language == "en" ? $"And {more} more.\n" : $"Dan {more} lagi.\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>A street is what a stranger typed: mail programs shall make no link of it.</summary>
    private static string WithoutLinks(string text)
        => string.Concat(text.ReplaceLineEndings(" ").Select((character, index) =>
            character is '.' or ':' or '/' && index + 1 < text.Length && !char.IsWhiteSpace(text[index + 1]) ? $"{character} " : character.ToString()));
}
