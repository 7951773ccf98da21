using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>A resident's complaint: one form, one number.</summary>
internal static class LodgeComplaint
{
    public static async Task<IResult> ShowAsync(string? kategori, ComplaintsApi complaints, TimeProvider time, CancellationToken cancellationToken)
    {
        var categories = await complaints.CategoriesAsync(cancellationToken);
        return categories.IsValue
            ? Html.Page<LodgeComplaintPage>(new LodgeComplaintModel(LodgeForm.New(kategori, time), CategoryGroup.Of(categories.Value.Items), null))
            : Html.Trouble(categories.Problem);
    }

    public static async Task<IResult> SubmitAsync(Posted posted, HttpContext http, ComplaintsApi complaints, Words words, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = LodgeForm.From(posted);
        if (!posted.IsGenuine)
            return await AgainAsync(form, Problem.Expired);

        // Before anything else can be wrong: files have to be chosen anew when a form comes back, photos that are uploaded do not.
        (var photos, var wrongPhotos) = await LodgePhotos.UploadAsync(form.Photos, posted.Files(LodgePhotos.Field), form.Key, complaints, words, cancellationToken);
        form = form with { Photos = photos };
        if (wrongPhotos is not null)
            return await AgainAsync(form, wrongPhotos);
        if (form.PlaceIsUnreadable)
            return await AgainAsync(form with { Latitude = "", Longitude = "" }, Problem.Invalid("location", ""));

        var answer = await complaints.LodgeAsync(form.ToComplaint(), form.Key, cancellationToken);
        if (answer.IsValue)
        {
            KeptSecret.OfComplaint.Keep(http, answer.Value.TrackingNumber, answer.Value.TrackingSecret);
            return Html.SeeOther($"/lacak/{answer.Value.TrackingNumber}/tanda-terima");
        }

        // Changed after a first press whose answer got lost: what is on the screen now is another complaint and needs another key.
        if (answer.Problem.Code == "idempotency_key_reused")
            form = form with { Key = LodgeForm.NewKey(time) };

        // Their time is over: with another key they can be uploaded anew.
        if (answer.Problem.Errors.Any(error => error.Field.StartsWith("photos[", StringComparison.Ordinal)))
            form = form with { Key = LodgeForm.NewKey(time), Photos = [.. form.Photos.Where((_, index) => answer.Problem.Of($"photos[{index}].key") is null)] };

        // The service asks for "a location or a village"; here the village is what people can give.
        return await AgainAsync(form, answer.Problem.Renaming("location", "villageCode").OnePhotoField());

        async Task<IResult> AgainAsync(LodgeForm typed, Problem problem)
        {
            var categories = await complaints.CategoriesAsync(cancellationToken);
            var known = categories.IsValue ? categories.Value.Items : [new Category(typed.CategoryCode, typed.CategoryCode, [], Emergency: false, MobileUnit: null)];
            typed = typed with { Photos = await LodgePhotos.WithPreviewsAsync(typed.Photos, complaints, cancellationToken) };
            return Html.Page<LodgeComplaintPage>(new LodgeComplaintModel(typed, CategoryGroup.Of(known), problem), problem.Status);
        }
    }
}

/// <summary>What the resident typed, as typed.</summary>
/// <param name="Key">Drawn with the form: pressing twice sends once.</param>
public sealed record LodgeForm(
    string Key, string CategoryCode, string Description, string VillageCode, string Street, string Rt, string Rw, string Landmark,
    string Latitude, string Longitude, string Visibility, ContactForm Contact, IReadOnlyList<KeptPhoto> Photos)
{
    public static LodgeForm New(string? category, TimeProvider time)
        => new(NewKey(time), category ?? "", "", "", "", "", "", "", "", "", "Public", ContactForm.Empty, []);

    public static string NewKey(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    internal static LodgeForm From(Posted posted) => new(
        posted["key"], posted["categoryCode"], posted["description"], posted["villageCode"],
        posted["address.street"], posted["address.rt"], posted["address.rw"], posted["address.landmark"],
        posted["location.latitude"], posted["location.longitude"], posted["visibility"],
        ContactForm.From(posted, "reporter"),
        LodgePhotos.In(posted));

    internal NewComplaint ToComplaint() => new(
        Posted.Said(CategoryCode),
        Description.ReplaceLineEndings("\n"),
        ToPlace(),
        Posted.Said(VillageCode),
        new Address(Posted.Said(Street), Posted.Said(Rt), Posted.Said(Rw), Posted.Said(Landmark)).OrNull(),
        Posted.Said(Visibility),
        Contact.ToReporter(),
        [.. Photos.Select(photo => new UploadedPhoto(photo.Id, photo.Key))]);

    /// <summary>The phone wrote it, and nobody sees it on the page: the resident has to be told.</summary>
    internal bool PlaceIsUnreadable => (Latitude + Longitude).Length > 0 && ToPlace() is null;

    private Place? ToPlace()
        => Posted.ReadNumber(Latitude) is { } latitude and >= -90 and <= 90 && Posted.ReadNumber(Longitude) is { } longitude and >= -180 and <= 180 ? new(latitude, longitude) : null;
}

public sealed record LodgeComplaintModel(LodgeForm Form, IReadOnlyList<CategoryGroup> Categories, Problem? Problem);
