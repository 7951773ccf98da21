using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>
/// The pictures of pages that are not for everybody: the browser's session and the reporter's secret are cookies, which no interface gets, so the
/// picture comes by way of the page that shows it. Who may see it the service says.
/// </summary>
internal static class ShowPhoto
{
    private static readonly string[] Pictures = ["image/webp", "image/jpeg", "image/png"];

    /// <summary>At the desk and for the agency.</summary>
    public static async Task<IResult> AtDeskAsync(Guid id, Guid photoId, string size, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        _ = id;
        return Show(await complaints.PhotoAsync(photoId, size, key: null, cancellationToken));
    }

    /// <summary>On the reporter's own page.</summary>
    public static async Task<IResult> OfReporterAsync(string number, Guid photoId, string size, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
        => KeptSecret.Of(http) is { } secret ? Show(await complaints.TrackedPhotoAsync(number, secret, photoId, size, cancellationToken)) : Results.NotFound();

    /// <summary>A signature or photo of somebody who was brought, for the dispatcher.</summary>
    public static async Task<IResult> OfJourneyAsync(Guid requestId, Guid journeyId, Guid proofId, DispatchApi dispatch, CancellationToken cancellationToken)
    {
        _ = requestId;
        return Show(await dispatch.ProofAsync(journeyId, proofId, cancellationToken));
    }

    private static IResult Show(Answer<Fetched> answer)
        => !answer.IsValue ? Results.StatusCode(answer.Problem.IsFromServer ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status404NotFound)
            : Pictures.Contains(answer.Value.MediaType) ? new Picture(answer.Value)
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

    private sealed class Picture(Fetched fetched) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.CacheControl = "private, no-store";
            // A stranger's bytes: opened on their own they run nothing, whatever a browser takes them for.
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            headers.ContentDisposition = $"inline; filename=\"foto.{fetched.MediaType.Split('/')[1].Replace("jpeg", "jpg", StringComparison.Ordinal)}\"";
            return TypedResults.Bytes(fetched.Bytes, fetched.MediaType).ExecuteAsync(httpContext);
        }
    }
}
