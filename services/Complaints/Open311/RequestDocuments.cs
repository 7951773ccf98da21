using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Complaints as everybody may see them, in GeoReport's words. Nobody comes here with one that is not published.</summary>
internal sealed class RequestDocuments(ComplaintsDb db, Regency regency, Jurisdiction jurisdiction)
{
    /// <summary>As many queries for a thousand as for one.</summary>
    /// <param name="extended">With <c>extended_attributes</c>.</param>
    public async Task<Open311Answer> DescribeAsync(IReadOnlyList<Complaint> complaints, bool extended, HttpContext context, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(complaints, extended, cancellationToken);
        return new Open311Answer("service_requests", new Items("request", [.. complaints.Select(complaint => Describe(complaint, known, extended, context))]));
    }

    private Fields Describe(Complaint complaint, Known known, bool extended, HttpContext context)
    {
        var category = known.Categories[complaint.CategoryCode];
        var place = complaint.PublicPlace(category);
        var village = complaint.WasRejected() ? null : regency.FindVillage(complaint.VillageCode);
        (string, Part)[] fields =
        [
            ("service_request_id", complaint.TrackingNumber),
            ("status", complaint.Status.InGeoReport()),
            ("status_notes", StatusNotes(complaint, category, known, context)),
            ("service_name", category.Name),
            ("service_code", category.Code),
            ("description", complaint.PublicText(category)?.WithoutMarkup()),
            ("agency_responsible", complaint.ShowsWords(category) ? (complaint.PublicOutsideParty(category) ?? known.AgencyName(complaint.AgencyCode))?.WithoutMarkup() : null),
            ("service_notice", null as string),
            ("requested_datetime", complaint.ReceivedAt),
            ("updated_datetime", complaint.ClosedAt() ?? known.Latest.GetValueOrDefault(complaint.Id)?.At ?? complaint.ReceivedAt),
            ("expected_datetime", complaint.ExpectedBy),
            ("address", AddressOf(place, village)),
            ("address_id", village?.Code.ToString()),
            ("zipcode", null as string),
            ("lat", place?.Latitude),
            ("long", place?.Longitude),
            ("media_url", complaint.ShowsPhotos(category) && known.Photos.TryGetValue(complaint.Id, out var photo) ? $"{jurisdiction.Site}/api/complaints/photos/{photo}/1280" : null),
        ];
        return extended ? new Fields([.. fields, ("extended_attributes", Extension(complaint, village, known))]) : new Fields(fields);
    }

    private static Fields Extension(Complaint complaint, Village? village, Known known) => new(
        ("status", complaint.Status.ToString()),
        ("village", village?.DisplayName),
        ("district", village?.District.DisplayName),
        ("affected", known.Followers.GetValueOrDefault(complaint.Id) + 1),
        ("regulation", known.Profiles.GetValueOrDefault(complaint.ProfileCode)),
        ("local_target_datetime", complaint.Limits.LocalTargetBy));

    /// <summary>The state, then what was last said for everybody.</summary>
    private static string StatusNotes(Complaint complaint, Category category, Known known, HttpContext context)
    {
        if (complaint is { Status: ComplaintStatus.Merged, MasterId: { } masterId } && known.Masters.GetValueOrDefault(masterId) is { } master)
        {
            return MergedInto(master).For(context);
        }

        var sentence = (complaint.WasRejected() ? ComplaintStatus.Rejected : complaint.Status).Sentence().For(context);
        var note = known.Latest.GetValueOrDefault(complaint.Id)?.Entry?.PublicNote(complaint, category);
        return note is null ? sentence : $"{sentence} {note.WithoutMarkup()}";
    }

    public static Text MergedInto(string number) => new($"Digabung dengan laporan {number}.", $"Merged with report {number}.");

    /// <summary>From the house to the city, as GeoReport wants it.</summary>
    private string? AddressOf(Place? place, Village? village)
    {
        var neighbourhood = string.Join("/", new[] { place?.Rt is { Length: > 0 } rt ? $"RT {rt}" : null, place?.Rw is { Length: > 0 } rw ? $"RW {rw}" : null }.OfType<string>());
        string?[] parts = [place?.Landmark, place?.Street, neighbourhood, village?.DisplayName, village?.District.DisplayName];
        var address = string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.ReplaceLineEndings(", ")).Append(regency.Name));
        return address == regency.Name ? null : Publication.WithoutContacts(address).WithoutMarkup();
    }

    private async Task<Known> KnownAsync(IReadOnlyList<Complaint> complaints, bool extended, CancellationToken cancellationToken)
    {
        var ids = complaints.Select(complaint => complaint.Id).ToList();
        var masterIds = complaints.Select(complaint => complaint.MasterId).OfType<Guid>().Distinct().ToList();
        var categories = await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Code, cancellationToken);
        return new Known
        {
            Categories = categories,
            Agencies = await db.Agencies.AsNoTracking().ToDictionaryAsync(agency => agency.Code, agency => agency.Name, cancellationToken),
            Latest = await LatestAsync(ids, categories.Values, cancellationToken),
            Masters = masterIds.Count == 0
                ? []
                : await db.Complaints.Listed().Where(master => masterIds.Contains(master.Id)).ToDictionaryAsync(master => master.Id, master => master.TrackingNumber, cancellationToken),
            Photos = await FirstPhotosAsync(ids, cancellationToken),
            Profiles = extended ? await db.Profiles.AsNoTracking().ToDictionaryAsync(profile => profile.Code, profile => profile.Name, cancellationToken) : [],
            Followers = extended
                ? await db.Complaints.Published().Where(follower => follower.Status == ComplaintStatus.Merged && ids.Contains(follower.MasterId!.Value))
                    .GroupBy(follower => follower.MasterId!.Value).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken)
                : [],
        };
    }

    /// <summary>Of each when something last happened, and the last entry that says something.</summary>
    private async Task<Dictionary<Guid, Latest>> LatestAsync(List<Guid> ids, IEnumerable<Category> categories, CancellationToken cancellationToken)
    {
        var latest = await db.PublicProgress(categories.AboutThings()).Where(happened => ids.Contains(happened.Complaint.Id))
            .GroupBy(happened => happened.Complaint.Id)
            .Select(group => new { group.Key, At = group.Max(happened => happened.Entry.At), Noted = group.Max(happened => happened.Entry.Note != null && happened.Entry.Audience == Audience.Everybody ? (long?)happened.Entry.Sequence : null) })
            .ToListAsync(cancellationToken);
        var noted = latest.Select(each => each.Noted).OfType<long>().ToList();
        var entries = await db.Timeline.AsNoTracking().Where(entry => noted.Contains(entry.Sequence)).ToDictionaryAsync(entry => entry.ComplaintId, cancellationToken);
        return latest.ToDictionary(each => each.Key, each => new Latest(each.At, entries.GetValueOrDefault(each.Key)));
    }

    /// <summary>Of each that has photos the one that came first.</summary>
    private async Task<Dictionary<Guid, Guid>> FirstPhotosAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        var photos = await db.Photos.Where(photo => ids.Contains(photo.ComplaintId!.Value)).OrderBy(photo => photo.AttachedAt).ThenBy(photo => photo.Id)
            .Select(photo => new { ComplaintId = photo.ComplaintId!.Value, photo.Id }).ToListAsync(cancellationToken);
        return photos.DistinctBy(photo => photo.ComplaintId).ToDictionary(photo => photo.ComplaintId, photo => photo.Id);
    }

    private sealed record Latest(DateTimeOffset At, TimelineEntry? Entry);

    private sealed class Known
    {
        public required Dictionary<string, Category> Categories { get; init; }
        public required Dictionary<string, string> Agencies { get; init; }
        public required Dictionary<Guid, Latest> Latest { get; init; }

        /// <summary>Numbers of masters that are listed.</summary>
        public required Dictionary<Guid, string> Masters { get; init; }

        public required Dictionary<Guid, Guid> Photos { get; init; }
        public required Dictionary<string, string> Profiles { get; init; }
        public required Dictionary<Guid, int> Followers { get; init; }

        public string? AgencyName(string? code) => code is null ? null : Agencies.GetValueOrDefault(code, code);
    }
}

internal static class CategoryDetail
{
    /// <summary>Codes of the categories of which everything is public.</summary>
    public static List<string> AboutThings(this IEnumerable<Category> categories)
        => [.. categories.Where(category => category.PublicDetail == PublicDetail.Everything).Select(category => category.Code)];
}
