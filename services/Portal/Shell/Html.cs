using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Portal.Services;

namespace PlanningPlatform.Portal.Shell;

/// <summary>What a page's handler answers.</summary>
internal static class Html
{
    /// <summary>A component with its model, rendered on the server and sent whole.</summary>
    public static RazorComponentResult<TPage> Page<TPage>(object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent
        => new(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>The page for something that cannot be shown or done at all; to the sign-in page when that would help.</summary>
    /// <param name="unsent">The form that could not be passed on: the page keeps it and offers to send it again.</param>
    public static IResult Trouble(Problem problem, Posted? unsent = null)
        => problem.Status == StatusCodes.Status401Unauthorized ? SeeOther("/masuk") : Page<TroublePage>(new TroubleModel(problem, unsent), problem.Status);

    /// <summary>After a successful POST, so that reloading does not send again.</summary>
    public static IResult SeeOther(string path) => new Redirection(path);

    private sealed class Redirection(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}

/// <param name="Unsent">Null when nothing was being sent.</param>
public sealed record TroubleModel(Problem Problem, Posted? Unsent);
