namespace PlanningPlatform.Gateway;

/// <summary>What a request may ask for at all.</summary>
internal static class Methods
{
    /// <summary>Whether an address serves one of these its service says. Of others (CONNECT, TRACE) YARP passes on some and breaks at some.</summary>
    private static readonly string[] Forwarded = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>
    /// HEAD becomes GET here, once for all services, which know no HEAD: they answer as to GET, and Kestrel, which remembers what was asked, keeps the
    /// body back. Comes before routing.
    /// </summary>
    public static void UseMethods(this WebApplication app)
        => app.Use((context, next) =>
        {
            var request = context.Request;
            if (!Forwarded.Contains(request.Method, StringComparer.Ordinal))
            {
                context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                context.Response.Headers.Allow = string.Join(", ", Forwarded);
                return Task.CompletedTask;
            }

            if (HttpMethods.IsHead(request.Method))
            {
                request.Method = HttpMethods.Get;
            }

            return next(context);
        });
}
