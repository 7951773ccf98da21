using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>Why a dispatcher cannot have what they asked for.</summary>
internal static class DispatchRefusals
{
    public static readonly Refusal AlreadyAssigned = new(409, "already_assigned", new(
        "Permintaan ini sudah ditugaskan. Muat ulang daftar antrean.", "This request is assigned already. Reload the queue."));

    public static readonly Refusal NotAssigned = new(409, "not_assigned", new(
        "Permintaan ini tidak sedang ditugaskan ke unit mana pun.", "No unit has this request."));

    public static readonly Refusal OnBoard = new(409, "on_board", new(
        "Penumpangnya sudah di dalam mobil. Hubungi kru; mereka dapat melaporkan kendala.", "The passengers are on board. Call the crew; they can report what went wrong."));

    public static readonly Refusal UnknownUnit = Refusal.InvalidField("unitId", "unknown_unit", new("Pilih unit dari daftar.", "Choose a unit from the list."));

    public static readonly Refusal UnknownJourney = Refusal.InvalidField("journeyId", "unknown_journey", new(
        "Perjalanan ini bukan milik unit tersebut.", "That journey is not one of this unit's."));

    /// <summary>The rule that forbids to share a ride.</summary>
    public static Refusal CannotShare(string code, ServiceRules rules) => new(409, code, code switch
    {
        "no_seat_left" => new("Kursi di perjalanan itu tidak cukup.", "There are not enough seats left on that journey."),
        "detour_too_long" => new(
            $"Seseorang akan diantar lebih dari {rules.MostDetourMinutes} menit lebih lama. Tugaskan mobil lain.",
            $"Somebody would be brought more than {rules.MostDetourMinutes} minutes later. Send another car."),
        "window_missed" => new("Jam jemput atau jam tiba seseorang akan terlewati. Tugaskan mobil lain.", "Somebody's time to be fetched or to arrive would be missed. Send another car."),
        "journey_departed" => new("Mobil itu sudah melewati tempat untuk menjemput mereka.", "That car has gone past the place where it could fetch them."),
        "capability" => new("Mobil itu tidak dapat membawa kursi roda.", "That car cannot take a wheelchair."),
        "off_shift" => new("Jam tugas pengemudi habis sebelum semua penumpang diantar.", "The driver's hours are over before everybody would be brought."),
        "break" => new("Pengemudi beristirahat sebelum semua penumpang diantar.", "The driver's break comes before everybody would be brought."),
        "no_consent" => new("Lurah pemilik mobil itu belum menyetujui perjalanan untuk kelurahan lain.", "The head of the owning village has not consented to trips for other villages."),
        "office_use" => new("Mobil itu dipakai dinas sebelum semua penumpang diantar.", "That car is in office use before everybody would be brought."),
        "out_of_service" => new("Mobil itu masuk bengkel sebelum semua penumpang diantar.", "That car goes to the workshop before everybody would be brought."),
        _ => new("Mobil itu sudah ada perjalanan lain sesudahnya.", "That car has another journey afterwards."),
    });

    /// <summary>It waits for no unit: it has one, awaits approval, or is over.</summary>
    public static Refusal NotWaiting(TripRequest request) => request.Status.IsUnderWay() ? AlreadyAssigned : new(409, "not_waiting", new(
        request.Status == RequestStatus.AwaitingApproval ? "Permintaan ini masih menunggu persetujuan lurah." : "Permintaan ini sudah berakhir.",
        request.Status == RequestStatus.AwaitingApproval ? "This request still awaits the approval of the village head." : "This request is over."))
    {
        Facts = new Dictionary<string, object?> { ["status"] = request.Status.ToString() },
    };

    /// <summary>The rule that forbids the unit, or that a reason is missing; null when it can go.</summary>
    public static Refusal? Check(Suggestion suggestion, string? reason)
    {
        if (suggestion.HardRefusal is { } code)
        {
            return new Refusal(409, code, suggestion.Reasons.First(because => because.Code == code).Text);
        }

        if (suggestion.Recommended)
        {
            return null;
        }

        var errors = new FieldErrors();
        errors.RequireText("reason", reason, 500);
        return errors.Any ? errors.ToRefusal() : null;
    }
}
