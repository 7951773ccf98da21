using Microsoft.AspNetCore.Antiforgery;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Dispatch;

/// <summary>A signature or photo of somebody who was brought: from a phone's script, which keeps it until there is a network, or from a form.</summary>
internal static class CrewProofs
{
    /// <summary>The body is the picture; with the same id it is kept once.</summary>
    public static async Task<IResult> SendAsync(
        Guid journeyId, Guid proofId, Guid requestId, string kind, DateTimeOffset? at, HttpContext http, IAntiforgery antiforgery, DispatchApi dispatch, CancellationToken cancellationToken)
    {
        var problem = await antiforgery.IsRequestValidAsync(http)
            ? (await dispatch.KeepProofAsync(journeyId, proofId, requestId, kind, at, http.Request.Body, cancellationToken)).Problem
            : Problem.Expired;
        return problem is null ? Results.Json(new { id = proofId }) : CrewQueue.Refused(problem);
    }

    public static async Task<IResult> SubmitAsync(Guid journeyId, Posted posted, DispatchApi dispatch, Words words, TimeProvider time, CancellationToken cancellationToken)
    {
        var problem = !posted.IsGenuine ? Problem.Expired
            : posted.Files("proof") is not [var file, ..] || !Guid.TryParse(posted["proofId"], out var proof) || !Guid.TryParse(posted["requestId"], out var request) ? Problem.Invalid("proof", words["Proof.Missing"])
            : await KeepAsync(journeyId, proof, request, file, dispatch, cancellationToken);
        return problem is null ? Html.SeeOther("/kru?kabar=proof-kept") : await CrewPhone.PageAsync(news: null, problem, posted, dispatch, time, cancellationToken);
    }

    private static async Task<Problem?> KeepAsync(Guid journey, Guid proof, Guid request, IFormFile file, DispatchApi dispatch, CancellationToken cancellationToken)
    {
        await using var picture = file.OpenReadStream();
        return (await dispatch.KeepProofAsync(journey, proof, request, "Photo", at: null, picture, cancellationToken)).Problem;
    }
}
