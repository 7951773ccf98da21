using PlanningPlatform.Gateway.Limits;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway;

/// <summary>One line of the table.</summary>
/// <param name="Path">ASP.NET Core route pattern; the most specific one wins.</param>
/// <param name="Service">The service's name in AppHost.cs.</param>
/// <param name="Limit">How often: see <see cref="RequestClass"/>.</param>
/// <param name="Method">Only this method; null for all.</param>
/// <param name="Photos">How many photos a request may bring; each has room for itself (<see cref="LimitSettings.PhotoBytes"/>).</param>
internal sealed record Route(string Path, string Service, string Limit = RequestClass.General, string? Method = null, int Photos = 0);

/// <summary>What lies behind the door. Paths go through unchanged.</summary>
internal static class Routes
{
    public const string Portal = "portal";

    public static IReadOnlyList<Route> All { get; } =
    [
        new("/api/complaints/{**rest}", "complaints"),
        new("/api/complaints", "complaints", RequestClass.Intake, HttpMethods.Post),
        new("/api/complaints/photos", "complaints", RequestClass.Intake, HttpMethods.Post, Photos: 1),
        new("/api/complaints/track/{trackingNumber}", "complaints", RequestClass.Tracking),
        new("/api/complaints/track/{trackingNumber}/{**rest}", "complaints", RequestClass.Tracking),

        new("/api/complaints/alerts", "complaints", RequestClass.Intake, HttpMethods.Post),

        new("/open311/{**rest}", "complaints"),
        new("/open311/{**rest}", "complaints", RequestClass.Intake, HttpMethods.Post),
        new("/open311/v2/{document}", "complaints", RequestClass.Intake, HttpMethods.Post, Photos: 5),

        new("/api/mobile-units/{**rest}", "mobile-units"),
        new("/api/mobile-units/bookings", "mobile-units", RequestClass.Intake, HttpMethods.Post),
        new("/api/mobile-units/bookings/{trackingNumber}", "mobile-units", RequestClass.Tracking),
        new("/api/mobile-units/bookings/{trackingNumber}/{**rest}", "mobile-units", RequestClass.Tracking),
        new("/api/dispatch/{**rest}", "mobile-units"),
        new(PlainText.Trackers, "mobile-units", RequestClass.Tracker),
        new("/api/dispatch/journeys/{id}/proofs/{proofId}", "mobile-units", Method: HttpMethods.Post, Photos: 1),

        new("/api/proposals/{**rest}", "proposals"),
        new("/api/proposals", "proposals", RequestClass.Intake, HttpMethods.Post),
        new("/api/proposals/track/{trackingNumber}", "proposals", RequestClass.Tracking),
        new("/api/proposals/track/{trackingNumber}/{**rest}", "proposals", RequestClass.Tracking),

        new("/api/monitoring/{**rest}", "monitoring"),

        new("/api/notifications/{**rest}", "notifications"),

        new("/api/identity/{**rest}", "identity"),
        new("/api/identity/token", "identity", RequestClass.SignIn, HttpMethods.Post),
        new("/api/identity/setup", "identity", RequestClass.SignIn, HttpMethods.Post),
        new("/api/identity/password-link", "identity", RequestClass.SignIn, HttpMethods.Post),
        new("/api/identity/password-forgotten", "identity", RequestClass.SignIn, HttpMethods.Post),
        new("/lupa", Portal, RequestClass.SignIn, HttpMethods.Post),
        new("/undangan", Portal, RequestClass.SignIn, HttpMethods.Post),
        new("/setup", Portal, RequestClass.SignIn, HttpMethods.Post),
        new("/.well-known/{**rest}", "identity"),

        new("/lapor", Portal, RequestClass.Intake, HttpMethods.Post, Photos: 5),
        new("/loket/baru", Portal, Method: HttpMethods.Post, Photos: 5),
        new("/mobmas/pesan", Portal, RequestClass.Intake, HttpMethods.Post),
        new("/kru/{id}/bukti/{proofId}", Portal, Method: HttpMethods.Post, Photos: 1),
        new("/kru/{id}/bukti", Portal, Method: HttpMethods.Post, Photos: 1),
        new("/langganan", Portal, RequestClass.Intake, HttpMethods.Post),
        new("/operator/{id}/selesaikan", Portal, Method: HttpMethods.Post, Photos: 5),
        new("/operator/{id}/tutup", Portal, Method: HttpMethods.Post, Photos: 5),

        new("/openapi/complaints.json", "complaints"),
        new("/openapi/mobile-units.json", "mobile-units"),
        new("/openapi/proposals.json", "proposals"),
        new("/openapi/monitoring.json", "monitoring"),
        new("/openapi/notifications.json", "notifications"),
        new("/openapi/identity.json", "identity"),

        new("/{**page}", Portal),
    ];

    /// <summary>Looks like an API and is none of the above: a problem, not a page.</summary>
    public static IReadOnlyList<string> Nowhere { get; } = ["/api/{**rest}", "/openapi/{**rest}"];

    public static IReadOnlyList<string> Services { get; } = [.. All.Select(route => route.Service).Distinct(StringComparer.Ordinal)];

    /// <returns>A sentence for the person who started the gateway alone, or null.</returns>
    public static string? WhatIsMissing(IConfiguration configuration)
        => Services.Any(service => ServiceClients.AddressesOf(configuration, service).Count > 0)
            ? null
            : "The gateway knows no service to lead to: set services__complaints__http__0 and so on to their addresses, or start everything with ./run.sh.";
}
