using System.Globalization;

namespace PlanningPlatform.Regions;

/// <summary>How the official lists' names are shown and compared.</summary>
internal static class RegionName
{
    /// <summary>"KOTA KEDIRI" becomes "Kota Kediri"; the list of provinces and regencies is all capitals.</summary>
    public static string ProperCase(string capitals) =>
        string.Join(' ', capitals.Split(' ').Select(word => word switch
        {
            "DKI" => word,
            "DAN" => "dan",
            _ => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word.ToLowerInvariant()),
        }));

    /// <summary>The list writes the glottal stop of 24 villages as a double quote ("Ko"ol"); people write an apostrophe.</summary>
    public static string WithApostrophe(string name) => name.Replace('"', '\'');

    /// <summary>Letters and digits only, lower case, so that "Kampung Dalem" and "KAMPUNGDALEM" are one name.</summary>
    public static string Fold(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
