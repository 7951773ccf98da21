using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.IdentityModel.Tokens;
using PlanningPlatform.Portal.Services;

namespace PlanningPlatform.Portal.Shell;

/// <summary>People get pages, never bare statuses or JSON, whatever went wrong.</summary>
internal static partial class PageErrors
{
    private static readonly object IdentityIsAway = new();

    /// <summary>Call before the service defaults: the first handler that answers wins.</summary>
    public static void AddPageErrors(this IServiceCollection services)
    {
        services.AddExceptionHandler<FaultsAsPages>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalsAsPages>();
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer => bearer.Events = new()
        {
            // A stale token or a silent identity service must not close the residents' pages.
            OnAuthenticationFailed = failed =>
            {
                if (failed.Exception is not SecurityTokenException)
                    failed.HttpContext.Items[IdentityIsAway] = true;
                failed.NoResult();
                return Task.CompletedTask;
            },
        });
    }

    /// <summary>For 404, 405 and the like that nobody gave a body.</summary>
    public static IResult PageOf(int status) => Html.Trouble(new(status, $"http_{status}", "", []));

    private sealed partial class FaultsAsPages(ILogger<FaultsAsPages> logger) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (httpContext.RequestAborted.IsCancellationRequested)
                return false;

            var status = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            if (status >= 500)
                LogFault(logger, RouteOf(httpContext), exception);
            await PageOf(status).ExecuteAsync(httpContext);
            return true;
        }

        /// <summary>Its route and never its path, which holds numbers of people's cases and codes that let whoever has them act.</summary>
        private static string RouteOf(HttpContext http)
            => (http.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "without a route";

        [LoggerMessage(LogLevel.Error, "Page {Route} failed")]
        private static partial void LogFault(ILogger logger, string route, Exception exception);
    }

    private sealed class RefusalsAsPages : IAuthorizationMiddlewareResultHandler
    {
        public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded)
                await next(context);
            else if (context.Items.ContainsKey(IdentityIsAway))
                await Html.Trouble(Problem.Unreachable).ExecuteAsync(context);
            else if (context.User.Must() is not null)
                await Html.SeeOther("/saya").ExecuteAsync(context);
            else if (context.User.IsSignedIn())
                await Html.Trouble(new(StatusCodes.Status403Forbidden, "forbidden", "", [])).ExecuteAsync(context);
            else
                await Html.SeeOther(SignInPath(context.Request)).ExecuteAsync(context);
        }

        /// <summary>A page is returned to after signing in; the target of a POST is not one.</summary>
        private static string SignInPath(HttpRequest request)
            => HttpMethods.IsGet(request.Method) ? $"/masuk?returnUrl={Uri.EscapeDataString(request.Path + request.QueryString)}" : "/masuk";
    }
}
