using Microsoft.AspNetCore.Routing.Template;

namespace PlanningPlatform.Portal.Shell;

/// <summary>Where the form is that goes to an address: the nearest page above it.</summary>
internal static class PageAbove
{
    public static PathString Of(HttpContext http)
    {
        var pages = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true)
            .Select(endpoint => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), [])).ToList();
        var path = http.Request.Path.Value ?? "";
        do
        {
            path = path[..Math.Max(0, path.LastIndexOf('/'))];
        }
        while (path.Length > 0 && !pages.Any(page => page.TryMatch(path, [])));
        return path.Length == 0 ? "/" : path;
    }
}
