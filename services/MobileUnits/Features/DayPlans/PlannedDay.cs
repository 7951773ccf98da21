using System.Text.Json.Serialization;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Planner;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.DayPlans;

/// <summary>A day plan as it is kept: ids and times, and nothing about a person.</summary>
/// <param name="TravelTimes">Who said how long the ways take.</param>
internal sealed record PlannedDay(Text TravelTimes, IReadOnlyList<PlannedRoute> Routes, IReadOnlyList<LeftOut> LeftOut)
{
    public const string PlaceUnknown = "PlaceUnknown";

    public static readonly Text WhyPlaceUnknown = new("Tempatnya belum diketahui di peta", "Its place is not known on the map");

    public static PlannedDay Of(Plan plan, DayFrame frame, IReadOnlyDictionary<string, Guid> units, IReadOnlyList<TripRequest> withoutPlace, Text travelTimes) => new(
        travelTimes,
        [.. plan.Routes.Select(route => new PlannedRoute(
            units[route.VehicleId], route.VehicleId, frame.At(route.Leaves), frame.At(route.Ends), Math.Round(route.Distance / 1000, 1),
            [.. route.Stops.Select(stop => new PlannedHalt(
                stop.Kind.ToString(), stop.Kind == StopKind.Pause ? null : Guid.Parse(stop.Id), frame.At(stop.Arrival), frame.At(stop.Begin), frame.At(stop.Departure), stop.Load))]))],
        [
            .. plan.Unserved.Select(unserved => new LeftOut(Guid.Parse(unserved.RequestId), unserved.Reason.Code.ToString(), WhyNot(unserved.Reason))),
            .. withoutPlace.Select(request => new LeftOut(request.Id, PlaceUnknown, WhyPlaceUnknown)),
        ]);

    /// <summary>How many are fetched or visited.</summary>
    [JsonIgnore]
    public int Served => Routes.Sum(route => route.Stops.Count(stop => stop.Kind is "PickUp" or "Visit"));

    /// <summary>Who fetches them and when; null when they are left out.</summary>
    public (string UnitCode, DateTimeOffset At)? PickUpOf(Guid requestId)
        => Routes.SelectMany(route => route.Stops.Where(stop => stop.RequestId == requestId && stop.Kind != "DropOff").Select(stop => ((string, DateTimeOffset)?)(route.UnitCode, stop.Begin))).FirstOrDefault();

    public Text? WhyNot(Guid requestId) => LeftOut.FirstOrDefault(each => each.RequestId == requestId)?.Why;

    /// <summary>The reason in words.</summary>
    public static Text WhyNot(Planner.Refusal reason)
    {
        var (unit, minutes) = (reason.VehicleId, (int)Math.Ceiling((reason.MissedBy ?? 0) / 60));
        return reason.Code switch
        {
            RefusalCode.WindowEndsBeforeItStarts => new("Waktu selesainya sebelum waktu mulai", "Its window ends before it starts"),
            RefusalCode.CapabilityMissing => new("Tidak ada unit yang dapat membawanya: kursi roda atau persetujuan lurah", "No unit can take it: a wheelchair, or a village head's consent"),
            RefusalCode.TooManyPassengers => new("Lebih banyak penumpang daripada kursi unit mana pun", "More passengers than any unit seats"),
            RefusalCode.OutsideShift => new("Di luar jam tugas semua pengemudi", "Outside the hours of every driver"),
            RefusalCode.OutOfReach => new($"Tidak ada unit yang dapat tiba tepat waktu; {unit} kurang {minutes} menit", $"No unit would arrive in time; {unit} misses it by {minutes} minutes"),
            RefusalCode.TakenByPauses => new($"Istirahat atau pemakaian dinas tidak menyisakan waktu; {unit} kurang {minutes} menit", $"Breaks or office use leave no time; {unit} misses it by {minutes} minutes"),
            RefusalCode.Taken => reason.MissedBy is null
                ? new($"Semua unit yang bisa sudah penuh; {unit} kurang {reason.SeatsMissing} kursi", $"Every unit that could is full; {unit} lacks {reason.SeatsMissing} seats")
                : new($"Semua unit yang bisa sudah terpakai; {unit} kurang {minutes} menit", $"Every unit that could is taken; {unit} misses it by {minutes} minutes"),
            _ => new("Waktu perhitungan habis", "The time for planning was up"),
        };
    }
}

internal sealed record PlannedRoute(Guid UnitId, string UnitCode, DateTimeOffset Leaves, DateTimeOffset Ends, double Kilometres, IReadOnlyList<PlannedHalt> Stops);

/// <param name="Kind">PickUp, DropOff, Visit or Pause.</param>
/// <param name="RequestId">Null for a pause.</param>
/// <param name="Load">On board when it leaves.</param>
internal sealed record PlannedHalt(string Kind, Guid? RequestId, DateTimeOffset Arrival, DateTimeOffset Begin, DateTimeOffset Departure, int Load);

/// <param name="Code">Stable, for programs.</param>
internal sealed record LeftOut(Guid RequestId, string Code, Text Why);
