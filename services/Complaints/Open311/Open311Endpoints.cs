using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2), with mySociety's updates: table of contents.</summary>
internal static class Open311Endpoints
{
    public const string Root = "/open311", Version2 = Root + "/v2";

    public static void MapOpen311(this IEndpointRouteBuilder app)
    {
        var open311 = app.MapGroup(Version2).WithTags("open311").AllowAnonymous().AddEndpointFilter(RefuseOtherFormsAsync).AddOpenApiOperationTransformer(DescribeAsync);
        open311.MapGet("/discovery.{format}", Discover.Handle);
        open311.MapGet("/services.{format}", ListServices.Handle);
        open311.MapGet("/services/{code}.{format}", DefineService.Handle);
        open311.MapGet("/requests.{format}", ListRequests.Handle);
        open311.MapPost("/requests.{format}", PostRequest.Handle);
        open311.MapGet("/requests/{id}.{format}", FindRequest.Handle);
        open311.MapGet("/tokens/{token}.{format}", FindByToken.Handle);
        open311.MapGet("/servicerequestupdates.{format}", ListUpdates.Handle);
        open311.MapPost("/servicerequestupdates.{format}", PostUpdate.Handle);
    }

    /// <summary>
    /// What holds for all of it, whoever answers: the form of refusals, XML where no form is named, and that any page may read what is public. Comes before
    /// everything else.
    /// </summary>
    public static void UseOpen311(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        // Not by conversion from a string, which would decode once more what is decoded.
        request.Path = new PathString(WithForm(request.Path.Value!.TrimEnd('/')));
        context.Features.Set<IRefusalForm>(new Open311Errors());
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Vary = "Accept-Language";
            if (HttpMethods.IsGet(request.Method))
            {
                // Without credentials, which a browser never sends to "*".
                context.Response.Headers.AccessControlAllowOrigin = "*";
                context.Response.Headers.AccessControlExposeHeaders = "Link";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });

    private static string WithForm(string path) => path[path.LastIndexOf('/')..].Contains('.', StringComparison.Ordinal) ? path : path + ".xml";

    private static async ValueTask<object?> RefuseOtherFormsAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
        => Open311Answer.FormatOf(call.HttpContext.Request.Path) is null ? Refusal.NotFound : await next(call);

    /// <summary>The document of our interfaces says which form this has; what is in it GeoReport says.</summary>
    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter { Name = "format", In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["xml", "json"] } });
        operation.Responses!["4XX"] = new OpenApiResponse
        {
            Description = "GeoReport's errors: code and description, one or more.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [Open311Answer.XmlType] = new(), [Open311Answer.JsonType] = new() },
        };
        foreach (var form in ((OpenApiResponse)operation.Responses["200"]).Content!.Values)
        {
            form.Schema = null;
        }

        return Task.CompletedTask;
    }
}
