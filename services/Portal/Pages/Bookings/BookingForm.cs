using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Bookings;

/// <summary>A wish for a Mobmas as typed: days and hours as the clocks of the city show them.</summary>
/// <param name="Key">Drawn with the form: pressing twice books once.</param>
/// <param name="Destination">A code of the list; <see cref="ElsewhereInCity"/>, <see cref="OutsideCity"/>, <see cref="Visit"/>.</param>
public sealed record BookingForm(
    string Key, string Purpose, string VillageCode, string Landmark, string Destination, string DropOffVillage, string DropOffName, string Date, string From, string Until, string ArriveBy,
    string BackFrom, string BackUntil, IReadOnlyList<string> RepeatDays, string RepeatUntil, string Passengers, bool Wheelchair, bool Split, ContactForm Contact, string Note)
{
    public const string ElsewhereInCity = "-lain-";
    public const string OutsideCity = "-luar-";

    /// <summary>Nobody is brought anywhere; an office alone books that.</summary>
    public const string Visit = "-kunjungan-";

    /// <summary>Monday first, as calendars here begin.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static BookingForm New(string? villageCode, TimeProvider time)
        => new(LodgeForm.NewKey(time), "", villageCode ?? "", "", "", "", "", "", "", "", "", "", "", [], "", "1", Wheelchair: false, Split: false, ContactForm.Empty, "");

    internal static BookingForm Read(Posted posted) => new(
        posted["key"], posted["purpose"], posted["pickUp.villageCode"], posted["pickUp.name"], posted["dropOff.destination"], posted["dropOff.regionCode"], posted["dropOff.name"],
        posted["date"], posted["from"], posted["until"], posted["arriveBy"], posted["return.from"], posted["return.until"], [.. posted.Values("repeat.days")], posted["repeat.until"],
        posted["passengers"], posted["needsWheelchair"].Length > 0, posted["split"].Length > 0, ContactForm.From(posted, "contact"), posted["note"]);

    /// <summary>Of many days, or there and back.</summary>
    public bool HasMore => (BackFrom + BackUntil + RepeatUntil).Length > 0 || RepeatDays.Count > 0;

    internal NewTrip ToTrip(Regency regency) => new(
        Posted.Said(Purpose),
        int.TryParse(Passengers.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var people) ? people : null,
        Wheelchair,
        new(Posted.Said(VillageCode), Posted.Said(Landmark)),
        Destination switch
        {
            Visit => null,
            OutsideCity => new(null, regency.Code.Province.ToString(), Posted.Said(DropOffName)),
            "" or ElsewhereInCity => new(null, Posted.Said(DropOffVillage), Posted.Said(DropOffName)),
            _ => new(Destination, null, null),
        },
        At(From, regency), At(Until, regency), At(ArriveBy, regency),
        (BackFrom + BackUntil).Trim().Length == 0 ? null : new(At(BackFrom, regency), At(BackUntil, regency)),
        RepeatDays.Count == 0 && Posted.Said(RepeatUntil) is null ? null : new(RepeatDays, Posted.ReadDay(RepeatUntil)),
        Contact.ToReporter(), Posted.Said(Note)?.ReplaceLineEndings("\n"), Split);

    /// <summary>The service knows instants; the form has a day and hours. What is wrong with the day stands beside the day.</summary>
    internal Problem InOurFields(Problem problem, Regency regency, DateTimeOffset now)
    {
        var day = Posted.ReadDay(Date);
        var errors = problem.Errors.Select(error => error switch
        {
            { Field: "from", Code: "required" } when day is null => error with { Field = "date" },
            { Field: "from", Code: "in_past" or "out_of_range" } when day != regency.TimeZone.DateOf(now) => error with { Field = "date" },
            // Said once beside the day.
            { Field: "until" or "arriveBy" or "return.from" or "return.until", Code: "required" or "out_of_range" } when day is null && HourOf(error.Field).Length > 0 => null,
            _ => error,
        }).OfType<FieldProblem>().ToList();
        return problem with { Errors = errors };
    }

    /// <summary>Hours that were typed and cannot be read, which the service would take for none.</summary>
    internal bool HasUnreadableHour => ArriveBy.Trim().Length > 0 && Posted.ReadHour(ArriveBy) is null;

    private string HourOf(string field) => (field switch { "until" => Until, "arriveBy" => ArriveBy, "return.from" => BackFrom, _ => BackUntil }).Trim();

    private DateTimeOffset? At(string hour, Regency regency)
        => Posted.ReadDay(Date) is { } day && Posted.ReadHour(hour) is { } time ? regency.TimeZone.ToInstant(day, time) : null;
}
