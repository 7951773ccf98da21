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
