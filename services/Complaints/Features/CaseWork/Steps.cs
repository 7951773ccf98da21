using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>What every step of work shares.</summary>
internal static class Steps
{
    public const int LongestText = 2000;

    /// <summary>The desk, as people read it.</summary>
    public const string DeskVoice = "Lapor 112";

    public static void PublishStatus(this ComplaintsDb db, Complaint complaint, DateTimeOffset now)
        => db.Publish(new ComplaintStatusChanged(complaint.Id, complaint.Version, now, complaint.Status.ToString()));

    /// <summary>In whose name the caller speaks, as people read it: their agency's, or the desk's own.</summary>
    public static async Task<string> VoiceAsync(this ComplaintsDb db, Complaint complaint, GrantedScope scope, CancellationToken cancellationToken)
    {
        if (scope.IsAtDeskOf(complaint))
        {
            return DeskVoice;
        }

        var theirs = scope.Of(Roles.AgencyOfficer).Grants.Select(grant => grant.Agency).ToHashSet();
        var code = theirs.Contains(complaint.AgencyCode) ? complaint.AgencyCode : complaint.Supporters.Select(supporter => supporter.AgencyCode).First(theirs.Contains);
        return await db.AgencyNameAsync(code!, cancellationToken);
    }

    /// <summary>In whose name a step of the leading agency is: its own, or that of whoever writes it down on its or an outside party's behalf, which people see.</summary>
    public static async Task<string> AgencyVoiceAsync(this ComplaintsDb db, Complaint complaint, GrantedScope scope, CancellationToken cancellationToken)
    {
        var agency = complaint.OutsideParty ?? (complaint.AgencyCode is { } code ? await db.AgencyNameAsync(code, cancellationToken) : DeskVoice);
        return scope.IsAtDeskOf(complaint) ? $"Dicatat operator atas nama {agency}"
            : complaint.OutsideParty is null ? agency
            : $"{await db.VoiceAsync(complaint, scope, cancellationToken)} atas nama {agency}";
    }

    public static async Task<string> AgencyNameAsync(this ComplaintsDb db, string code, CancellationToken cancellationToken)
        => (await db.Agencies.FindAsync([code], cancellationToken))?.Name ?? code;
}
