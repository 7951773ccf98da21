namespace PlanningPlatform.Complaints.Domain;

/// <summary>The states in words, where no page does it: in refusals and replies to messages.</summary>
internal static class StatusWords
{
    public static string InIndonesian(ComplaintStatus status) => status switch
    {
        ComplaintStatus.Received => "diterima",
        ComplaintStatus.Verified => "diverifikasi",
        ComplaintStatus.Forwarded => "diteruskan",
        ComplaintStatus.InProgress => "ditangani",
        ComplaintStatus.Resolved => "selesai",
        ComplaintStatus.Closed => "ditutup",
        ComplaintStatus.Rejected => "ditolak",
        ComplaintStatus.Merged => "digabung",
        ComplaintStatus.ReturnedByAgency => "dikembalikan perangkat daerah",
        ComplaintStatus.Postponed => "ditunda",
        ComplaintStatus.TransferredOutside => "diserahkan ke luar",
        ComplaintStatus.Reopened => "dibuka kembali",
        _ => "diarsipkan",
    };
}
