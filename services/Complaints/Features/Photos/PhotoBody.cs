using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Photos;

/// <summary>Receives the one photo of a request: the body itself (<c>image/...</c>), or the one file of a form. To a file, so that a slow line holds no memory.</summary>
internal static class PhotoBody
{
    /// <summary>
    /// A photo of the largest size and the form around it. It is counted here and not by Kestrel, which would break the connection off: whoever
    /// sends looks for the answer only after everything is sent.
    /// </summary>
    private const int LargestRequest = PictureLimits.Bytes + (64 * 1024);

    private const int LargestPart = 8 * 1024;

    public static readonly Refusal TooLarge = new(413, "photo_too_large", new(
        "Foto ini lebih dari 10 MB. Pilih foto lain atau kirim laporan tanpa foto.",
        "This photo has more than 10 MB. Choose another one or send the report without a photo."))
    {
        Facts = new Dictionary<string, object?> { ["limitBytes"] = PictureLimits.Bytes },
    };

    private static readonly Refusal NoMediaType = new(415, "unsupported_media_type", new(
        "Kirim foto sebagai image/jpeg, image/png, image/webp, atau multipart/form-data.",
        "Send the photo as image/jpeg, image/png, image/webp or multipart/form-data."));

    private static readonly Refusal Missing = Refusal.InvalidField("photo", "required", new("Belum ada foto yang dikirim.", "No photo was sent."));

    private static readonly Refusal OneOnly = Refusal.InvalidField("photo", "one_only", new(
        "Kirim satu foto saja dalam satu permintaan, tanpa isian lain.", "Send one photo in a request, and no other field."));

    private static readonly Refusal Broken = Refusal.InvalidField("photo", "unreadable", new(
        "Kiriman tidak sampai dengan utuh. Silakan kirim lagi.", "What was sent did not arrive in full. Please send it again."));

    /// <param name="file">Empty; holds the photo afterwards.</param>
    /// <returns>Null when there is a photo now.</returns>
    public static async Task<Refusal?> ReceiveAsync(HttpRequest request, FileStream file, CancellationToken cancellationToken)
    {
        if (request.ContentLength > LargestRequest)
        {
            return TooLarge;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return NoMediaType;
        }

        try
        {
            return type.Type.Equals("image", StringComparison.OrdinalIgnoreCase) ? await CopyAsync(request.Body, file, cancellationToken) ?? (file.Length == 0 ? Missing : null)
                : type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) ? await ReceiveFormAsync(type, request.Body, file, cancellationToken)
                : NoMediaType;
        }
        catch (BadBodyException)
        {
            return Broken;
        }
    }

    private static async Task<Refusal?> ReceiveFormAsync(MediaTypeHeaderValue type, Stream body, FileStream file, CancellationToken cancellationToken)
    {
        if (HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
        {
            return Broken;
        }

        var reader = new MultipartReader(boundary.Value!, body) { HeadersCountLimit = 16, HeadersLengthLimit = LargestPart };
        while (await ReadAsync(() => reader.ReadNextSectionAsync(cancellationToken)) is { } part)
        {
            // Browsers send a file without a name where none was chosen.
            var isFile = ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) && (disposition.FileName.HasValue || disposition.FileNameStar.HasValue);
            if (!isFile || file.Length > 0)
            {
                return OneOnly;
            }

            if (await CopyAsync(part.Body, file, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        return file.Length == 0 ? Missing : null;
    }

    private static async Task<Refusal?> CopyAsync(Stream body, FileStream file, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestPart];
        while (await ReadAsync(async () => await body.ReadAsync(buffer, cancellationToken)) is var read and > 0)
        {
            if (file.Length + read > PictureLimits.Bytes)
            {
                return TooLarge;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return null;
    }

    /// <summary>A form that breaks its own rules throws what a full disk throws, too: only reading happens in here.</summary>
    private static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new BadBodyException(exception);
        }
    }

    private sealed class BadBodyException(Exception cause) : Exception("The body of a request is no form.", cause);
}
