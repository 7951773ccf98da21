using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>
/// Says no as GeoReport does: <c>errors</c> with code and description, several at once, in the caller's language. It knows three statuses: 404 for what does not exist,
/// 403 for a wrong key, 400 for anything else. Kept as they are: 405, 429, and what is our own fault.
/// </summary>
internal sealed class Open311Errors : IRefusalForm
{
    public Task WriteAsync(Refusal refusal, HttpContext context)
    {
        var status = refusal.Status is 403 or 404 or 405 or 429 or >= 500 ? refusal.Status : StatusCodes.Status400BadRequest;
        IReadOnlyList<string> descriptions = refusal.Errors.Count > 0
            ? [.. refusal.Errors.Select(error => $"{error.Field}: {error.Detail.For(context)}")]
            : [refusal.Detail.For(context)];
        context.Response.Headers.CacheControl = "no-store";
        return Open311Answer.WriteAsync(
            context, status, "errors", new Items("error", [.. descriptions.Select(description => new Fields(("code", status), ("description", description.WithoutMarkup())))]));
    }
}
