using System.Globalization;
using System.Text.RegularExpressions;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Complaints.Open311.Keys;
using PlanningPlatform.Intake;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Reads what clients really send as the report that every channel ends in.</summary>
internal sealed partial class PostedReport
{
    private const int LongestStreet = 200;

    /// <summary>Of the address, in which nobody looks for a village when it is refused anyway; and of a village's name, in words.</summary>
    private const int LongestAddress = 300, LongestName = 4;

    private readonly Parameters _sent;
    private readonly FieldErrors _errors = new();
    private readonly List<Text> _notices = [];

    /// <param name="category">What <c>service_code</c> names; null when it is missing.</param>
    public PostedReport(Parameters sent, Category? category, Open311Key key, Regency regency)
    {
        _sent = sent;
        var location = ReadLocation();
        var village = sent["address_id"] ?? (location is null ? VillageInWords(sent["address_string"], regency) : null);
        Report = new(
            category?.Code,
            // GeoReport requires none: whoever sends a service and a place alone says just that.
            sent["description"] ?? category?.Name,
            location, village, AddressOf(sent["address_string"]), ReadVisibility(), ReadContact(key), AttributesOf(sent), PlaceInWords: true);
        if (location is null && village is null)
        {
            CheckPlaceInWords(sent["address_string"]);
        }

        if (sent["media_url"] is not null)
        {
            _notices.Add(new("media_url tidak diambil: foto dari alamat lain tidak kami unduh.", "media_url is not used: we fetch no pictures from elsewhere."));
        }
    }

    /// <summary>Unchecked.</summary>
    public Report Report { get; }

    /// <summary>What the client should know about what became of it.</summary>
    public IReadOnlyList<Text> Notices => _notices;

    /// <summary>Everything that is wrong with it, in the names of GeoReport; null when it can be taken in.</summary>
    public Refusal? Check(Category? category, DateOnly today, Regency regency, IConfiguration configuration)
    {
        var common = ReportChecks.Check(Report, new Origin(Channel.Open311), category, master: null, today, regency, configuration);
        List<FieldError> errors = [.. Of(_errors), .. Of(common).Select(InGeoReport)];
        return errors.Count == 0 ? null : Refusal.Invalid(errors);

        static IEnumerable<FieldError> Of(FieldErrors errors) => errors.Any ? errors.ToRefusal().Errors : [];
    }

    private static FieldError InGeoReport(FieldError error) => error with
    {
        Field = error.Field switch
        {
            "categoryCode" => "service_code",
            "location.latitude" => "lat",
            "location.longitude" => "long",
            "villageCode" => "address_id",
            "address.street" or "address.landmark" => "address_string",
            "reporter.name" => "first_name",
            "reporter.phone" => "phone",
            "reporter.email" => "email",
            "reporter.news" => "email_alerts_requested",
            ['a', 't', 't', 'r', 'i', 'b', 'u', 't', 'e', 's', '.', .. var code] => $"attribute[{code}]",
            var other => other,
        },
    };

    /// <summary>Both or none.</summary>
    private Location? ReadLocation()
    {
        if (_sent["lat"] is null && _sent["long"] is null)
        {
            return null;
        }

        var (latitude, longitude) = (ReadDegrees("lat"), ReadDegrees("long"));
        return latitude is null || longitude is null ? null : new(latitude, longitude);
    }

    private double? ReadDegrees(string name)
    {
        if (double.TryParse(_sent[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees))
        {
            return degrees;
        }

        _errors.Add(name, "no_number", "lat dan long dipakai bersama, sebagai angka, misalnya -7.8215.", "lat and long go together, as numbers such as -7.8215.");
        return null;
    }

    private void CheckPlaceInWords(string? address)
    {
        if (address is not null)
        {
            _notices.Add(new("Kelurahannya belum jelas; petugas akan menentukannya.", "The village is not clear; the desk will find it."));
        }
        else if (_sent["lat"] is null && _sent["long"] is null)
        {
            _errors.Add("lat", "required", "Beri lat dan long, address_string, atau address_id (kode kelurahan).", "Give lat and long, address_string or address_id (the code of a village).");
        }
    }

    private static Address? AddressOf(string? text)
        => text is null ? null : text.Length <= LongestStreet && text.AsSpan().IndexOfAny("\r\n\u2028\u2029") < 0 ? new(text, null, null, null) : new(null, null, null, text);

    /// <summary>
    /// The village that an address names, from the house to the city: as a part of its own ("Gang II, Banjaran, Kediri") or behind its kind ("Kel. Banjaran").
    /// A name in the middle of other words may be the word that it is: Pojok is a corner, Bawang an onion.
    /// </summary>
    internal static string? VillageInWords(string? address, Regency regency)
        => (address is { Length: <= LongestAddress } ? address : "").Split([',', ';', '\n']).SelectMany(part => Kind().Matches(part).SelectMany(WordsBehind).Prepend(part.Trim()))
            .Where(name => name.Length > 0).Select(regency.VillagesNamed).FirstOrDefault(villages => villages.Count == 1) is [var village] ? village.Code.ToString() : null;

    /// <summary>The longest name first: Setono Gedong before Setono.</summary>
    private static IEnumerable<string> WordsBehind(Match kind)
    {
        var words = kind.Groups["name"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(1, Math.Min(words.Length, LongestName)).Reverse().Select(count => string.Join(' ', words[..count]));
    }

    private Visibility? ReadVisibility()
    {
        var anonymous = _sent.IsTrue("public_anonymity_required");
        if (_sent["visibility"] is not { } typed)
        {
            return anonymous ? Visibility.Anonymous : Visibility.Public;
        }

        if (Enum.GetValues<Visibility>().Where(value => value.ToString().Equals(typed, StringComparison.OrdinalIgnoreCase)).ToList() is [var visibility])
        {
            return anonymous && visibility == Visibility.Public ? Visibility.Anonymous : visibility;
        }

        _errors.Add("visibility", "unknown_visibility", "Pilih public, anonymous, atau secret.", "Choose public, anonymous or secret.");
        // So that it is not said to be missing as well.
        return Visibility.Secret;
    }

    /// <summary>Kept only where the client has said that its users read the notice that holds now; the report counts either way.</summary>
    private Contact? ReadContact(Open311Key key)
    {
        var name = string.Join(' ', new[] { _sent["first_name"], _sent["last_name"] }.OfType<string>());
        var contact = new Contact(
            name.Length == 0 ? null : name, _sent["phone"], _sent["email"], PrivacyNotice.Version, _sent.IsTrue("email_alerts_requested") && (_sent["phone"] ?? _sent["email"]) is not null);
        if (contact is { Name: null, Phone: null, Email: null })
        {
            return null;
        }

        if (PrivacyNotice.Knows(key.PrivacyNotice))
        {
            return contact;
        }

        _notices.Add(new(
            "Kontak tidak disimpan: aplikasi ini belum menyatakan bahwa penggunanya membaca pemberitahuan privasi yang berlaku.",
            "The contact is not kept: this application has not stated that its users read the current privacy notice."));
        return null;
    }

    /// <summary><c>attribute[CODE]</c> once, several times, as <c>attribute[CODE][]</c> or with numbers, which give their order.</summary>
    private static Dictionary<string, IReadOnlyList<string>> AttributesOf(Parameters sent)
        => sent.Form.Select(entry => (Name: Attribute().Match(entry.Key), entry.Value)).Where(entry => entry.Name.Success)
            .OrderBy(entry => int.TryParse(entry.Name.Groups["place"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : -1)
            .SelectMany(entry => entry.Value, (entry, value) => (Code: entry.Name.Groups["code"].Value, Value: value))
            .Where(answer => !string.IsNullOrWhiteSpace(answer.Value))
            .GroupBy(answer => answer.Code, StringComparer.Ordinal)
            .ToDictionary(answers => answers.Key, IReadOnlyList<string> (answers) => [.. answers.Select(answer => answer.Value!).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);

    [GeneratedRegex(@"^attribute\[(?<code>[^\[\]]+)\](\[(?<place>[0-9]*)\])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\b(kelurahan|kel|desa|ds)\b\.?\s+(?<name>[\p{L}' ]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kind();
}
