using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>Says no in plain text, for machines that show or log whatever they are answered: one line for each thing at fault, its code last.</summary>
public sealed class PlainRefusals : IRefusalForm
{
    public Task WriteAsync(Refusal refusal, HttpContext context)
    {
        IEnumerable<string> lines = refusal.Errors.Count > 0
            ? refusal.Errors.Select(error => $"{error.Field}: {error.Detail.For(context)} ({error.Code})")
            : [$"{refusal.Detail.For(context)} ({refusal.Code})"];
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Concat(lines.Select(line => line + "\n")), context.RequestAborted);
    }
}

public static class PlainText
{
    /// <summary>Where trackers send the positions of mobile units.</summary>
    public const string Trackers = "/osmand";

    /// <summary>Whoever refuses something at this address does so in plain text. Comes before everything else.</summary>
    public static void UsePlainRefusals(this IApplicationBuilder app, PathString at) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(at, StringComparison.OrdinalIgnoreCase))
        {
            context.Features.Set<IRefusalForm>(new PlainRefusals());
        }

        return next(context);
    });
}
