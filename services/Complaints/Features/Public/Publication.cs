using System.Text.RegularExpressions;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Features.Public;

/// <summary>What everybody may see of complaints. Every surface without a sign-in goes through here.</summary>
internal static partial class Publication
{
    /// <summary>Nobody works on it any more.</summary>
    public static readonly ComplaintStatus[] ClosedStates = [ComplaintStatus.Resolved, ComplaintStatus.Closed, ComplaintStatus.Rejected, ComplaintStatus.Merged, ComplaintStatus.Archived];

    /// <summary>The others: named one by one, the index of states finds the few that are open among all that ever were.</summary>
    public static readonly ComplaintStatus[] OpenStates = [.. Enum.GetValues<ComplaintStatus>().Except(ClosedStates)];

    /// <summary>Entries by which the state changes. The state is public, so that it changed is, too, and when; what was said then may be for the reporter alone.</summary>
    private static readonly string[] ChangesOfState =
    [
        "Verified", "Rejected", "Answered", "Forwarded", "Started", "ReturnedByAgency", "Postponed", "Resumed", "TransferredOutside", "Resolved", "Closed", "ClosedBySilence", "Merged",
        "Unmerged", "Reopened", "MobileUnitRequested", "UnitCalled", "Archived",
    ];

    /// <summary>Found by its number: a secret complaint does not exist for the public, in any state.</summary>
    public static IQueryable<Complaint> Published(this IQueryable<Complaint> complaints) => complaints.Where(complaint => complaint.Visibility != Visibility.Secret);

    /// <summary>On lists, maps and feeds: what was rejected is nobody's business, and what was merged counts with its master.</summary>
    public static IQueryable<Complaint> Listed(this IQueryable<Complaint> complaints)
        => complaints.Published().Where(complaint => complaint.Status != ComplaintStatus.Rejected && complaint.Status != ComplaintStatus.Merged
            && (complaint.Status != ComplaintStatus.Archived || complaint.ResolvedAt != null));

    /// <summary>What was written, without what leads to a person; null where nothing of it is for everybody.</summary>
    public static string? PublicText(this Complaint complaint, Category category)
        => complaint.ShowsWords(category) ? WithoutContacts(complaint.Description) : null;

    /// <summary>Where exactly; null where that would lead to a person.</summary>
    public static Place? PublicPlace(this Complaint complaint, Category category)
        => complaint.ShowsWords(category) ? complaint.Place : null;

    /// <summary>To whom outside the city it was handed, in the desk's words; null where they would lead to a person: a clinic says what somebody suffers from.</summary>
    public static string? PublicOutsideParty(this Complaint complaint, Category category)
        => complaint.OutsideParty is { } party && complaint.ShowsWords(category) ? WithoutContacts(party) : null;

    /// <summary>Also in the archive, which keeps what was rejected together with what was answered.</summary>
    public static bool WasRejected(this Complaint complaint)
        => complaint.Status == ComplaintStatus.Rejected || complaint is { Status: ComplaintStatus.Archived, ResolvedAt: null };

    /// <summary>False where the words would lead to a person, or are nobody's business.</summary>
    public static bool ShowsWords(this Complaint complaint, Category category)
        => complaint.Visibility != Visibility.Secret && !complaint.WasRejected() && category.PublicDetail == PublicDetail.Everything;

    /// <summary>Everybody may see copies of its photos.</summary>
    public static bool ShowsPhotos(this Complaint complaint, Category category)
        => complaint.ShowsWords(category) && PhotoAccess.Of(PhotoSize.Small, (complaint.Visibility, complaint.Status, category.PublicDetail), PhotoViewer.Anybody) == PhotoVerdict.Public;

    /// <summary>What happened to published complaints since they were received, as far as everybody may know that it did: where the category is about a person, changes of state only.</summary>
    /// <param name="aboutThings">Codes of the categories of which everything is public.</param>
    public static IQueryable<PublicEntry> PublicProgress(this ComplaintsDb db, IReadOnlyCollection<string> aboutThings)
        => from complaint in db.Complaints.Published()
           join entry in db.Timeline on complaint.Id equals entry.ComplaintId
           where ChangesOfState.Contains(entry.Code) || (entry.Audience == Audience.Everybody && entry.Code != "Received" && aboutThings.Contains(complaint.CategoryCode))
           select new PublicEntry { Complaint = complaint, Entry = entry };

    /// <summary>Everybody may know that it happened; where the category is about a person, changes of state only: that a van comes for somebody is theirs.</summary>
    public static bool IsForEverybody(this TimelineEntry entry, Category category)
        => entry.Audience == Audience.Everybody && (category.PublicDetail == PublicDetail.Everything || entry.Code == "Received" || ChangesOfState.Contains(entry.Code));

    /// <summary>What was said when it happened; null where nothing of it is for everybody. A merged complaint's is the number of its master, which may be secret: whoever shows that looks it up.</summary>
    public static string? PublicNote(this TimelineEntry entry, Complaint complaint, Category category)
        => entry.Note is null || entry.Audience != Audience.Everybody || entry.Code == "Merged" || !complaint.ShowsWords(category) ? null : WithoutContacts(entry.Note);

    /// <summary>For readers that may take a text for HTML, as clients of a standard do that promises that there is none: the angle brackets are others.</summary>
    public static string WithoutMarkup(this string text) => text.Replace('<', '‹').Replace('>', '›');

    /// <summary>People write their number into the text so that somebody calls back: telephone numbers, identity numbers (NIK) and e-mail addresses are not for everybody.</summary>
    public static string WithoutContacts(string text) => Addresses().Replace(Numbers().Replace(text, "•••"), "•••");

    /// <summary>
    /// Eight digits or more, written as people do: 0812-3456-7890, 0812 - 3456 - 7890, +62 812 3456 7890, (0354) 123456, WA081234567890, 3571021234567890; with the dashes and the
    /// invisible signs that programs put in when a number is copied.
    /// </summary>
    [GeneratedRegex(@"[+(]?\d(?:[\s.()/\p{Pd}\p{Pc}\p{Cf}]{0,3}\d){7,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[^\s@<>""',;]{1,64}@[^\s@<>""',;]{1,255}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Addresses();
}

/// <summary>Something that happened to a complaint, for everybody.</summary>
internal sealed class PublicEntry
{
    public required Complaint Complaint { get; init; }
    public required TimelineEntry Entry { get; init; }
}
