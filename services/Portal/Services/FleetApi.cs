using System.Globalization;

namespace PlanningPlatform.Portal.Services;

/// <summary>The mobile units themselves: what is written down about them, their books, coverage, logbook and rules.</summary>
internal sealed class FleetApi(HttpClient http)
{
    private const string Units = "/api/mobile-units";

    public Task<Answer<Listed<FleetUnit>>> UnitsAsync(int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<FleetUnit>>(string.Create(CultureInfo.InvariantCulture, $"{Units}?page={page}&pageSize={pageSize}"), cancellationToken);

    public Task<Answer<UnitDetail>> UnitAsync(Guid id, CancellationToken cancellationToken) => http.AskAsync<UnitDetail>($"{Units}/{id}", cancellationToken);

    public Task<Answer<UnitChanged>> RegisterAsync(object unit, CancellationToken cancellationToken) => http.TellAsync<UnitChanged>(Units, unit, cancellationToken);

    /// <param name="step">The end of the address: <c>blocks</c>, <c>consent/withdraw</c>; empty to change what is written down.</param>
    public Task<Answer<Changed>> TellAsync(Guid id, string step, object? body, CancellationToken cancellationToken, string? idempotencyKey = null)
        => http.TellAsync<Changed>($"{Units}/{id}{(step.Length > 0 ? "/" : "")}{step}", body, cancellationToken, idempotencyKey is null ? null : ("Idempotency-Key", idempotencyKey));

    public Task<Answer<Listed<UnitExpense>>> ExpensesAsync(Guid id, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<UnitExpense>>(string.Create(CultureInfo.InvariantCulture, $"{Units}/{id}/expenses?page={page}&pageSize={pageSize}"), cancellationToken);

    public Task<Answer<FleetCoverage>> CoverageAsync(int? year, CancellationToken cancellationToken)
        => http.AskAsync<FleetCoverage>(string.Create(CultureInfo.InvariantCulture, $"{Units}/coverage{(year is null ? "" : "?year=")}{year}"), cancellationToken);

    public Task<Answer<Fetched>> CoverageCsvAsync(int? year, CancellationToken cancellationToken)
        => http.FetchAsync(string.Create(CultureInfo.InvariantCulture, $"{Units}/coverage.csv{(year is null ? "" : "?year=")}{year}"), cancellationToken);

    public Task<Answer<Changed>> RegisterNeedAsync(object need, CancellationToken cancellationToken) => http.TellAsync<Changed>($"{Units}/needs", need, cancellationToken);

    /// <param name="query">As the service names it, without the question mark.</param>
    public Task<Answer<Logbook>> LogbookAsync(string query, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Logbook>(string.Create(CultureInfo.InvariantCulture, $"{Units}/logbook?{query}&page={page}&pageSize={pageSize}"), cancellationToken);

    public Task<Answer<Fetched>> LogbookCsvAsync(string query, CancellationToken cancellationToken) => http.FetchAsync($"{Units}/logbook.csv?{query}", cancellationToken);

    public Task<Answer<Listed<MobmasRules>>> RulesAsync(CancellationToken cancellationToken) => http.AskAsync<Listed<MobmasRules>>($"{Units}/rules", cancellationToken);

    public Task<Answer<MobmasRules>> AddRulesAsync(object rules, CancellationToken cancellationToken) => http.TellAsync<MobmasRules>($"{Units}/rules", rules, cancellationToken);

    /// <summary>Those that people choose from when they book.</summary>
    public Task<Answer<Destinations>> DestinationsAsync(CancellationToken cancellationToken) => http.AskAsync<Destinations>($"{Units}/booking-rules", cancellationToken);

    public Task<Answer<Changed>> ChangeDestinationAsync(object destination, CancellationToken cancellationToken) => http.TellAsync<Changed>($"{Units}/destinations", destination, cancellationToken);

    public Task<Answer<Changed>> RemoveDestinationAsync(string code, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"{Units}/destinations/{Uri.EscapeDataString(code)}/remove", body: null, cancellationToken);
}

/// <param name="OutOfService">In the workshop now.</param>
/// <param name="InOfficeUse">Its office uses it now.</param>
/// <param name="Busy">On a journey now.</param>
public sealed record FleetUnit(
    Guid Id, string Code, string Name, string BaseCode, string BaseName, string DistrictCode, string? OwnerVillageCode, bool ServesOthers, int Seats, bool HasWheelchairLift, DateOnly? RetiredOn,
    bool OutOfService, bool InOfficeUse, bool Busy, IReadOnlyList<UnitWarning> Warnings);

/// <param name="Code">service_due, service_overdue, tax_due or tax_overdue.</param>
/// <param name="DaysLeft">Negative once it is overdue.</param>
public sealed record UnitWarning(string Code, DateOnly On, int DaysLeft);

/// <param name="DeviceId">For dispatchers.</param>
/// <param name="Journeys">Of the last 30 days and ahead, newest first.</param>
/// <param name="Version">What a change has seen.</param>
public sealed record UnitDetail(
    Guid Id, string Code, string Name, string BaseCode, string BaseName, string DistrictCode, string? OwnerVillageCode, DateTimeOffset? ConsentedAt, string? ConsentBy, int Seats, bool HasWheelchairLift,
    DateOnly? HandedOverOn, DateOnly? ServiceDueOn, DateOnly? TaxDueOn, DateOnly? RetiredOn, string? DeviceId, int? OdometerKilometres, TimeOnly? BreakFrom, TimeOnly? BreakUntil,
    DateTimeOffset? LastPositionAt, IReadOnlyList<UnitWarning> Warnings, IReadOnlyList<UnitBlock> Blocks, IReadOnlyList<UnitShift> Shifts, IReadOnlyList<MonthCost> Costs,
    IReadOnlyList<UnitJourney> Journeys, IReadOnlyList<UnitDriver> Drivers, int Version);

/// <param name="Kind">Workshop or OfficeUse.</param>
public sealed record UnitBlock(Guid Id, string Kind, DateTimeOffset From, DateTimeOffset Until, string? Note, string SetBy);

public sealed record UnitShift(DayOfWeek Day, TimeOnly From, TimeOnly Until);

/// <param name="Rupiah">By kind.</param>
public sealed record MonthCost(DateOnly Month, long Total, IReadOnlyDictionary<string, long> Rupiah);

public sealed record UnitJourney(
    Guid Id, string State, DateTimeOffset SlotFrom, DateTimeOffset SlotUntil, DateTimeOffset? DepartedAt, DateTimeOffset? EndedAt, string? DrivenBy, int Passengers, double Kilometres, bool IsMeasured);

public sealed record UnitDriver(string Account, int Journeys, double Kilometres);

/// <param name="Kind">Fuel, DriverAllowance, Service, Tax or Other.</param>
/// <param name="Rupiah">Negative where it takes back another entry.</param>
public sealed record UnitExpense(
    Guid Id, string Kind, DateOnly On, long Rupiah, double? Litres, int? OdometerKilometres, string? Note, Guid? Reverses, bool IsReversed, string RecordedBy, DateTimeOffset RecordedAt);

internal sealed record UnitChanged(Guid Id, string Code, int Version);

/// <param name="Gaps">Codes of the villages that miss units, the most urgent first.</param>
public sealed record FleetCoverage(
    int Year, DateOnly AsOf, string LegalBasis, int TargetUnitsPerVillage, CoverageSums Total, IReadOnlyList<DistrictCoverage> Districts, IReadOnlyList<VillageCoverage> Villages, CoverageForecast Forecast,
    IReadOnlyList<string> Gaps);

public sealed record CoverageSums(int Units, int Need, int Gap, int Villages, int CoveredVillages, int Trips, int UnmetDemand);

public sealed record DistrictCoverage(string Code, string Name, CoverageSums Sums);

public sealed record VillageCoverage(
    string Code, string Name, string DistrictCode, int Units, IReadOnlyList<string> UnitCodes, int Need, bool NeedIsRegistered, int Gap, DateOnly? PlannedOn, int Trips, int UnmetDemand,
    IReadOnlyDictionary<string, int> UnmetByReason);

/// <param name="Formula">In the reader's language.</param>
public sealed record CoverageForecast(
    int TargetYear, int Needed, int Gap, int HandedOver, double Years, double RatePerYear, string Formula, IReadOnlyList<ForecastYear> ByYear, bool ReachedByRate, bool ReachedByPlan,
    int? ReachedInYearByRate);

public sealed record ForecastYear(int Year, int UnitsByRate, int GapByRate, int UnitsByPlan, int GapByPlan);

public sealed record Logbook(DateOnly From, DateOnly To, IReadOnlyList<LogbookUnit> Units, LogbookTotals Totals, Listed<LogbookTrip> Trips);

public sealed record LogbookUnit(string Code, string BaseCode);

/// <param name="Rides">Several trips can share one.</param>
public sealed record LogbookTotals(
    int Trips, int Passengers, int Rides, double Kilometres, double MeasuredKilometres, double Minutes, long FuelRupiah, double FuelLitres, long AllowanceRupiah);

/// <param name="Driver">User name of the crew.</param>
public sealed record LogbookTrip(
    DateOnly Date, string UnitCode, string? Driver, string? FromVillage, string? ToVillage, int? Passengers, DateTimeOffset? DepartedAt, DateTimeOffset? ArrivedAt, DateTimeOffset? EndedAt,
    int? OdometerStart, int? OdometerEnd, double Kilometres, bool IsMeasured, bool IsShared);

/// <summary>The rules of the service from a day on.</summary>
public sealed record MobmasRules(
    string Code, DateOnly EffectiveFrom, string LegalBasis, int MostDaysAhead, int MostRepeatDays, int LeastMinutesAhead, int MostTripsInSevenDays, int RemindMinutesBefore, int StaleAfterMinutes,
    int MostWorkMinutes, int MostDrivingMinutes, int StopMinutes, int VisitMinutes, int MostDetourMinutes, int UnmannedAfterMinutes, int TargetUnitsPerVillage, int TargetYear,
    IReadOnlyList<MobmasPurpose> Purposes)
{
    /// <summary>In the order of <see cref="Pages.Fleet.RulesForm.Numbers"/>.</summary>
    public IReadOnlyList<int> Numbers =>
    [
        MostDaysAhead, MostRepeatDays, LeastMinutesAhead, MostTripsInSevenDays, RemindMinutesBefore, StaleAfterMinutes, MostWorkMinutes, MostDrivingMinutes, StopMinutes, VisitMinutes, MostDetourMinutes,
        UnmannedAfterMinutes, TargetUnitsPerVillage, TargetYear,
    ];
}

/// <param name="Approval">None or VillageHead.</param>
public sealed record MobmasPurpose(string Code, string Indonesian, string English, bool IsAllowed, string Approval);

public sealed record Destinations([property: System.Text.Json.Serialization.JsonPropertyName("destinations")] IReadOnlyList<Destination> Items);

public sealed record Destination(string Code, string Name, string VillageCode);
