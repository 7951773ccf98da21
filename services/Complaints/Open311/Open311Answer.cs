using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>An answer in the form that the address asks for.</summary>
/// <param name="Root">Name of the whole in XML.</param>
internal sealed record Open311Answer(string Root, Part Part) : IResult, IEndpointMetadataProvider
{
    public const string XmlType = "text/xml", JsonType = "application/json";

    /// <summary><c>Cache-Control</c>; requests are asked for to see what is new.</summary>
    public string Caching { get; init; } = "no-cache";

    /// <summary><c>Link</c> to the next page; null without one.</summary>
    public string? Next { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Next is not null)
        {
            httpContext.Response.Headers.Link = $"<{Next}>; rel=\"next\"";
        }

        httpContext.Response.Headers.CacheControl = Caching;
        return WriteAsync(httpContext, StatusCodes.Status200OK, Root, Part);
    }

    public static Task WriteAsync(HttpContext context, int status, string root, Part part)
    {
        var format = FormatOf(context.Request.Path) ?? Format.Xml;
        context.Response.StatusCode = status;
        context.Response.ContentType = $"{(format == Format.Json ? JsonType : XmlType)}; charset=utf-8";
        var bytes = Writing.Write(root, part, format);
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <returns>Null for an ending that is no form of ours.</returns>
    public static Format? FormatOf(PathString path)
        => path.Value!.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? Format.Xml : path.Value.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Format.Json : null;

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
        => builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [XmlType, JsonType]));
}
