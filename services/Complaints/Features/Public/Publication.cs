using System.Text.RegularExpressions;
using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Features.Public;

/// <summary>What everybody may see of complaints. Every surface without a sign-in goes through here.</summary>
internal static partial class Publication
{
    /// <summary>Nobody works on it any more.</summary>
    public static readonly ComplaintStatus[] ClosedStates = [ComplaintStatus.Resolved, ComplaintStatus.Closed, ComplaintStatus.Rejected, ComplaintStatus.Merged, ComplaintStatus.Archived];

    /// <summary>Found by its number: a secret complaint does not exist for the public, in any state.</summary>
    public static IQueryable<Complaint> Published(this IQueryable<Complaint> complaints) => complaints.Where(complaint => complaint.Visibility != Visibility.Secret);

    /// <summary>On lists, maps and feeds: what was rejected is nobody's business, and what was merged counts with its master.</summary>
    public static IQueryable<Complaint> Listed(this IQueryable<Complaint> complaints)
        => complaints.Published().Where(complaint => complaint.Status != ComplaintStatus.Rejected && complaint.Status != ComplaintStatus.Merged);

    /// <summary>What was written, without what leads to a person; null where nothing of it is for everybody.</summary>
    public static string? PublicText(this Complaint complaint, Category category)
        => complaint.Visibility == Visibility.Secret || complaint.Status == ComplaintStatus.Rejected || category.PublicDetail == PublicDetail.VillageOnly ? null : WithoutContacts(complaint.Description);

    /// <summary>Where exactly; null where that would lead to a person.</summary>
    public static Place? PublicPlace(this Complaint complaint, Category category)
        => complaint.Visibility == Visibility.Secret || complaint.Status == ComplaintStatus.Rejected || category.PublicDetail == PublicDetail.VillageOnly ? null : complaint.Place;

    /// <summary>People write their number into the text so that somebody calls back: telephone numbers, identity numbers (NIK) and e-mail addresses are not for everybody.</summary>
    public static string WithoutContacts(string text) => Addresses().Replace(Numbers().Replace(text, "•••"), "•••");

    /// <summary>Eight digits or more, written as people do: 0812-3456-7890, +62 812 3456 7890, (0354) 123456, 3571021234567890.</summary>
    [GeneratedRegex(@"(?<![\w])[+(]?\d(?:[ .()/-]{0,2}\d){7,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[^\s@<>""',;]{1,64}@[^\s@<>""',;]{1,255}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Addresses();
}
