using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages;

/// <summary>A report as typed.</summary>
/// <param name="Key">Drawn with the form: pressing twice sends once.</param>
/// <param name="Asked">Code of the category whose questions the form showed; empty when it showed none.</param>
/// <param name="Joins">Number of the report that this one follows; empty when it is one of its own.</param>
/// <param name="WasOffered">What may be the same was shown already.</param>
public sealed record LodgeForm(
    string Key, string CategoryCode, string Description, string VillageCode, string Street, string Rt, string Rw, string Landmark,
    string Latitude, string Longitude, string Visibility, ContactForm Contact, IReadOnlyList<KeptPhoto> Photos,
    string Asked, CategoryAnswers Answers, string Joins, bool WasOffered)
{
    public static LodgeForm New(string? category, string? villageCode, TimeProvider time)
        => new(NewKey(time), category ?? "", "", villageCode ?? "", "", "", "", "", "", "", "Public", ContactForm.Empty, [], "", CategoryAnswers.None, "", WasOffered: false);

    public static string NewKey(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    /// <param name="posted">A button that was pressed, <c>pilih</c>, is a category chosen.</param>
    internal static LodgeForm From(Posted posted) => new(
        posted["key"], posted["pilih"] is { Length: > 0 } pressed ? pressed : posted["categoryCode"], posted["description"], posted["villageCode"],
        posted["address.street"], posted["address.rt"], posted["address.rw"], posted["address.landmark"],
        posted["location.latitude"], posted["location.longitude"], posted["visibility"],
        ContactForm.From(posted, "reporter"),
        LodgePhotos.In(posted),
        posted["asked"], CategoryAnswers.In(posted), posted["joins"], posted["offered"].Length > 0);

    /// <summary>All of it under the names by which <see cref="From"/> reads it: for a page that carries it along.</summary>
    public IEnumerable<(string Name, string Value)> Fields =>
    [
        ("key", Key), ("categoryCode", CategoryCode), ("description", Description), ("villageCode", VillageCode),
        ("address.street", Street), ("address.rt", Rt), ("address.rw", Rw), ("address.landmark", Landmark),
        ("location.latitude", Latitude), ("location.longitude", Longitude), ("visibility", Visibility),
        ("reporter.name", Contact.Name), ("reporter.phone", Contact.Phone), ("reporter.email", Contact.Email), ("reporter.privacyNotice", Contact.PrivacyNotice), ("reporter.news", Contact.News ? "ya" : ""),
        .. Photos.Select(photo => ("photo", photo.Value)),
        ("asked", Asked), .. Answers.Fields, ("offered", WasOffered ? "ya" : ""),
    ];

    /// <param name="category">Null when it is unknown; then no answers go along, which belong to one.</param>
    internal NewComplaint ToComplaint(Door door, Category? category, RegionTimeZone timeZone) => new(
        Posted.Said(CategoryCode),
        Description.ReplaceLineEndings("\n"),
        ToPlace(),
        Posted.Said(VillageCode),
        new Address(Posted.Said(Street), Posted.Said(Rt), Posted.Said(Rw), Posted.Said(Landmark)).OrNull(),
        Posted.Said(Visibility),
        Contact.ToReporter(),
        category is not null && Asked == category.Code ? Answers.ToService(category, Joins.Length > 0, timeZone) : null,
        Posted.Said(Joins),
        [.. Photos.Select(photo => new UploadedPhoto(photo.Id, photo.Key))],
        door == Door.Own ? "Portal" : null);

    /// <summary>The phone wrote it, and nobody sees it on the page: the resident has to be told.</summary>
    internal bool PlaceIsUnreadable => (Latitude + Longitude).Length > 0 && ToPlace() is null;

    private Place? ToPlace()
        => Posted.ReadNumber(Latitude) is { } latitude and >= -90 and <= 90 && Posted.ReadNumber(Longitude) is { } longitude and >= -180 and <= 180 ? new(latitude, longitude) : null;
}
