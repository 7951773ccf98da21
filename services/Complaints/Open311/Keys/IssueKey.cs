using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Messaging;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311.Keys;

/// <summary>A key for a client of Open311. The answer holds it this once.</summary>
internal static class IssueKey
{
    private const int Usual = 60, Most = 6000;

    /// <param name="Client">The application's name. A name that another key has is the same client's, who goes on with the requests that it posted.</param>
    /// <param name="Contact">How to reach whoever runs it.</param>
    /// <param name="RequestsPerMinute">60 when absent; at most 6000.</param>
    /// <param name="PrivacyNoticeAccepted">The client states that its users read the current privacy notice before they leave a contact; else contacts are not kept.</param>
    internal sealed record Request(string? Client, string? Contact, int? RequestsPerMinute, bool? PrivacyNoticeAccepted);

    /// <param name="ApiKey">Shown this once.</param>
    internal sealed record Issued(string ApiKey, KeyAnswer Key);

    public static async Task<Results<Created<Issued>, Refusal>> Handle(Request request, HttpContext caller, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireLine("client", request.Client, Open311Key.LongestClient);
        errors.RequireLine("contact", request.Contact, 200);
        if (request.RequestsPerMinute is < 1 or > Most)
        {
            errors.Add("requestsPerMinute", "out_of_range", $"Antara 1 dan {Most}.", $"Between 1 and {Most}.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var (apiKey, now) = (Open311Key.Draw(), time.GetUtcNow());
        var key = Open311Key.Issue(
            apiKey, request.Client!.Trim(), request.Contact!.Trim(), request.RequestsPerMinute ?? Usual, request.PrivacyNoticeAccepted == true ? PrivacyNotice.Version : null, caller.User.UserName(), now);
        db.Open311Keys.Add(key);
        db.Audit(caller, "open311_key_issued", key.Client, $"perMinute={key.RequestsPerMinute}", now);
        await db.SaveChangesAsync(cancellationToken);
        caller.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/complaints/open311-keys/{key.Id}", new Issued(apiKey, KeyAnswer.Of(key)));
    }
}
