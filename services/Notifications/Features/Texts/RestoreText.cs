using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.Texts;

/// <summary>The standard text again.</summary>
internal static class RestoreText
{
    internal sealed record Request(int? Version);

    public static async Task<Results<Ok<TextAnswer>, Refusal>> Handle(
        string template, string language, Request request, HttpContext caller, NotificationsDb db, TimeProvider time, CancellationToken cancellationToken)
        => EditText.Find(template, language) is { } known
            ? await EditText.ChangeAsync(known, language, request.Version, wording: null, caller, db, time, cancellationToken)
            : Refusal.NotFound;
}
