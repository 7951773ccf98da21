using System.Text.Encodings.Web;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway;

/// <summary>How the gateway itself says no: problem details, and to a person in a browser the same as a small page.</summary>
internal static class Answers
{
    /// <param name="limit">In bytes.</param>
    public static Refusal TooLarge(long limit)
    {
        var most = limit >= 1024 * 1024 ? $"{limit / (1024 * 1024)} MB" : $"{limit / 1024} kB";
        return new(413, "too_large", new($"Data yang dikirim terlalu besar: paling banyak {most}.", $"What was sent is too large: at most {most}."));
    }

    /// <param name="limit">Of one photo, in bytes.</param>
    public static Refusal PhotosTooLarge(long limit)
    {
        var most = $"{limit / (1024 * 1024)} MB";
        return new(413, "photo_too_large", new(
            $"Foto terlalu besar: paling banyak {most} setiap foto. Laporan Anda belum hilang: kembali, lalu pilih foto lain atau kirim tanpa foto.",
            $"Photos are too large: at most {most} each. Your report is not lost: go back and choose another photo, or send it without."));
    }

    public static Task AnswerAsync(this HttpContext context, Refusal refusal)
    {
        context.Response.Headers.CacheControl = "no-store";
        return IsPerson(context.Request) && context.Features.Get<IRefusalForm>() is null ? WritePageAsync(context, refusal) : refusal.ExecuteAsync(context);
    }

    private static bool IsPerson(HttpRequest request)
        => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>The page here that the form was on; the front page when the browser does not say.</summary>
    private static string WayBack(HttpRequest request)
        => Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? $"//{request.Host}{page.PathAndQuery}" : "/";

    // Both languages, without style or script of its own: the portal that holds those may be what is missing.
    private static Task WritePageAsync(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
             <!doctype html>
             <html lang="id">
             <meta charset="utf-8">
             <meta name="viewport" content="width=device-width, initial-scale=1">
             <title>{HtmlEncoder.Default.Encode(refusal.Detail.Indonesian)}</title>
             <main>
             <h1>{HtmlEncoder.Default.Encode(refusal.Detail.Indonesian)}</h1>
             <p lang="en">{HtmlEncoder.Default.Encode(refusal.Detail.English)}</p>
             <p><a href="{HtmlEncoder.Default.Encode(WayBack(context.Request))}">Kembali</a> · <a href="{HtmlEncoder.Default.Encode(WayBack(context.Request))}" lang="en">Go back</a></p>
             <p><small>{refusal.Status} {refusal.Code}</small></p>
             </main>
             </html>
             """,
            context.RequestAborted);
    }
}
