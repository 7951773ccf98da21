using System.Globalization;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>What speaks for and against sending one unit to one request, computed from that unit alone.</summary>
/// <param name="EstimatedArrivalMinutes">Null when either place is unknown.</param>
/// <param name="HardRefusal">The code of the rule that forbids it whatever the dispatcher says; null when none does.</param>
/// <param name="Recommended">True when nothing speaks against it.</param>
internal sealed record Suggestion(MobileUnit Unit, int? EstimatedArrivalMinutes, string? HardRefusal, bool Recommended, IReadOnlyList<Reason> Reasons);

/// <param name="Code">Stable, for programs.</param>
/// <param name="Value">The number behind the words: km, seats, minutes, journeys; null when there is none.</param>
internal sealed record Reason(string Code, Text Text, double? Value);

/// <summary>
/// Assesses units. Streets are longer than the crow flies by <see cref="RoadFactor"/> and a van does <see cref="KilometresPerHour"/> in town;
/// a position older than <see cref="StaleAfter"/> is not trusted. All three are local defaults without a legal basis.
/// </summary>
internal sealed class UnitAssessment(Regency regency, ApproximatePoints points)
{
    private const double RoadFactor = 1.4;
    private const double KilometresPerHour = 25;

    /// <summary>Added when only the village is known: its point is not the door.</summary>
    private const double WithinVillageKilometres = 0.7;

    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(30);

    /// <param name="isBusy">It has an open journey.</param>
    /// <param name="journeysToday">Journeys assigned to it since local midnight.</param>
    public Suggestion Assess(MobileUnit unit, VisitRequest request, bool isBusy, int journeysToday, DateTimeOffset now)
    {
        var reasons = new List<Reason>();
        var hard = HardRefusals(unit, request, isBusy, now, reasons);
        var arrival = Arrival(unit, request, reasons);
        var fresh = Position(unit, now, reasons);
        var free = Timetable(unit, now, reasons);
        reasons.Add(new("load_today", new($"{journeysToday} perjalanan hari ini", $"{journeysToday} journeys today"), journeysToday));
        return new(unit, arrival, hard, hard is null && arrival is not null && fresh && free, reasons);
    }

    private static string? HardRefusals(MobileUnit unit, VisitRequest request, bool isBusy, DateTimeOffset now, List<Reason> reasons)
    {
        string? hard = null;
        if (unit.IsOutOfService(now))
        {
            hard = "out_of_service";
            reasons.Add(new(hard, new($"Di bengkel sampai {unit.OutOfServiceUntil:dd-MM-yyyy}", $"In the workshop until {unit.OutOfServiceUntil:yyyy-MM-dd}"), null));
        }

        if (isBusy)
        {
            hard ??= "busy";
            reasons.Add(new("busy", new("Sedang dalam perjalanan lain", "On another journey"), null));
        }

        // What was erased forbids nothing: the dispatcher sees what the unit has.
        var enough = !(unit.Seats < request.Passengers);
        hard ??= enough ? null : "seats";
        reasons.Add(new("seats", request.Passengers is not { } people ? new($"{unit.Seats} kursi", $"{unit.Seats} seats") : new(
            enough ? $"{unit.Seats} kursi, cukup untuk {people} orang" : $"Hanya {unit.Seats} kursi untuk {people} orang",
            enough ? $"{unit.Seats} seats, enough for {people}" : $"Only {unit.Seats} seats for {people}"), unit.Seats));

        if (request.NeedsWheelchair == true && !unit.HasWheelchairLift)
        {
            hard ??= "capability";
            reasons.Add(new("capability", new("Tidak dapat membawa kursi roda", "Cannot take a wheelchair"), null));
        }
        else if (unit.HasWheelchairLift)
        {
            reasons.Add(new("wheelchair", new("Dapat membawa kursi roda", "Can take a wheelchair"), null));
        }

        return hard;
    }

    private int? Arrival(MobileUnit unit, VisitRequest request, List<Reason> reasons)
    {
        if (PlaceOf(unit) is not { } from || PlaceOf(request) is not { } to)
        {
            reasons.Add(new("distance_unknown", new($"Jarak dari {unit.BaseName} belum diketahui", $"The distance from {unit.BaseName} is unknown"), null));
            return null;
        }

        var withinVillage = request.Latitude is null ? WithinVillageKilometres : 0;
        var kilometres = Math.Round((from.DistanceKilometresTo(to) + withinVillage) * RoadFactor, 1);
        var minutes = (int)Math.Ceiling(kilometres / KilometresPerHour * 60);
        var start = unit.LastPosition is null ? new Text($"pangkalan {unit.BaseName}", $"its base {unit.BaseName}") : new Text("posisi terakhirnya", "its last position");
        reasons.Add(new("distance", new(
            string.Create(Indonesian, $"Sekitar {kilometres:0.0} km dari {start.Indonesian}"),
            string.Create(CultureInfo.InvariantCulture, $"About {kilometres:0.0} km from {start.English}")), kilometres));
        return minutes;
    }

    private static bool Position(MobileUnit unit, DateTimeOffset now, List<Reason> reasons)
    {
        if (unit.LastPosition is not { } position)
        {
            reasons.Add(new("at_base", new($"Siaga di pangkalan {unit.BaseName}", $"Standing by at its base {unit.BaseName}"), null));
            return true;
        }

        var age = now - position.At;
        var minutes = (int)age.TotalMinutes;
        if (age > StaleAfter)
        {
            reasons.Add(new("position_stale", new($"Posisi terakhir {minutes} menit lalu, terlalu lama", $"Last position {minutes} minutes ago, too old"), minutes));
            return false;
        }

        reasons.Add(new("position", new($"Posisi {minutes} menit lalu", $"Position {minutes} minutes ago"), minutes));
        return true;
    }

    private bool Timetable(MobileUnit unit, DateTimeOffset now, List<Reason> reasons)
    {
        var free = true;
        if (unit.OfficeUse is { } office && office.Contains(now))
        {
            free = false;
            var until = regency.TimeZone.ToLocal(office.Until);
            reasons.Add(new("office_use", new($"Dipakai dinas sampai {until:HH.mm}", $"In office use until {until:HH:mm}"), null));
        }

        var clock = TimeOnly.FromDateTime(regency.TimeZone.ToLocal(now).DateTime);
        if (unit is { BreakFrom: { } from, BreakUntil: { } end } && from <= clock && clock < end)
        {
            free = false;
            reasons.Add(new("break", new($"Pengemudi istirahat {from:HH.mm}-{end:HH.mm}", $"Driver's break {from:HH:mm}-{end:HH:mm}"), null));
        }

        return free;
    }

    private GeoPoint? PlaceOf(MobileUnit unit)
        => unit.LastPosition is { } position ? new GeoPoint(position.Latitude, position.Longitude) : PlaceOf(unit.BaseCode);

    private GeoPoint? PlaceOf(VisitRequest request)
        => request is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : PlaceOf(request.VillageCode);

    private GeoPoint? PlaceOf(string? code)
        => RegionCode.TryParse(code, out var region) && points.TryGetPoint(region, out var point) ? point : null;
}
