using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>The refusals that every action of the desk can give.</summary>
internal static class DeskRefusals
{
    public static readonly Refusal JourneyOpen = new(409, "journey_open", new(
        "Mobmas untuk laporan ini masih berjalan. Selesaikan setelah perjalanannya selesai.",
        "A Mobmas journey for this complaint is still open. Resolve it once the journey has ended."));

    /// <summary>409 that says which moves are legal.</summary>
    public static Refusal IllegalMove(Complaint complaint, Move move) => new(409, "illegal_move", new(
        $"Langkah ini tidak dapat dilakukan saat laporan berstatus {InIndonesian(complaint.Status)}.",
        $"{move} is not possible while the complaint is {complaint.Status}."))
    {
        Facts = new Dictionary<string, object?>
        {
            ["status"] = complaint.Status.ToString(),
            ["legalMoves"] = complaint.LegalMoves.Select(legal => legal.ToString()),
        },
    };

    private static string InIndonesian(ComplaintStatus status) => status switch
    {
        ComplaintStatus.Received => "diterima",
        ComplaintStatus.Verified => "diverifikasi",
        ComplaintStatus.Forwarded => "diteruskan",
        ComplaintStatus.InProgress => "ditangani",
        _ => "selesai",
    };
}
