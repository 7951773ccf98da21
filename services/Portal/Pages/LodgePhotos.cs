using System.Security.Cryptography;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>A photo that is uploaded and waits in the form for the report to be sent.</summary>
/// <param name="Preview">The small copy as a data address: it opens with a key, which belongs into no address. Null where it could not be had.</param>
public sealed record KeptPhoto(Guid Id, string Key, string? Preview)
{
    /// <summary>As the form carries it.</summary>
    public string Value => $"{Id} {Key}";

    /// <summary>Null for what no form of ours holds.</summary>
    public static KeptPhoto? Parse(string value) => value.Split(' ') is [var id, { Length: > 0 and <= 100 } key] && Guid.TryParse(id, out var photo) ? new(photo, key, Preview: null) : null;
}

/// <summary>The photos of a report. With JavaScript they are uploaded one by one while the rest is typed; without, they come with the form and are passed on here.</summary>
internal static class LodgePhotos
{
    /// <summary>As many as the service attaches to one report.</summary>
    public const int Most = 5;

    /// <summary>What the service takes.</summary>
    public const long LargestFile = 10 * 1024 * 1024;

    /// <summary>Of the files of the form and of what the service says about photos.</summary>
    public const string Field = "photos";

    public static IReadOnlyList<KeptPhoto> In(Posted posted) => [.. posted.Values("photo").Select(KeptPhoto.Parse).OfType<KeptPhoto>().DistinctBy(photo => photo.Id).Take(Most)];

    /// <summary>Passes on what was chosen in the form.</summary>
    /// <param name="formKey">The same form with the same files, sent twice, uploads each once.</param>
    /// <returns>All photos that are uploaded now, and what is wrong with the others; null when nothing is.</returns>
    public static async Task<(IReadOnlyList<KeptPhoto> Photos, Problem? Problem)> UploadAsync(
        IReadOnlyList<KeptPhoto> kept, IReadOnlyList<IFormFile> files, string formKey, ComplaintsApi complaints, Words words, CancellationToken cancellationToken)
    {
        if (kept.Count + files.Count > Most)
            return (kept, Problem.Invalid(Field, words["Photos.TooMany", Most]));

        List<KeptPhoto> photos = [.. kept];
        List<FieldProblem> wrong = [];
        foreach (var file in files)
        {
            var (photo, problem) = await UploadAsync(file, formKey, complaints, words, cancellationToken);
            if (photo is not null)
                photos.Add(photo);
            else
                wrong.Add(new(Field, problem!.Code, $"{file.FileName}: {problem.Detail}"));
        }

        return ([.. photos.DistinctBy(photo => photo.Id)], wrong.Count == 0 ? null : new Problem(400, "invalid_input", "", wrong));
    }

    /// <summary>What the resident sees of each; a photo whose time is over is let go.</summary>
    public static async Task<IReadOnlyList<KeptPhoto>> WithPreviewsAsync(IReadOnlyList<KeptPhoto> photos, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var seen = await Task.WhenAll(photos.Select(photo => complaints.PhotoAsync(photo.Id, "320", photo.Key, cancellationToken)));
        return [.. photos.Zip(seen).Where(pair => pair.Second.Problem is not { Status: 404 })
            .Select(pair => pair.First with { Preview = pair.Second is { IsValue: true, Value: { MediaType: "image/webp" } copy } ? $"data:image/webp;base64,{Convert.ToBase64String(copy.Bytes)}" : null })];
    }

    private static async Task<(KeptPhoto? Photo, FieldProblem? Problem)> UploadAsync(IFormFile file, string formKey, ComplaintsApi complaints, Words words, CancellationToken cancellationToken)
    {
        if (file.Length > LargestFile)
            return (null, new(Field, "photo_too_large", words["Photos.TooLarge"]));

        await using var content = file.OpenReadStream();
        // By its bytes: a form that is sent twice, or again after an error, finds the photo that it has uploaded already.
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        content.Position = 0;
        var answer = await complaints.UploadPhotoAsync(content, $"{formKey}-{hash}", cancellationToken);
        return answer switch
        {
            { IsValue: true } => (new(answer.Value.Id, answer.Value.Key, Preview: null), null),
            { Problem: { IsFromServer: true, Detail.Length: 0 } } => (null, new(Field, "unreachable", words["Photos.Unreachable"])),
            { Problem.Code: "photo_too_large" } => (null, new(Field, "photo_too_large", words["Photos.TooLarge"])),
            _ => (null, new(Field, answer.Problem!.Code, answer.Problem.Errors is [var first, ..] ? first.Detail : answer.Problem.Detail)),
        };
    }
}
