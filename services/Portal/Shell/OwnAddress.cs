namespace PlanningPlatform.Portal.Shell;

internal static class OwnAddress
{
    /// <summary>The whole address of a page here, as the browser knows it: the gateway passes the host on and says which scheme it was.</summary>
    public static string AddressOf(this HttpContext http, string path)
        => $"{(http.Request.Headers["X-Forwarded-Proto"] is ["https"] ? "https" : http.Request.Scheme)}://{http.Request.Host}{path}";
}
