using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>The plumbing every service has and no domain owns.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds telemetry, health, problem details, strict JSON, token validation, deny-by-default authorisation and OpenAPI.</summary>
    /// <param name="service">The service's name in AppHost.cs.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.AddHostDefaults(service);
        builder.Services.AddStrictJson();
        builder.Services.AddApiDocumentation(service);
        builder.Services.AddTokenValidation(builder.Configuration);
        return builder;
    }

    /// <summary>The part that also suits a process with no API of its own, such as the gateway: telemetry, health, problem details, key ring.</summary>
    public static WebApplicationBuilder AddHostDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddLogSettings();
        builder.AddTelemetry(service);
        builder.Services.TryAddSingleton<TimeProvider, MicrosecondClock>();
        builder.Services.AddHealthChecks();
        builder.Services.AddProblems();
        builder.Services.AddRetention();
        builder.Services.AddDataProtection()
            .SetApplicationName("PlanningPlatform")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(builder.Configuration["Data:Folder"] ?? ".data", "keys")));
        return builder;
    }

    /// <summary>Puts the middleware in order and maps <c>/health</c>, <c>/alive</c> and <c>/openapi/{service}.json</c>.</summary>
    /// <param name="bareStatus">The answer to a status that nobody gave a body, such as 404 or 405; null is a problem.</param>
    public static WebApplication UseServiceDefaults(this WebApplication app, Func<int, IResult>? bareStatus = null)
    {
        app.UseProblems(bareStatus);
        app.UseRouting();
        app.UseAuthentication();
        app.Use(AnswerWhatNobodyServes);
        app.UseAuthorization();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return app;
    }

    /// <summary>
    /// An unknown address is 404 and a wrong method 405 for everybody. Without this, authorisation, which refuses whatever names no
    /// policy, would answer 401: the framework's endpoints for 405 and 415 are no routes and name none.
    /// </summary>
    private static Task AnswerWhatNobodyServes(HttpContext context, RequestDelegate next)
    {
        switch (context.GetEndpoint())
        {
            case null:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            case RouteEndpoint:
                return next(context);
            case var refusing:
                return refusing.RequestDelegate!(context);
        }
    }

    /// <summary>Whatever goes wrong further down is answered with problem details.</summary>
    /// <inheritdoc cref="UseServiceDefaults" path="/param[@name='bareStatus']"/>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app, Func<int, IResult>? bareStatus = null)
    {
        app.UseProblemsForExceptions();
        app.UseProblemsForBareStatusCodes(bareStatus);
        return app;
    }
}
