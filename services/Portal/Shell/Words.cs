using System.Globalization;
using System.Resources;
using PlanningPlatform.Portal.Pages.Dispatch;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Shell;

/// <summary>Everything people read: texts from the resource files (Words.resx Indonesian, Words.en.resx English), and numbers, dates and places as they are written here.</summary>
internal sealed class Words(Regency regency, TimeProvider time)
{
    public static ResourceManager Resources { get; } = new("PlanningPlatform.Portal.Resources.Words", typeof(Words).Assembly);

    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    // 24 hours and day before month, as on every clock and calendar in the city.
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Language => IsEnglish ? "en" : "id";

    public static bool IsEnglish => string.Equals(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, "en", StringComparison.Ordinal);

    public string City => regency.Name;

    private static CultureInfo Culture => IsEnglish ? English : Indonesian;

    /// <summary>A text. A missing one shows its key instead of breaking the page; a test finds it before anybody sees it.</summary>
    public string this[string key] => Find(key) ?? key;

    public string this[string key, params object?[] values] => string.Format(Culture, this[key], values);

    /// <summary>The word for a code that a service sent, which may be newer than our words.</summary>
    public string Of(string group, string? code) => code is null ? "" : Find($"{group}.{code}") ?? code;

    public bool Has(string key) => Find(key) is not null;

    /// <summary>1.250, whole.</summary>
    public string Number(double value) => Math.Round(value).ToString("N0", Culture);

    /// <summary>Sabtu, 21 November 2026.</summary>
    public string Date(DateTimeOffset at) => Local(at).ToString("dddd, d MMMM yyyy", Culture);

    /// <summary>21 November 2026.</summary>
    public string Day(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>November 2026.</summary>
    public string Month(DateOnly day) => day.ToString("MMMM yyyy", Culture);

    /// <summary>Senin.</summary>
    public string Weekday(DayOfWeek day) => Culture.DateTimeFormat.GetDayName(day);

    /// <summary>Rp1.250.000; with a minus sign before it for what was taken back.</summary>
    public string Rupiah(long rupiah) => $"{(rupiah < 0 ? "−" : "")}Rp{Math.Abs(rupiah).ToString("N0", Culture)}";

    /// <summary>14.05 WIB.</summary>
    public string Time(DateTimeOffset at) => $"{Local(at).ToString(IsEnglish ? "HH:mm" : "HH.mm", Culture)} {regency.TimeZone.Abbreviation}";

    /// <summary>Rp250.000, Rp1,25 juta, Rp3,4 miliar: where the exact amount stands beside it or in its title.</summary>
    public string ShortRupiah(long rupiah) => Math.Abs(rupiah) switch
    {
        < 1_000_000 => Rupiah(rupiah),
        < 1_000_000_000 => this["Money.Million", (rupiah / 1_000_000.0).ToString("0.##", Culture)],
        _ => this["Money.Billion", (rupiah / 1_000_000_000.0).ToString("0.##", Culture)],
    };

    /// <summary>14.05, in a table whose head says of which zone.</summary>
    public string Clock(DateTimeOffset at) => Local(at).ToString(IsEnglish ? "HH:mm" : "HH.mm", Culture);

    /// <summary>Sabtu, 21 November 2026, 14.05 WIB.</summary>
    public string DateAndTime(DateTimeOffset at) => $"{Date(at)}, {Time(at)}";

    /// <summary>Sabtu, 21 November 2026, 08.00–09.00 WIB.</summary>
    public string Window(DateTimeOffset from, DateTimeOffset until) => Local(from).Date == Local(until).Date ? $"{Date(from)}, {HourWindow(from, until)}" : $"{DateAndTime(from)} – {DateAndTime(until)}";

    /// <summary>08.00–09.00 WIB.</summary>
    public string HourWindow(DateTimeOffset from, DateTimeOffset until) => $"{Local(from).ToString(IsEnglish ? "HH:mm" : "HH.mm", Culture)}–{Time(until)}";

    /// <summary>hari ini, 13.30–14.00 WIB; besok, 07.00–07.30 WIB; Rabu, 25 November, 08.00–09.00 WIB.</summary>
    public string ShortWindow(DateTimeOffset from, DateTimeOffset until) => Local(from).Date != Local(until).Date ? Window(from, until)
        : DaysAhead(from) switch { 0 => this["Time.TodayAt", HourWindow(from, until)], 1 => this["Time.TomorrowAt", HourWindow(from, until)], _ => $"{DayOfYear(from)}, {HourWindow(from, until)}" };

    /// <summary>07.00 WIB today; besok, 07.00 WIB; Rabu, 25 November, 07.00 WIB.</summary>
    public string Soon(DateTimeOffset at) => DaysAhead(at) switch { 0 => Time(at), 1 => this["Time.TomorrowAt", Time(at)], _ => $"{DayOfYear(at)}, {Time(at)}" };

    private int DaysAhead(DateTimeOffset at) => (Local(at).Date - Local(time.GetUtcNow()).Date).Days;

    private string DayOfYear(DateTimeOffset at) => Local(at).ToString("dddd, d MMMM", Culture);

    /// <summary>Today only the time, another day the date too.</summary>
    public string When(DateTimeOffset at) => IsToday(at) ? this["Time.TodayAt", Time(at)] : DateAndTime(at);

    public bool IsToday(DateTimeOffset at) => Local(at).Date == Local(time.GetUtcNow()).Date;

    /// <summary>Relative below a day, because further back nobody counts in hours.</summary>
    public string Ago(DateTimeOffset at)
    {
        var passed = time.GetUtcNow() - at;
        return passed.TotalMinutes < 1 ? this["Time.JustNow"]
            : passed.TotalHours < 1 ? this["Time.MinutesAgo", (int)passed.TotalMinutes]
            : passed.TotalDays < 1 ? this["Time.HoursAgo", (int)passed.TotalHours]
            : Date(at);
    }

    /// <summary>12 menit, 3 jam 5 menit, 2 hari.</summary>
    public string Waited(DateTimeOffset since)
    {
        var waited = time.GetUtcNow() - since;
        return waited.TotalMinutes < 1 ? this["Time.UnderAMinute"]
            : waited.TotalHours < 1 ? this["Time.Minutes", (int)waited.TotalMinutes]
            : waited is { TotalDays: < 1, Minutes: 0 } ? this["Time.Hours", (int)waited.TotalHours]
            : waited.TotalDays < 1 ? this["Time.HoursMinutes", (int)waited.TotalHours, waited.Minutes]
            : this["Time.Days", (int)waited.TotalDays];
    }

    /// <summary>By when something is due: terlambat 2 hari; 12 menit lagi; hari ini, 16.00 WIB; besok, 16.00 WIB; Rabu, 3 Desember.</summary>
    public string Due(DateTimeOffset at)
    {
        var left = at - time.GetUtcNow();
        var day = Local(at).Date - Local(time.GetUtcNow()).Date;
        return left < TimeSpan.Zero ? this["Time.Late", Waited(at)]
            : left.TotalHours < 1 ? this["Time.MinutesLeft", (int)Math.Ceiling(left.TotalMinutes)]
            : day.Days == 0 ? When(at)
            : day.Days == 1 ? this["Time.TomorrowAt", Time(at)]
            : DayOfYear(at);
    }

    /// <summary>45 detik, 2 menit 5 detik.</summary>
    public string Duration(int seconds) => seconds < 60 ? this["Time.Seconds", seconds] : this["Time.MinutesSeconds", seconds / 60, seconds % 60];

    /// <summary>Of a length in hours: 45 menit, 30 jam, 12 hari; – for none. Below two days in hours, because half a day matters there.</summary>
    public string Hours(double? hours) => hours switch
    {
        null => "–",
        < 1 => this["Time.Minutes", (int)Math.Ceiling(hours.Value * 60)],
        < 48 => this["Time.Hours", Number(hours.Value)],
        _ => this["Time.Days", Number(hours.Value / 24)],
    };

    /// <summary>4,2.</summary>
    public string Decimal(double value) => value.ToString("0.0", Culture);

    /// <summary>75,5 %.</summary>
    public string Percent(double percent) => $"{percent.ToString("0.#", Culture)} %";

    /// <summary>Its code while the list could not be had.</summary>
    public string CategoryName(IReadOnlyList<Category> categories, string code) => categories.FirstOrDefault(category => category.Code == code)?.Name ?? code;

    public bool IsPast(DateTimeOffset at) => at < time.GetUtcNow();

    public double MinutesSince(DateTimeOffset since) => (time.GetUtcNow() - since).TotalMinutes;

    /// <summary>Kesehatan · 2 orang · kursi roda; or that it is erased.</summary>
    public string Trip(string? purpose, int? passengers, bool? needsWheelchair) => passengers is null ? this["Fleet.DetailsErased"] : string.Join(" · ", new[]
    {
        Of("Purpose", purpose), this["Fleet.People", passengers], needsWheelchair == true ? this["Fleet.Wheelchair"] : "",
    }.Where(part => part.Length > 0));

    /// <summary>Banjaran → RSUD Gambiran: of a planned trip no more than this.</summary>
    public string PlaceOf(PlannedTrip trip) => trip.IsKnown ? $"{ShortVillage(trip.VillageCode)} → {EndOf(trip)}" : this["Plan.TripOver"];

    /// <summary>Where a planned trip goes.</summary>
    public string EndOf(PlannedTrip trip) => trip.IsVisit ? this["Board.Visit"] : trip.DropOffName ?? (trip.DropOffVillageCode is { } village ? ShortVillage(village) : this["Board.Unnamed"]);

    /// <summary>Sabtu, 21 November 2026.</summary>
    public string Date(DateOnly day) => day.ToString("dddd, d MMMM yyyy", Culture);

    /// <summary>Kelurahan Banjaran, Kecamatan Kota.</summary>
    public string Village(string? code) => regency.FindVillage(code) is { } village ? $"{village.DisplayName}, {village.District.DisplayName}" : code ?? "";

    /// <summary>Banjaran.</summary>
    public string ShortVillage(string? code) => regency.FindVillage(code)?.Name ?? code ?? "";

    /// <summary>Kota Kediri, Kecamatan Kota, Banjaran: whatever the code names.</summary>
    public string Region(string code)
        => !RegionCode.TryParse(code, out var parsed) ? code
            : parsed == regency.Code ? regency.Name
            : regency.FindDistrict(parsed)?.DisplayName ?? regency.FindVillage(parsed)?.DisplayName ?? code;

    /// <summary>Without "Kecamatan": for tables that say so above.</summary>
    public string ShortDistrict(string code) => RegionCode.TryParse(code, out var parsed) && regency.FindDistrict(parsed) is { } district ? district.Name : code;

    /// <summary>How to put a field right: our own sentence where we have a better one than the service.</summary>
    public string Explain(FieldProblem problem) => Find($"Wrong.{problem.Field}.{problem.Code}") ?? problem.Detail;

    /// <summary>
    /// A detail of the audit log as people say it: <c>operator112 region=35.71</c> is Operator 112, Kota Kediri. Null when we have no
    /// word for a part of it.
    /// </summary>
    public string? AuditDetail(string detail)
    {
        var words = detail.Split(" -> ").Select(state => state.Split("; ").Select(piece => piece.Split(' ').Select(AuditFact).ToList()).ToList()).ToList();
        return words.Any(state => state.Any(piece => piece.Contains(null)))
            ? null
            : string.Join(" → ", words.Select(state => string.Join("; ", state.Select(piece => string.Join(", ", piece)))));
    }

    private string? AuditFact(string fact)
    {
        if (fact.Length == 0)
            return "–";
        if (fact.Split('=') is not [var name, var value])
            return Find($"Role.{fact}") ?? Find($"AuditFact.{fact}");

        var said = name is "region" ? Region(value)
            : name is "clock" ? Of("ClockClass", value)
            : name is "fields" ? string.Join(", ", value.Split(',').Select(field => Find($"AuditFact.{field}") ?? field))
            : DateOnly.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Day(day)
            : DateTimeOffset.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? DateAndTime(at)
            : value;
        return Find($"AuditFact.{name}") is { } words ? string.Format(Culture, words, said) : null;
    }

    private DateTimeOffset Local(DateTimeOffset at) => regency.TimeZone.ToLocal(at);

    private static string? Find(string key) => Resources.GetString(key, CultureInfo.CurrentUICulture);
}
