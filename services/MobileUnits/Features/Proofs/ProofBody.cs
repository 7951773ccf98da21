using Microsoft.Net.Http.Headers;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Proofs;

/// <summary>Receives the one picture that is the body of a request (<c>image/...</c>). To a file, so that a slow line holds no memory.</summary>
internal static class ProofBody
{
    public static readonly Refusal TooLarge = new(413, "photo_too_large", new("Foto ini lebih dari 10 MB. Ambil foto yang lebih kecil.", "This photo has more than 10 MB. Take a smaller one."))
    {
        Facts = new Dictionary<string, object?> { ["limitBytes"] = PictureLimits.Bytes },
    };

    private static readonly Refusal NoMediaType = new(415, "unsupported_media_type", new("Kirim sebagai image/png, image/jpeg atau image/webp.", "Send it as image/png, image/jpeg or image/webp."));

    private static readonly Refusal Missing = Refusal.InvalidField("proof", "required", new("Belum ada gambar yang dikirim.", "No picture was sent."));

    private static readonly Refusal Broken = Refusal.InvalidField("proof", "unreadable", new("Kiriman tidak sampai dengan utuh. Silakan kirim lagi.", "What was sent did not arrive in full. Please send it again."));

    /// <param name="file">Empty; holds the picture afterwards.</param>
    /// <returns>Null when there is a picture now.</returns>
    public static async Task<Refusal?> ReceiveAsync(HttpRequest request, FileStream file, CancellationToken cancellationToken)
    {
        if (request.ContentLength > PictureLimits.Bytes)
        {
            return TooLarge;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Type.Equals("image", StringComparison.OrdinalIgnoreCase))
        {
            return NoMediaType;
        }

        var buffer = new byte[16 * 1024];
        while (true)
        {
            int read;
            try
            {
                read = await request.Body.ReadAsync(buffer, cancellationToken);
            }
            catch (IOException exception) when (exception is not BadHttpRequestException)
            {
                return Broken;
            }

            if (read == 0)
            {
                return file.Length == 0 ? Missing : null;
            }

            if (file.Length + read > PictureLimits.Bytes)
            {
                return TooLarge;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
