namespace PlanningPlatform.Gateway;

/// <summary>What every answer tells the browser, whoever produced it.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        // Map tiles are the one thing pages may fetch from elsewhere: space-separated origins.
        var images = app.Configuration["Gateway:ImageSources"] is { Length: > 0 } sources ? " " + sources : "";
        var policy =
            $"default-src 'self'; img-src 'self' data:{images}; frame-ancestors 'none'; form-action 'self'; base-uri 'self'; object-src 'none'";

        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                // What a stranger sent (a photo) comes with a stricter one, under which nothing runs whatever a browser takes it for.
                if (!headers.ContentSecurityPolicy.ToString().Contains("sandbox", StringComparison.Ordinal))
                {
                    headers.ContentSecurityPolicy = policy;
                }

                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                if (context.Request.IsHttps && context.Request.Host.Host != "localhost")
                {
                    // For localhost a browser would also refuse plain HTTP of every other program on the machine.
                    headers.StrictTransportSecurity = "max-age=31536000";
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
