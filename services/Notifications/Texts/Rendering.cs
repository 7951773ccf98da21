using System.Globalization;
using System.Text.RegularExpressions;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Notifications.Texts;

/// <summary>Puts the values into a text.</summary>
/// <param name="publicAddress">Where people reach the platform: <c>https://lapor.kedirikota.go.id</c>.</param>
internal sealed partial class Rendering(Regency regency, string publicAddress)
{
    private readonly string _publicAddress = publicAddress.TrimEnd('/');

    public static IReadOnlySet<string> PlaceholdersIn(string text) => Placeholder().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>The text with words in place of its placeholders.</summary>
    public static string WithoutPlaceholders(string text) => Placeholder().Replace(text, "xx");

    /// <summary>The page on which whoever has the code stops further messages.</summary>
    public string StopLink(string stopCode) => $"{_publicAddress}/berhenti/{stopCode}";

    /// <summary>Where mail programs send a POST to do the same (RFC 8058).</summary>
    public string OneClickStopLink(string stopCode, IReadOnlyDictionary<string, string> values)
        => _publicAddress + (values.GetValueOrDefault(Template.StopAtOnce) ?? $"/api/notifications/opt-out/{stopCode}");

    public Wording Render(Wording wording, IReadOnlyDictionary<string, string> values, string language, string stopCode)
    {
        return new(Fill(wording.Subject).ReplaceLineEndings(" "), Fill(wording.Body), Fill(wording.Short));

        string Fill(string text) => Placeholder().Replace(text, match => match.Groups["name"].Value switch
        {
            Template.City => regency.Name,
            // What somebody subscribed to has an end of its own, which leaves the rest as it is.
            Template.Stop => values.TryGetValue(Template.Stop, out var own) ? _publicAddress + own : StopLink(stopCode),
            Template.Items => PathAtStart().Replace(values.GetValueOrDefault(Template.Items, ""), _publicAddress + "/"),
            Template.Link => _publicAddress + values.GetValueOrDefault(Template.Link),
            Template.Expires => Time(values.GetValueOrDefault(Template.Expires), language),
            var name => values.GetValueOrDefault(name, ""),
        });
    }

    private string Time(string? text, string language)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time)
            ? $"{regency.TimeZone.ToLocal(time).ToString("d MMMM yyyy, HH.mm", CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : "id-ID"))} {regency.TimeZone.Abbreviation}"
            : "";

    [GeneratedRegex("^/", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathAtStart();

    [GeneratedRegex(@"\{\{\s*(?<name>\w{1,40})\s*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
