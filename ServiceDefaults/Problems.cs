using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace PlanningPlatform.ServiceDefaults;

internal static class Problems
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<BadRequests>();
    }

    /// <summary>Exceptions become problems: first by the handlers that know them, then as unexpected.</summary>
    public static void UseProblemsForExceptions(this IApplicationBuilder app)
        => app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerUnexpectedAsync });

    /// <summary>Statuses that the framework sets without a body (401, 403, 405, ...) get one.</summary>
    /// <param name="answer">What they get; null is a problem.</param>
    public static void UseProblemsForBareStatusCodes(this IApplicationBuilder app, Func<int, IResult>? answer)
        => app.UseStatusCodePages(bare => (answer?.Invoke(bare.HttpContext.Response.StatusCode) ?? Of(bare.HttpContext.Response.StatusCode, bare.HttpContext)).ExecuteAsync(bare.HttpContext));

    private static Refusal Of(int status, HttpContext context) => status switch
    {
        401 => Refusal.Unauthenticated,
        403 => Refusal.Forbidden,
        404 => Refusal.NotFound,
        405 => new(405, "method_not_allowed", new("Alamat ini tidak melayani cara permintaan tersebut.", "This address does not serve that method.")),
        413 => new(413, "too_large", new("Data yang dikirim terlalu besar.", "What was sent is too large.")),
        415 => new(415, "unsupported_media_type", new($"Kirim data sebagai {TakenBy(context)}.", $"Send {TakenBy(context)}.")),
        429 => new(429, "too_many_requests", new("Terlalu banyak permintaan. Tunggu sebentar lalu coba lagi.", "Too many requests. Wait a moment and try again.")),
        _ => new(status, $"http_{status}", new("Permintaan tidak dapat dilayani.", "The request could not be served.")),
    };

    /// <summary>The media types that are taken at this address. The framework's endpoint for 415 stands in for the one that was meant, and does not say.</summary>
    private static string TakenBy(HttpContext context)
        => string.Join(", ", context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(context.Request.Method) == true
                && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(context.Request.Path, []))
            .OrderBy(endpoint => endpoint.RoutePattern.InboundPrecedence)
            .Select(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes)
            .FirstOrDefault(types => types is not null) ?? ["application/json"]);

    /// <summary>Input that could not be read: names the field by its path.</summary>
    private sealed class BadRequests : IExceptionHandler
    {
        // "Failed to bind parameter "int page" from "x"." and "Required parameter "string y" was not provided ..."
        // Without a limit of time, since it never goes back: on a stalled machine a limit would end the explanation, and the answer would be bare.
        private static readonly Regex ParameterName = new("parameter \"\\S+ (?<name>\\w+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is InvalidOperationException && exception.Message.Contains("content type charset", StringComparison.Ordinal))
            {
                // A charset that does not exist is not expected by the framework.
                await Of(415, httpContext).ExecuteAsync(httpContext);
                return true;
            }

            if (exception is not BadHttpRequestException badRequest)
            {
                return false;
            }

            await Explain(badRequest, httpContext).ExecuteAsync(httpContext);
            return true;
        }

        private static Refusal Explain(BadHttpRequestException exception, HttpContext context)
        {
            if (exception.InnerException is JsonException json)
            {
                return FromJson(json);
            }

            if (ParameterName.Match(exception.Message) is { Success: true } match)
            {
                return Refusal.InvalidField(JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value), "invalid", new("Nilai ini tidak dapat dibaca.", "This value cannot be read."));
            }

            return exception.StatusCode == 400
                ? new(400, "unreadable", new("Permintaan tidak dapat dibaca.", "The request cannot be read.")) { Errors = [new("body", "unreadable", new("Permintaan tidak dapat dibaca.", "The request cannot be read."))] }
                : Of(exception.StatusCode, context);
        }

        private static Refusal FromJson(JsonException exception)
        {
            var field = exception.Path is null or "$" or "" ? "body" : exception.Path.StartsWith("$.", StringComparison.Ordinal) ? exception.Path[2..] : exception.Path;
            if (exception.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            {
                return Refusal.InvalidField(field, "unknown_field", new($"Bagian '{field}' tidak dikenal.", $"The field '{field}' is unknown."));
            }

            if (exception is UnstorableTextException)
            {
                return Refusal.InvalidField(field, "control_character", FieldErrors.ControlCharacter);
            }

            return field == "body"
                ? Refusal.InvalidField(field, "malformed_json", new("Isi permintaan bukan JSON yang benar.", "The body is not valid JSON."))
                : Refusal.InvalidField(field, "invalid", new($"Bagian '{field}' tidak dapat dibaca.", $"The field '{field}' cannot be read."));
        }
    }

    /// <summary>The unexpected: no detail leaves, the trace id finds it in the logs.</summary>
    private static Task AnswerUnexpectedAsync(HttpContext context)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        return new Refusal(500, "internal", new("Terjadi gangguan pada sistem. Coba lagi sebentar lagi.", "Something broke on our side. Please try again shortly."))
        {
            Facts = new Dictionary<string, object?> { ["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier },
        }.ExecuteAsync(context);
    }
}
