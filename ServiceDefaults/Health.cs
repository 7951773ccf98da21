using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PlanningPlatform.ServiceDefaults;

internal static class Health
{
    /// <summary>
    /// <c>/health</c>: ready. 200 with <c>Healthy</c> or <c>Degraded</c> and the reasons, 503 with <c>Unhealthy</c>.
    /// <c>/alive</c>: the process answers.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
        => context.Response.WriteAsJsonAsync(
            new HealthAnswer(
                report.Status.ToString(),
                report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
                    .Select(entry => $"{entry.Key}: {entry.Value.Description ?? entry.Value.Status.ToString()}").ToList()),
            context.RequestAborted);
}

/// <summary>What <c>/health</c> answers.</summary>
/// <param name="Status">Healthy, Degraded or Unhealthy.</param>
/// <param name="Reasons">Why it is not Healthy; empty when it is.</param>
public sealed record HealthAnswer(string Status, IReadOnlyList<string> Reasons);
