using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.DayPlans;

/// <summary>Why a request cannot go into a day plan.</summary>
internal static class InsertRefusals
{
    public static readonly Refusal RequestRequired = Refusal.InvalidField("requestId", "required", new("Pilih permintaan yang akan dimasukkan.", "Choose the request to put in."));

    private static readonly Refusal UnknownRequest = Refusal.InvalidField("requestId", "unknown_request", new("Pilih permintaan dari antrean.", "Choose a request from the queue."));

    private static readonly Refusal AlreadyInPlan = new(409, "already_in_plan", new("Permintaan ini sudah ada di rencana ini.", "This request is in this plan already."));

    private static readonly Refusal OtherRegion = new(409, "other_region", new(
        "Rencana ini untuk wilayah lain. Masukkan permintaan ini ke rencana wilayahnya.", "This plan is for another area. Put the request into a plan of its own area."));

    private static readonly Refusal OtherDay = new(409, "other_day", new(
        "Permintaan ini untuk hari lain. Masukkan ke rencana hari itu.", "This request is for another day. Put it into a plan of that day."));

    private static readonly Refusal NoWindow = new(409, "no_window", new(
        "Permintaan ini tanpa jam, jadi hanya bisa masuk ke rencana hari ini. Tugaskan unit dari antrean.", "This request has no time, so that only a plan of today can take it. Assign a unit from the queue."));

    private static readonly Refusal WindowOver = new(409, "window_over", new(
        "Jam jemputnya sudah lewat. Hubungi pemohon, lalu tugaskan unit dari antrean.", "Its time is over. Call whoever asked, then assign a unit from the queue."));

    private static readonly Refusal PlaceUnknown = new(409, PlannedDay.PlaceUnknown, PlannedDay.WhyPlaceUnknown);

    /// <summary>What can be said before anything is planned; null when nothing speaks against it.</summary>
    /// <param name="request">Null when there is none of that id.</param>
    /// <param name="places">Of the plan; null for the whole city.</param>
    public static Refusal? Check(TripRequest? request, PlannedDay kept, DayFrame frame, IReadOnlyList<string>? places, GrantedScope scope, RoadEstimate roads)
        => request is null ? UnknownRequest
            : !scope.Covers(request.VillageCode) ? Refusal.OutsideScope with { Errors = [new("requestId", "outside_scope", Refusal.OutsideScope.Detail)] }
            : !request.Status.Waits() ? DispatchRefusals.NotWaiting(request)
            : kept.PickUpOf(request.Id) is not null ? AlreadyInPlan
            : places is not null && !places.Contains(request.VillageCode) ? OtherRegion
            : request.PickUpFrom is null && !frame.IsToday ? NoWindow
            : request.PickUpFrom >= frame.End || request.PickUpUntil <= frame.Start ? OtherDay
            : request.PickUpUntil <= frame.Now ? WindowOver
            : roads.PointOf(request.PickUp) is null || (!request.IsVisit && roads.PointOf(request.DropOff!) is null) ? PlaceUnknown
            : null;

    /// <summary>No unit can take it without moving others: the code is that of requests that a plan leaves out.</summary>
    public static Refusal NoRoom(Planner.Refusal reason) => new(409, reason.Code.ToString(), PlannedDay.WhyNot(reason));

    /// <summary>The plan would be wrong: something happened since that it knows nothing of.</summary>
    public static Refusal DayChanged(DayChange change)
    {
        var unit = change.UnitCode;
        Text what = change.Because switch
        {
            DayChange.UnitGone => new($"{unit} tidak bertugas lagi hari itu.", $"{unit} is no longer on duty that day."),
            DayChange.OtherJourney => new($"{unit} punya perjalanan yang tidak ada di rencana ini.", $"{unit} has a journey that is not in this plan."),
            DayChange.RouteBroken => new($"{unit} tidak bisa menjalankan rutenya lagi: sedang di jalan, atau jadwalnya berubah.", $"{unit} cannot drive its route any more: it has set out, or its schedule has changed."),
            _ => new($"{unit} tidak bisa menjalankan rutenya tepat waktu lagi.", $"{unit} cannot drive its route in time any more."),
        };
        return new(409, "day_changed", new($"{what.Indonesian} Hitung rencana baru.", $"{what.English} Have a new plan made."))
        {
            Facts = new Dictionary<string, object?> { ["because"] = change.Because, ["unitCode"] = unit },
        };
    }
}
