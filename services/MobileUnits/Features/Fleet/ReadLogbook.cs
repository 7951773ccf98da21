using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>
/// What a unit's paper logbook held, without what it should never have held: no purpose, no name, no telephone number, no note, no tracking number. Where
/// a trip went is told by the village for all alike: a clinic's name tells an illness, and leaving out only the clinics' would tell which they are.
/// </summary>
internal static class ReadLogbook
{
    private const int MostDays = 366;

    private static readonly string[] Columns =
    [
        "date", "unit", "driver", "from_village", "to_village", "passengers", "departed_at", "arrived_at", "ended_at", "odometer_start", "odometer_end", "kilometres", "measured", "shared",
    ];

    /// <param name="From">The first day, local date.</param>
    /// <param name="Totals">Over all pages.</param>
    internal sealed record Answer(DateOnly From, DateOnly To, IReadOnlyList<UnitItem> Units, Totals Totals, Paged<Row> Trips);

    internal sealed record UnitItem(string Code, string BaseCode);

    /// <param name="Date">When it ended, local date.</param>
    /// <param name="Driver">User name of the crew.</param>
    /// <param name="FromVillage">Where they were fetched, or visited; null when nobody knows. So also <paramref name="ToVillage"/>, null for a visit.</param>
    /// <param name="Passengers">Null once it was erased.</param>
    /// <param name="OdometerStart">Kilometres on the dashboard, as <paramref name="OdometerEnd"/>; null when nobody read it.</param>
    /// <param name="Kilometres">Of the whole ride: by the odometer, or as planned when nobody read it.</param>
    /// <param name="IsShared">Others shared the ride; its kilometres stand in each of their rows.</param>
    internal sealed record Row(
        DateOnly Date, string UnitCode, string? Driver, string? FromVillage, string? ToVillage, int? Passengers, DateTimeOffset? DepartedAt, DateTimeOffset? ArrivedAt, DateTimeOffset? EndedAt,
        int? OdometerStart, int? OdometerEnd, double Kilometres, bool IsMeasured, bool IsShared);

    /// <param name="Kilometres">Of every ride once, however many shared it; so also <paramref name="Minutes"/>, from departure to the end.</param>
    /// <param name="MeasuredKilometres">Of these, by the odometer.</param>
    /// <param name="FuelRupiah">Spent on the units in that time, whole rupiah; so also the driver's allowance.</param>
    internal sealed record Totals(
        int Trips, int Passengers, int Rides, double Kilometres, double MeasuredKilometres, double Minutes, long FuelRupiah, double FuelLitres, long AllowanceRupiah);

    /// <param name="From">First day; absent for the first of this month.</param>
    /// <param name="To">Last day; absent for today. At most a year.</param>
    /// <param name="UnitId">Only this one; or</param>
    /// <param name="VillageCode">the units that this village owns or that stand there. Absent both: all of the caller's region.</param>
    internal sealed record Wanted(DateOnly? From, DateOnly? To, Guid? UnitId, string? VillageCode);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        [AsParameters] Wanted wanted, [AsParameters] Paging paging, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } wrong)
        {
            return wrong;
        }

        var (book, refusal) = await OpenAsync(wanted, scope, db, regency, time, cancellationToken);
        if (book is null)
        {
            return refusal!;
        }

        var total = await book.Trips(db).CountAsync(cancellationToken);
        var page = await book.Trips(db).OrderBy(trip => trip.EndedAt).ThenBy(trip => trip.Id).Skip(paging.Skip).Take(paging.Size).Select(AsRead).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Answer(
            book.From, book.To, book.Units, await TotalsAsync(book, total, db, cancellationToken),
            new(page.ConvertAll(trip => RowOf(trip, regency)), paging.Number, paging.Size, total)));
    }

    /// <summary>The same rows for a spreadsheet, streamed.</summary>
    public static async Task<Results<PushStreamHttpResult, Refusal>> CsvAsync(
        [AsParameters] Wanted wanted, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var (book, refusal) = await OpenAsync(wanted, scope, db, regency, time, cancellationToken);
        if (book is null)
        {
            return refusal!;
        }

        var trips = book.Trips(db).OrderBy(trip => trip.EndedAt).ThenBy(trip => trip.Id).Select(AsRead).AsAsyncEnumerable();
        return TypedResults.Stream(
            async body =>
            {
                await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
                await writer.WriteAsync(Csv.Line(Columns).AsMemory(), cancellationToken);
                await foreach (var trip in trips.WithCancellation(cancellationToken))
                {
                    await writer.WriteAsync(Csv.Line(Values(RowOf(trip, regency))).AsMemory(), cancellationToken);
                }
            },
            Csv.MediaType, string.Create(CultureInfo.InvariantCulture, $"buku-mobmas-{book.From:yyyy-MM-dd}-{book.To:yyyy-MM-dd}.csv"));
    }

    private static async Task<(Book? Book, Refusal? Refusal)> OpenAsync(
        Wanted wanted, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = regency.TimeZone.DateOf(time.GetUtcNow());
        var to = wanted.To ?? today;
        var from = wanted.From ?? new DateOnly(to.Year, to.Month, 1);
        if (Check(wanted, from, to, regency) is { Any: true } errors)
        {
            return (null, errors.ToRefusal());
        }

        if (wanted.VillageCode is not null && !scope.Covers(wanted.VillageCode))
        {
            return (null, Refusal.OutsideScope);
        }

        var units = db.Units.AsNoTracking();
        units = wanted.UnitId is not null ? units.Where(unit => unit.Id == wanted.UnitId)
            : wanted.VillageCode is not null ? units.Where(unit => unit.OwnerVillageCode == wanted.VillageCode || unit.BaseCode == wanted.VillageCode)
            : units.BasedWithin(scope, regency);
        var found = await units.OrderBy(unit => unit.Code).ToListAsync(cancellationToken);
        return wanted.UnitId is null ? (Of(found), null)
            : found is not [var one] ? (null, Refusal.NotFound)
            : scope.Covers(one) ? (Of(found), null)
            : (null, Refusal.OutsideScope);

        Book Of(List<MobileUnit> all) => new(
            from, to, regency.TimeZone.StartOf(from), regency.TimeZone.StartOf(to.AddDays(1)), [.. all.Where(scope.Covers).Select(unit => unit.Id)], [.. all.Where(scope.Covers).Select(unit => new UnitItem(unit.Code, unit.BaseCode))]);
    }

    private static FieldErrors Check(Wanted wanted, DateOnly from, DateOnly to, Regency regency)
    {
        var errors = new FieldErrors();
        if (to < from || to.DayNumber - from.DayNumber >= MostDays || from.Year < 2000 || to.Year > 9000)
        {
            errors.Add("to", "out_of_range", "Hari terakhir sesudah hari pertama, paling lama setahun.", "The last day is after the first, at most a year.");
        }

        if (wanted is { UnitId: not null, VillageCode: not null })
        {
            errors.Add("villageCode", "either_or", "Pilih satu unit atau satu kelurahan.", "Choose one unit or one village.");
        }
        else if (wanted.VillageCode is not null && regency.FindVillage(wanted.VillageCode) is null)
        {
            errors.Add("villageCode", "outside_region", $"Kode ini bukan kelurahan atau desa di {regency.Name}.", $"This code is no village of {regency.Name}.");
        }

        return errors;
    }

    private static async Task<Totals> TotalsAsync(Book book, int trips, MobileUnitsDb db, CancellationToken cancellationToken)
    {
        var passengers = await book.Trips(db).SumAsync(trip => trip.Passengers ?? 0, cancellationToken);
        var (rides, kilometres, measured, minutes) = (0, 0.0, 0.0, 0.0);
        var driven = book.Rides(db).Select(ride => new { ride.OdometerStart, ride.OdometerEnd, ride.PlannedKilometres, ride.DepartedAt, ride.EndedAt }).AsAsyncEnumerable();
        await foreach (var ride in driven.WithCancellation(cancellationToken))
        {
            var isMeasured = ride.OdometerEnd > ride.OdometerStart;
            var length = isMeasured ? ride.OdometerEnd!.Value - ride.OdometerStart!.Value : ride.PlannedKilometres;
            rides++;
            kilometres += length;
            measured += isMeasured ? length : 0;
            minutes += Math.Max(0, (ride.EndedAt!.Value - (ride.DepartedAt ?? ride.EndedAt.Value)).TotalMinutes);
        }

        var spent = await db.Expenses.Where(expense => book.UnitIds.Contains(expense.UnitId) && expense.On >= book.From && expense.On <= book.To)
            .GroupBy(expense => expense.Kind).Select(kind => new { kind.Key, Rupiah = kind.Sum(expense => expense.Rupiah), Litres = kind.Sum(expense => expense.Litres ?? 0) })
            .ToDictionaryAsync(kind => kind.Key, cancellationToken);
        return new(
            trips, passengers, rides, Math.Round(kilometres, 1), Math.Round(measured, 1), Math.Round(minutes), spent.GetValueOrDefault(ExpenseKind.Fuel)?.Rupiah ?? 0,
            Math.Round(spent.GetValueOrDefault(ExpenseKind.Fuel)?.Litres ?? 0, 2), spent.GetValueOrDefault(ExpenseKind.DriverAllowance)?.Rupiah ?? 0);
    }

    /// <summary>All that is ever read from a trip for the logbook: who sees this list sees what can be in it.</summary>
    private static readonly Expression<Func<TripRequest, Driven>> AsRead = trip => new Driven(
        trip.Journey!.Unit.Code, trip.Journey.DrivenBy, trip.PickUpVillageCode ?? trip.VillageCode, trip.DropOffVillageCode, trip.Passengers, trip.Journey.DepartedAt, trip.ArrivedAt, trip.EndedAt,
        trip.Journey.OdometerStart, trip.Journey.OdometerEnd, trip.Journey.PlannedKilometres, trip.Journey.Requests.Count() > 1);

    private static Row RowOf(Driven trip, Regency regency)
    {
        var isMeasured = trip.OdometerEnd > trip.OdometerStart;
        return new(
            regency.TimeZone.DateOf(trip.EndedAt!.Value), trip.UnitCode, trip.Driver, trip.FromVillage, trip.ToVillage, trip.Passengers, trip.DepartedAt, trip.ArrivedAt, trip.EndedAt,
            trip.OdometerStart, trip.OdometerEnd, isMeasured ? trip.OdometerEnd!.Value - trip.OdometerStart!.Value : trip.PlannedKilometres, isMeasured, trip.IsShared);
    }

    /// <summary>In the order of <see cref="Columns"/>.</summary>
    private static object?[] Values(Row row) =>
    [
        row.Date, row.UnitCode, row.Driver, row.FromVillage, row.ToVillage, row.Passengers, row.DepartedAt, row.ArrivedAt, row.EndedAt, row.OdometerStart, row.OdometerEnd, row.Kilometres, row.IsMeasured,
        row.IsShared,
    ];

    private sealed record Driven(
        string UnitCode, string? Driver, string? FromVillage, string? ToVillage, int? Passengers, DateTimeOffset? DepartedAt, DateTimeOffset? ArrivedAt, DateTimeOffset? EndedAt, int? OdometerStart,
        int? OdometerEnd, double PlannedKilometres, bool IsShared);

    /// <param name="Start">When the first day begins (UTC); <paramref name="End"/> when the last is over.</param>
    private sealed record Book(DateOnly From, DateOnly To, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<Guid> UnitIds, IReadOnlyList<UnitItem> Units)
    {
        public IQueryable<TripRequest> Trips(MobileUnitsDb db) => db.Requests.AsNoTracking().Where(trip =>
            trip.Status == RequestStatus.Completed && trip.Journey!.EndedAt >= Start && trip.Journey.EndedAt < End && UnitIds.Contains(trip.Journey.UnitId));

        /// <summary>Each once, however many shared it.</summary>
        public IQueryable<Journey> Rides(MobileUnitsDb db) => db.Journeys.AsNoTracking().Where(ride =>
            ride.EndedAt >= Start && ride.EndedAt < End && UnitIds.Contains(ride.UnitId) && ride.Requests.Any(trip => trip.Status == RequestStatus.Completed));
    }
}
