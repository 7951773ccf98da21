using System.Globalization;
using System.Security.Claims;
using PlanningPlatform.Portal.Pages.Calls;
using PlanningPlatform.Portal.Pages.Rules;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages.Fleet;

/// <summary>One unit with everything that is written down about it, and one form at a time for what its reader may change.</summary>
internal static class UnitPage
{
    /// <summary>Each with the roles that may take it, and where it goes; the service says about what.</summary>
    public static IReadOnlyList<UnitStep> Steps { get; } =
    [
        new("biaya", "expenses", "report", [Roles.DistrictHead, Roles.ProgramManager, Roles.VillageSectionHead]),
        new("pakai", "blocks", "clock", [Roles.Dispatcher, Roles.VillageSectionHead]),
        new("odometer", "odometer", "route", [Roles.Dispatcher]),
        new("betulkan-odometer", "odometer/correct", "back", [Roles.Dispatcher]),
        new("jam-tugas", "shifts", "people", [Roles.Dispatcher]),
        new("istirahat", "break", "clock", [Roles.Dispatcher]),
        new("pelacak", "device", "locate", [Roles.Dispatcher]),
        new("ubah", "", "tool", [Roles.DistrictHead, Roles.ProgramManager]),
        new("pensiun", "retire", "stop", [Roles.DistrictHead, Roles.ProgramManager]),
    ];

    /// <summary>Of the entry that is taken back; not among the buttons of the page.</summary>
    public static UnitStep Reverse { get; } = new("batal-biaya", "expenses/{0}/reverse", "back", [Roles.DistrictHead, Roles.ProgramManager, Roles.VillageSectionHead]);

    private const int PageSize = 20;

    public static string PathOf(Guid id) => $"{UnitList.Path}/{id}";

    /// <param name="isi">Which form is open.</param>
    /// <param name="catatan">The expense that is to be taken back.</param>
    public static Task<IResult> ShowAsync(
        Guid id, string? isi, Guid? catatan, int? halaman, string? kabar, ClaimsPrincipal user, FleetApi fleet, IdentityApi identity, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => PageAsync(id, StepOf(isi, user), catatan, halaman ?? 1, kabar, sent: null, problem: null, user, fleet, identity, regency, time, cancellationToken);

    public static async Task<IResult> StepAsync(
        Guid id, string step, Posted posted, ClaimsPrincipal user, FleetApi fleet, IdentityApi identity, Words words, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        if (StepOf(step, user) is not { } taken)
            return Html.Trouble(new(StatusCodes.Status403Forbidden, "forbidden", "", []));

        var entry = Guid.TryParse(posted["expenseId"], out var named) ? named : (Guid?)null;
        var (body, wrong) = UnitStepBody.Of(taken.Slug, posted, words, regency);
        var problem = !posted.IsGenuine ? Problem.Expired
            : wrong ?? (await fleet.TellAsync(id, string.Format(CultureInfo.InvariantCulture, taken.Call, entry), body, cancellationToken, KeyOf(taken, posted))).Problem;
        return problem is null
            ? Html.SeeOther($"{PathOf(id)}?kabar=unit-{taken.Slug}")
            : await PageAsync(id, taken, entry, page: 1, news: null, posted, UnitStepBody.Renamed(taken.Slug, problem, posted), user, fleet, identity, regency, time, cancellationToken);
    }

    /// <summary>What needs no words: the lurah's consent, and the end of a block.</summary>
    public static Task<IResult> ConsentAsync(Guid id, Posted posted, ClaimsPrincipal user, FleetApi fleet, IdentityApi identity, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => AtOnceAsync(id, "consent", "unit-consent", posted, user, fleet, identity, regency, time, cancellationToken);

    public static Task<IResult> WithdrawAsync(Guid id, Posted posted, ClaimsPrincipal user, FleetApi fleet, IdentityApi identity, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => AtOnceAsync(id, "consent/withdraw", "unit-consent-withdrawn", posted, user, fleet, identity, regency, time, cancellationToken);

    public static Task<IResult> UnblockAsync(Guid id, Guid blockId, Posted posted, ClaimsPrincipal user, FleetApi fleet, IdentityApi identity, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => AtOnceAsync(id, $"blocks/{blockId}/remove", "unit-unblocked", posted, user, fleet, identity, regency, time, cancellationToken);

    private static async Task<IResult> AtOnceAsync(
        Guid id, string call, string news, Posted posted, ClaimsPrincipal user, FleetApi fleet, IdentityApi identity, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await fleet.TellAsync(id, call, body: null, cancellationToken)).Problem : Problem.Expired;
        return problem is null
            ? Html.SeeOther($"{PathOf(id)}?kabar={news}")
            : await PageAsync(id, step: null, entry: null, page: 1, news: null, sent: null, problem, user, fleet, identity, regency, time, cancellationToken);
    }

    private static async Task<IResult> PageAsync(
        Guid id, UnitStep? step, Guid? entry, int page, string? news, Posted? sent, Problem? problem, ClaimsPrincipal user, FleetApi fleet, IdentityApi identity, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var reading = fleet.UnitAsync(id, cancellationToken);
        var expenses = Steps[0].MayBeTakenBy(user) ? (await fleet.ExpensesAsync(id, Math.Clamp(page, 1, 10_000), PageSize, cancellationToken)).Value : null;
        var unit = await reading;
        var crew = unit.IsValue && unit.Value.RetiredOn is null ? (await identity.CrewAsync(unit.Value.Code, unit.Value.BaseCode, cancellationToken)).Value : null;
        return unit.IsValue
            ? Html.Page<UnitDetailPage>(
                new UnitModel(unit.Value, expenses, crew?.Items, step, entry, field => sent?[field] ?? "", sent is not null, KeyOf(step, sent) ?? Guid.CreateVersion7(time.GetUtcNow()).ToString(), IsLurahOf(unit.Value, user), user, regency.TimeZone, time.GetUtcNow(), news, problem),
                problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(unit.Problem, sent);
    }

    private static UnitStep? StepOf(string? slug, ClaimsPrincipal user) => Steps.Append(Reverse).FirstOrDefault(step => step.Slug == slug && step.MayBeTakenBy(user));

    /// <summary>Drawn with the form, so that a second press is the same expense.</summary>
    private static string? KeyOf(UnitStep? step, Posted? posted) => step == Steps[0] && posted is not null ? Posted.Said(posted["key"]) : null;

    private static bool IsLurahOf(UnitDetail unit, ClaimsPrincipal user)
        => unit.OwnerVillageCode is { } owner && user.FindAll(Grant.ClaimType).Select(claim => Grant.Parse(claim.Value)).Any(grant => grant?.Role == Roles.VillageHead && grant.Region.ToString() == owner);
}

/// <param name="Slug">In addresses, and of its words.</param>
/// <param name="Call">The end of the service's address.</param>
public sealed record UnitStep(string Slug, string Call, string Icon, string[] Roles)
{
    public bool MayBeTakenBy(ClaimsPrincipal user) => Roles.Any(user.IsInRole);
}

/// <param name="Expenses">Null for who may not see them, and when they could not be had.</param>
/// <param name="Crew">Null of a retired unit, and when it could not be had.</param>
/// <param name="Open">The form that is open.</param>
/// <param name="Entry">The expense that is to be taken back.</param>
/// <param name="Typed">What was typed into the open form, when it comes back.</param>
/// <param name="Key">By which a second press is the same expense.</param>
public sealed record UnitModel(
    UnitDetail Unit, Listed<UnitExpense>? Expenses, IReadOnlyList<CrewAccount>? Crew, UnitStep? Open, Guid? Entry, Func<string, string> Typed, bool CameBack, string Key, bool IsLurah, ClaimsPrincipal User, RegionTimeZone Zone,
    DateTimeOffset Now, string? News, Problem? Problem)
{
    public DateOnly Today => Zone.DateOf(Now);

    public IEnumerable<UnitStep> Steps => Unit.RetiredOn is null ? UnitPage.Steps.Where(step => step.MayBeTakenBy(User)) : UnitPage.Steps.Take(1).Where(step => step.MayBeTakenBy(User));

    public string PathTo(UnitStep step) => $"{UnitPage.PathOf(Unit.Id)}?isi={step.Slug}#isian";

    /// <summary>What the form holds: what was typed, or else what is in force.</summary>
    public string Value(string field, string inForce) => CameBack ? Typed(field) : inForce;
}

/// <summary>What the forms send, in the words of the interface.</summary>
internal static class UnitStepBody
{
    public static IReadOnlyList<DayOfWeek> Week { get; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static (object? Body, Problem? Wrong) Of(string slug, Posted posted, Words words, Regency regency)
    {
        switch (slug)
        {
            case "biaya":
                return Whole(posted, words, ["rupiah", "odometerKilometres"]) is { } noNumber ? (null, noNumber)
                    : Posted.Said(posted["litres"]) is { } litres && Number(litres) is null ? (null, Problem.Invalid("litres", words["Unit.NoNumber"]))
                    : (new
                    {
                        kind = Posted.Said(posted["kind"]), on = CallLog.DayIn(posted["on"]), rupiah = WholeIn(posted["rupiah"]), litres = Number(posted["litres"]),
                        odometerKilometres = (int?)WholeIn(posted["odometerKilometres"]), note = Posted.Said(posted["note"]),
                    }, null);
            case "batal-biaya":
                return (new { reason = posted["reason"] }, null);
            case "pakai":
                return (new { kind = Posted.Said(posted["kind"]), from = TimeIn(posted["from"], regency), until = TimeIn(posted["until"], regency), note = Posted.Said(posted["note"]) }, null);
            case "odometer":
                return Whole(posted, words, ["kilometres"]) is { } wrong ? (null, wrong) : (new { kilometres = (int?)WholeIn(posted["kilometres"]) }, null);
            case "betulkan-odometer":
                return Whole(posted, words, ["kilometres"]) is { } noFigure ? (null, noFigure) : (new { kilometres = (int?)WholeIn(posted["kilometres"]), reason = posted["reason"] }, null);
            case "istirahat":
                return (new { from = ClockIn(posted["from"]), until = ClockIn(posted["until"]) }, null);
            case "pelacak":
                return (new { hasTracker = posted["hasTracker"] switch { "yes" => true, "no" => false, _ => (bool?)null } }, null);
            case "jam-tugas":
                var days = Week.Select(day => (Day: day, Shifts: ShiftsIn(posted[day.ToString()]))).ToList();
                return days.Where(each => each.Shifts is null).Select(each => each.Day.ToString()).FirstOrDefault() is { } unreadable
                    ? (null, Problem.Invalid(unreadable, words["Unit.NoHours"]))
                    : (new { shifts = days.SelectMany(each => each.Shifts!.Select(shift => new { day = each.Day.ToString(), from = shift.From, until = shift.Until })) }, null);
            case "pensiun":
                return (new { on = CallLog.DayIn(posted["on"]) }, null);
            default:
                return (new UnitForm(field => posted[field]).Body(("version", RuleForm.WholeNumber(posted["version"]))), null);
        }
    }

    /// <summary>The service counts shifts; the form has a field for each day.</summary>
    public static Problem Renamed(string slug, Problem problem, Posted posted)
    {
        if (slug != "jam-tugas")
            return problem;

        var days = Week.SelectMany(day => (ShiftsIn(posted[day.ToString()]) ?? []).Select(_ => day.ToString())).ToList();
        return problem with
        {
            Errors = [.. problem.Errors.Select(error => error.Field.StartsWith("shifts[", StringComparison.Ordinal)
                && int.TryParse(error.Field["shifts[".Length..error.Field.IndexOf(']', StringComparison.Ordinal)], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < days.Count
                    ? error with { Field = days[index] } : error)],
        };
    }

    public static string Hours(IEnumerable<UnitShift> shifts)
        => string.Join(", ", shifts.Select(shift => string.Create(CultureInfo.InvariantCulture, $"{shift.From:HH\\.mm}-{shift.Until:HH\\.mm}")));

    /// <summary>07.00-12.00, 13.00-16.00; null for what is none of that, empty for nothing.</summary>
    private static IReadOnlyList<(TimeOnly From, TimeOnly Until)>? ShiftsIn(string typed)
    {
        var shifts = new List<(TimeOnly, TimeOnly)>();
        foreach (var part in typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(['-', '–'], StringSplitOptions.TrimEntries) is not [var from, var until] || ClockIn(from) is not { } starts || ClockIn(until) is not { } ends)
                return null;
            shifts.Add((starts, ends));
        }

        return shifts;
    }

    private static TimeOnly? ClockIn(string typed)
        => TimeOnly.TryParseExact(typed.Trim().Replace('.', ':'), ["H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : null;

    /// <summary>As browsers write a local time: 2026-11-21T08:00.</summary>
    private static DateTimeOffset? TimeIn(string typed, Regency regency)
        => DateTime.TryParseExact(typed, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? regency.TimeZone.ToInstant(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)) : null;

    private static Problem? Whole(Posted posted, Words words, string[] fields)
        => fields.FirstOrDefault(field => Posted.Said(posted[field]) is { } said && WholeIn(said) is null) is { } wrong ? Problem.Invalid(wrong, words["Unit.NoNumber"]) : null;

    /// <summary>With the points by which people part thousands: 1.250.000.</summary>
    private static long? WholeIn(string typed)
        => long.TryParse(typed.Trim().Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue ? number : null;

    private static double? Number(string typed) => Posted.ReadNumber(typed.Trim().Replace(',', '.'));
}
