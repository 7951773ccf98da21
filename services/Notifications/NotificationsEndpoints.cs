using PlanningPlatform.Notifications.Features.Messages;
using PlanningPlatform.Notifications.Features.OptOuts;
using PlanningPlatform.Notifications.Features.Texts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications;

/// <summary>The service's table of contents.</summary>
internal static class NotificationsEndpoints
{
    public static void MapNotifications(this IEndpointRouteBuilder app)
    {
        var notifications = app.MapGroup("/api/notifications").WithTags("notifications");

        var everybody = notifications.MapGroup("").AllowAnonymous();
        everybody.MapGet("/opt-out/{code}", ShowOptOut.Handle);
        everybody.MapPost("/opt-out/{code}", StopMessages.Handle);
        everybody.MapDelete("/opt-out/{code}", ResumeMessages.Handle);
        everybody.MapPost("/receipts", TakeReceipt.Handle);

        var admin = notifications.MapGroup("").RequireRoles(Roles.Admin).RequireWholeCity();
        admin.MapGet("", ListMessages.Handle);
        admin.MapGet("/report", GetReport.Handle);
        admin.MapPost("/{id:guid}/send-again", SendAgain.Handle);
        admin.MapGet("/texts", ListTexts.Handle);
        admin.MapPut("/texts/{template}/{language}", EditText.Handle);
        admin.MapPost("/texts/{template}/{language}/preview", PreviewText.Handle);
        admin.MapPost("/texts/{template}/{language}/restore", RestoreText.Handle);
    }
}
