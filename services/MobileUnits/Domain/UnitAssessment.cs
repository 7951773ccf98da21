using System.Globalization;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>What speaks for and against sending one unit to one request, computed from that unit alone.</summary>
/// <param name="Plan">How it would go; null when a place is unknown.</param>
/// <param name="HardRefusal">The code of the rule that forbids it whatever the dispatcher says; null when none does.</param>
/// <param name="Recommended">True when nothing speaks against it.</param>
internal sealed record Suggestion(MobileUnit Unit, TripPlan? Plan, string? HardRefusal, bool Recommended, IReadOnlyList<Reason> Reasons)
{
    /// <summary>From now; null when a place is unknown.</summary>
    public int? MinutesUntilArrival(DateTimeOffset now) => Plan is null ? null : (int)Math.Ceiling((Plan.Times.PickUpAt - now).TotalMinutes);
}

/// <param name="Code">Stable, for programs.</param>
/// <param name="Value">The number behind the words: km, seats, minutes, journeys; null when there is none.</param>
internal sealed record Reason(string Code, Text Text, double? Value);

/// <summary>One unit, one request, nobody else on board.</summary>
/// <param name="Slot">From setting out to the end.</param>
/// <param name="Kilometres">To the first place and on to the second.</param>
/// <param name="ToPickUp">Drive to the first place; null when a place is unknown.</param>
internal sealed record TripPlan(Times Times, Period Slot, double Kilometres, Way? ToPickUp)
{
    public static TripPlan Of(UnitTimetable timetable, TripRequest request, ServiceRules rules, RoadEstimate roads, DateTimeOffset now)
    {
        var earliest = request.PickUpFrom is { } from && from > now ? from : now;
        var there = roads.Between(timetable.StartFor(earliest, now, roads), request.PickUp);
        var toPickUp = there?.Time ?? RoadEstimate.UnknownDrive;
        var pickUp = request.PickUpFrom is { } opens && opens > now + toPickUp ? opens : now + toPickUp;
        var on = request.DropOff is { } dropOff ? roads.Between(roads.PointOf(request.PickUp), dropOff) : null;
        var dropOffAt = request.IsVisit ? pickUp.AddMinutes(rules.VisitMinutes) : pickUp.AddMinutes(rules.StopMinutes) + (on?.Time ?? RoadEstimate.UnknownDrive);
        return new(
            new(pickUp, dropOffAt), new(pickUp - toPickUp, request.IsVisit ? dropOffAt : dropOffAt.AddMinutes(rules.StopMinutes)), (there?.Kilometres ?? 0) + (on?.Kilometres ?? 0), there);
    }
}

/// <summary>Assesses units for a request by the rules in force.</summary>
internal sealed class UnitAssessment(Regency regency, RoadEstimate roads, ServiceRules rules)
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    public Suggestion Assess(UnitTimetable timetable, TripRequest request, DateTimeOffset now)
    {
        var (unit, reasons) = (timetable.Unit, new List<Reason>());
        var plan = TripPlan.Of(timetable, request, rules, roads, now);
        var hard = Blocked(unit, plan.Slot, reasons);
        hard = Busy(timetable, plan.Slot, now, reasons) ?? hard;
        hard ??= Fits(unit, request, reasons);
        hard = Consent(unit, request, reasons) ?? hard;
        var known = Distance(unit, plan, reasons);
        var soft = Position(unit, request, now, reasons) & OnDuty(unit, plan.Slot, reasons) & Rested(timetable, plan.Slot, reasons) & InTime(request, plan, reasons) & LeavesTimeForTheNext(timetable, request, plan, reasons);
        var today = timetable.On(regency.TimeZone.DateOf(plan.Slot.From), regency.TimeZone).Count();
        reasons.Add(new("load_today", new($"{today} perjalanan hari itu", $"{today} journeys that day"), today));
        return new(unit, known ? plan : null, hard, hard is null && known && soft, reasons);
    }

    private string? Blocked(MobileUnit unit, Period slot, List<Reason> reasons)
    {
        if (!unit.Serves(regency.TimeZone.DateOf(slot.From)))
        {
            reasons.Add(new("retired", new("Sudah tidak bertugas", "No longer in service"), null));
            return "retired";
        }

        if (unit.BlockDuring(slot) is not { } block)
        {
            return null;
        }

        var (from, until) = (regency.TimeZone.ToLocal(block.From), regency.TimeZone.ToLocal(block.Until));
        reasons.Add(new(block.Rule, block.Kind == BlockKind.Workshop
            ? new($"Di bengkel sampai {until:dd-MM-yyyy HH.mm}", $"In the workshop until {until:yyyy-MM-dd HH:mm}")
            : new($"Dipakai dinas {from:HH.mm}-{until:HH.mm}", $"In office use {from:HH:mm}-{until:HH:mm}"), null));
        return block.Rule;
    }

    private string? Busy(UnitTimetable timetable, Period slot, DateTimeOffset now, List<Reason> reasons)
    {
        if (timetable.InTheWay(slot, now) is not { } journey)
        {
            return null;
        }

        var (from, until) = (regency.TimeZone.ToLocal(journey.SlotFrom), regency.TimeZone.ToLocal(journey.SlotUntil));
        reasons.Add(new("busy", new($"Ada perjalanan lain {from:HH.mm}-{until:HH.mm}", $"On another journey {from:HH:mm}-{until:HH:mm}"), null));
        return "busy";
    }

    /// <summary>What was erased forbids nothing: the dispatcher sees what the unit has.</summary>
    private static string? Fits(MobileUnit unit, TripRequest request, List<Reason> reasons)
    {
        var enough = !(unit.Seats < request.Passengers);
        reasons.Add(new("seats", request.Passengers is not { } people ? new($"{unit.Seats} kursi", $"{unit.Seats} seats") : new(
            enough ? $"{unit.Seats} kursi, cukup untuk {people} orang" : $"Hanya {unit.Seats} kursi untuk {people} orang",
            enough ? $"{unit.Seats} seats, enough for {people}" : $"Only {unit.Seats} seats for {people}"), unit.Seats));
        if (request.NeedsWheelchair == true && !unit.HasWheelchairLift)
        {
            reasons.Add(new("capability", new("Tidak dapat membawa kursi roda", "Cannot take a wheelchair"), null));
            return enough ? "capability" : "seats";
        }

        if (unit.HasWheelchairLift)
        {
            reasons.Add(new("wheelchair", new("Dapat membawa kursi roda", "Can take a wheelchair"), null));
        }

        return enough ? null : "seats";
    }

    private string? Consent(MobileUnit unit, TripRequest request, List<Reason> reasons)
    {
        if (unit.MayServe(request.VillageCode))
        {
            return null;
        }

        var owner = regency.FindVillage(unit.OwnerVillageCode)?.Name ?? unit.OwnerVillageCode;
        reasons.Add(new("no_consent", new($"Lurah {owner} belum menyetujui perjalanan untuk kelurahan lain", $"The head of {owner} has not consented to trips for other villages"), null));
        return "no_consent";
    }

    private static bool Distance(MobileUnit unit, TripPlan plan, List<Reason> reasons)
    {
        if (plan.ToPickUp is not { } drive)
        {
            reasons.Add(new("distance_unknown", new($"Jarak dari {unit.BaseName} belum diketahui", $"The distance from {unit.BaseName} is unknown"), null));
            return false;
        }

        reasons.Add(new("distance", new(
            string.Create(Indonesian, $"Sekitar {drive.Kilometres:0.0} km, {drive.Time.TotalMinutes:0} menit"),
            string.Create(CultureInfo.InvariantCulture, $"About {drive.Kilometres:0.0} km, {drive.Time.TotalMinutes:0} minutes")), drive.Kilometres));
        return true;
    }

    /// <summary>An old position speaks against a unit only for a trip that begins soon.</summary>
    private bool Position(MobileUnit unit, TripRequest request, DateTimeOffset now, List<Reason> reasons)
    {
        if (unit.Track is not { } track)
        {
            reasons.Add(new("at_base", new($"Siaga di pangkalan {unit.BaseName}", $"Standing by at its base {unit.BaseName}"), null));
            return true;
        }

        var age = now - track.At;
        var minutes = Math.Max(0, (int)age.TotalMinutes);
        if (age.TotalMinutes > rules.StaleAfterMinutes && (request.PickUpFrom ?? now) - now < TimeSpan.FromHours(1))
        {
            reasons.Add(new("position_stale", new($"Posisi terakhir {minutes} menit lalu, terlalu lama", $"Last position {minutes} minutes ago, too old"), minutes));
            return false;
        }

        reasons.Add(new("position", new($"Posisi {minutes} menit lalu", $"Position {minutes} minutes ago"), minutes));
        return true;
    }

    private bool OnDuty(MobileUnit unit, Period slot, List<Reason> reasons)
    {
        switch (Duty.RefusalOf(unit, slot, regency.TimeZone))
        {
            case "off_shift":
                reasons.Add(new("off_shift", new("Di luar jam tugas pengemudi", "Outside the driver's hours"), null));
                return false;
            case "break":
                reasons.Add(new("break", new($"Pengemudi istirahat {unit.BreakFrom:HH.mm}-{unit.BreakUntil:HH.mm}", $"Driver's break {unit.BreakFrom:HH:mm}-{unit.BreakUntil:HH:mm}"), null));
                return false;
            default:
                return true;
        }
    }

    /// <summary>A driver works for so long on one day and drives for so long without half an hour's rest.</summary>
    private bool Rested(UnitTimetable timetable, Period slot, List<Reason> reasons)
    {
        var sameDay = timetable.On(regency.TimeZone.DateOf(slot.From), regency.TimeZone).Append(slot).OrderBy(other => other.From).ToList();
        var worked = (int)sameDay.Sum(other => other.Length.TotalMinutes);
        if (worked > rules.MostWorkMinutes)
        {
            reasons.Add(new("rest", new($"Pengemudi sudah {worked / 60} jam bekerja hari itu", $"The driver works {worked / 60} hours that day"), worked));
            return false;
        }

        var (driving, last) = (TimeSpan.Zero, (Period?)null);
        foreach (var other in sameDay)
        {
            driving = last is not null && other.From - last.Until < TimeSpan.FromMinutes(30) ? driving + other.Length : other.Length;
            last = other;
            if (driving.TotalMinutes > rules.MostDrivingMinutes && other.From <= slot.Until)
            {
                reasons.Add(new("rest", new("Pengemudi perlu istirahat setengah jam", "The driver needs half an hour's rest"), (int)driving.TotalMinutes));
                return false;
            }
        }

        return true;
    }

    /// <summary>The journey after it was planned from the unit's base, and this trip may end far from there.</summary>
    private bool LeavesTimeForTheNext(UnitTimetable timetable, TripRequest request, TripPlan plan, List<Reason> reasons)
    {
        if (timetable.Open.Where(journey => journey.SlotFrom >= plan.Slot.Until).MinBy(journey => journey.SlotFrom) is not { NextStop: { PlannedAt: { } due } next }
            || roads.Between(roads.PointOf(request.DropOff ?? request.PickUp), next.Place) is not { } way)
        {
            return true;
        }

        var late = (int)Math.Ceiling((plan.Slot.Until + way.Time - due).TotalMinutes);
        if (late <= 0)
        {
            return true;
        }

        var at = regency.TimeZone.ToLocal(due);
        reasons.Add(new("next_journey_late", new($"Perjalanan berikutnya pukul {at:HH.mm} terlambat sekitar {late} menit", $"The next journey, at {at:HH:mm}, would be about {late} minutes late"), late));
        return false;
    }

    private bool InTime(TripRequest request, TripPlan plan, List<Reason> reasons)
    {
        var late = (plan.Times.PickUpAt - (request.PickUpUntil ?? plan.Times.PickUpAt)).TotalMinutes;
        late = Math.Max(late, (plan.Times.DropOffAt - (request.ArriveBy ?? plan.Times.DropOffAt)).TotalMinutes);
        if (late > 0)
        {
            var minutes = (int)Math.Ceiling(late);
            reasons.Add(new("late", new($"Terlambat sekitar {minutes} menit", $"About {minutes} minutes late"), minutes));
            return false;
        }

        if (request.PickUpFrom is not null)
        {
            var at = regency.TimeZone.ToLocal(plan.Times.PickUpAt);
            reasons.Add(new("in_time", new($"Dapat menjemput pukul {at:HH.mm}", $"Can fetch them at {at:HH:mm}"), null));
        }

        return true;
    }
}
