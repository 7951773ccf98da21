using System.Text.Encodings.Web;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway;

/// <summary>How the gateway itself says no: problem details, and to a person in a browser the same as a small page.</summary>
internal static class Answers
{
    public static Refusal TooLarge { get; } = new(413, "too_large",
        new("Data yang dikirim terlalu besar.", "What was sent is too large."));

    public static Task AnswerAsync(this HttpContext context, Refusal refusal)
    {
        context.Response.Headers.CacheControl = "no-store";
        return IsPerson(context.Request) ? WritePageAsync(context, refusal) : refusal.ExecuteAsync(context);
    }

    private static bool IsPerson(HttpRequest request)
        => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

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
             <p><a href="/">Ke halaman depan</a></p>
             <p><small>{refusal.Status} {refusal.Code}</small></p>
             </main>
             </html>
             """,
            context.RequestAborted);
    }
}
