using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>
/// GeoReport's two states. Closed is what nobody works on any more: answered ("it has been resolved", the specification says; whether the reporter agrees is
/// settled after that, and reopens it), closed, rejected, merged, archived. With somebody outside the city it stays open until they have answered.
/// </summary>
internal static class RequestStatus
{
    public static readonly ComplaintStatus[] Closed =
        [ComplaintStatus.Resolved, ComplaintStatus.Closed, ComplaintStatus.Rejected, ComplaintStatus.Merged, ComplaintStatus.Archived];

    /// <summary>The others: a set of states is found by an index, what is in none of them is not.</summary>
    public static readonly ComplaintStatus[] Open = [.. Enum.GetValues<ComplaintStatus>().Except(Closed)];

    public static bool IsClosed(this ComplaintStatus status) => Closed.Contains(status);

    public static string InGeoReport(this ComplaintStatus status) => status.IsClosed() ? "closed" : "open";

    /// <summary>When it became closed; null while it is open.</summary>
    public static DateTimeOffset? ClosedAt(this Complaint complaint) => complaint.Status.IsClosed() ? complaint.ResolvedAt ?? complaint.EndedAt : null;

    /// <summary>The state in a sentence.</summary>
    public static Text Sentence(this ComplaintStatus status) => status switch
    {
        ComplaintStatus.Received => new("Diterima.", "Received."),
        ComplaintStatus.Verified => new("Sudah diperiksa.", "Verified."),
        ComplaintStatus.Forwarded => new("Diteruskan.", "Forwarded."),
        ComplaintStatus.InProgress => new("Sedang ditangani.", "In progress."),
        ComplaintStatus.Resolved => new("Selesai dijawab.", "Answered."),
        ComplaintStatus.Closed => new("Ditutup.", "Closed."),
        ComplaintStatus.Rejected => new("Tidak dapat ditindaklanjuti.", "Cannot be followed up."),
        ComplaintStatus.Merged => new("Digabung dengan laporan lain.", "Merged with another report."),
        ComplaintStatus.ReturnedByAgency => new("Dikembalikan ke meja 112.", "Handed back to the 112 desk."),
        ComplaintStatus.Postponed => new("Ditunda.", "Postponed."),
        ComplaintStatus.TransferredOutside => new("Diserahkan ke pihak luar.", "Handed over to somebody outside the city."),
        ComplaintStatus.Reopened => new("Dibuka kembali atas permintaan pelapor.", "Reopened by the reporter."),
        _ => new("Diarsipkan.", "Archived."),
    };

    /// <summary>What happened, in a sentence, where it says more than the state that followed; null where it does not.</summary>
    public static Text? SentenceOf(string code) => code switch
    {
        "Answered" => new("Dijawab.", "Answered."),
        "SupportAdded" => new("Perangkat daerah pendukung ditambahkan.", "A supporting agency was added."),
        "Started" => new("Mulai ditangani.", "Work has begun."),
        "Resumed" => new("Dilanjutkan.", "Resumed."),
        "ClosedBySilence" => new("Ditutup karena tidak ada sanggahan.", "Closed: nobody objected."),
        "Unmerged" => new("Dipisahkan lagi dari laporan lain.", "No longer merged."),
        "Reclassified" => new("Jenis laporan diubah.", "Its category was changed."),
        "Replied" => new("Tanggapan.", "Reply."),
        "ContentErased" => new("Isi laporan dihapus.", "What was written was erased."),
        "UnitCalled" => new("Unit dipanggil.", "A unit was called."),
        "UnitEnRoute" => new("Unit dalam perjalanan.", "The unit is on its way."),
        "UnitOnScene" => new("Unit tiba di lokasi.", "The unit is on the scene."),
        "UnitConfirmed" => new("Unit memastikan sudah tertangani.", "The unit confirms that it is over."),
        "MobileUnitRequested" => new("Mobmas diminta.", "A Mobmas was requested."),
        "Assigned" => new("Mobmas ditugaskan.", "A Mobmas was assigned."),
        "Accepted" => new("Penugasan diterima.", "The assignment was accepted."),
        "Departed" => new("Mobmas berangkat.", "The Mobmas has departed."),
        "Arrived" => new("Mobmas tiba.", "The Mobmas has arrived."),
        "OnBoard" => new("Penumpang sudah di dalam Mobmas.", "The passengers are on board."),
        "UnitUnassigned" => new("Mobmas diganti; yang lain dicarikan.", "The Mobmas was taken back; another one is looked for."),
        "UnitFailed" => new("Mobmas berhalangan; yang lain dicarikan.", "The Mobmas could not go on; another one is looked for."),
        "UnitCancelled" => new("Mobmas dibatalkan.", "The Mobmas was cancelled."),
        "Completed" => new("Perjalanan Mobmas selesai.", "The journey of the Mobmas has ended."),
        "Proposed" => new("Diusulkan untuk rencana pembangunan.", "Proposed for the development plan."),
        "ProposalMade" => new("Usulannya sudah bernomor.", "The proposal has its number."),
        "ProposalMoved" => new("Usulannya berpindah tahap.", "The proposal has moved on."),
        "AttachedToWork" => new("Terkait dengan sebuah pekerjaan Merata.", "It is about a Merata work."),
        _ => null,
    };
}
