using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// A "no" that the caller can act on: RFC 9457 problem details with a stable <c>code</c>, worded in the caller's language.
/// Refusals are results, not exceptions.
/// </summary>
/// <param name="Status">HTTP status, 4xx.</param>
/// <param name="Code">Stable, for programs: <c>journey_open</c>.</param>
/// <param name="Detail">What happened and what to do next.</param>
public sealed record Refusal(int Status, string Code, Text Detail) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <summary>The request fields at fault; the first is also <c>field</c> of the answer.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>More members of the answer, such as the legal moves.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();

    int? IStatusCodeHttpResult.StatusCode => Status;

    public static Refusal NotFound { get; } = new(404, "not_found", new("Tidak ditemukan. Periksa kembali alamat atau nomornya.", "Not found. Please check the address or number."));

    public static Refusal Unauthenticated { get; } = new(401, "unauthenticated", new("Silakan masuk terlebih dahulu.", "Please sign in first."));

    public static Refusal Forbidden { get; } = new(403, "forbidden", new("Peran Anda tidak berwenang untuk tindakan ini.", "Your role may not do this."));

    /// <summary>The role would do, but not there.</summary>
    public static Refusal OutsideScope { get; } = new(403, "outside_scope", new(
        "Ini di luar wilayah tugas Anda. Mintalah rekan yang bertugas di sana, atau administrator bila wilayah tugas Anda belum benar.",
        "This lies outside the area of your role. Ask a colleague who serves it, or an administrator if your area is not right."));

    /// <summary>One field at fault: 400 <c>invalid_input</c>.</summary>
    public static Refusal InvalidField(string field, string code, Text detail) => Invalid([new(field, code, detail)]);

    /// <summary>Fields at fault: 400 <c>invalid_input</c>.</summary>
    public static Refusal Invalid(IReadOnlyList<FieldError> errors)
        => new(400, "invalid_input", errors[0].Detail) { Errors = errors };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (httpContext.Features.Get<IRefusalForm>() is { } form)
        {
            return form.WriteAsync(this, httpContext);
        }

        var problem = new ProblemDetails
        {
            Type = $"urn:planningplatform:problem:{Code}",
            Title = Titles.Of(Status).For(httpContext),
            Status = Status,
            Detail = Detail.For(httpContext),
            Instance = httpContext.Request.Path,
        };
        problem.Extensions["code"] = Code;
        if (Errors.Count > 0)
        {
            problem.Extensions["field"] = Errors[0].Field;
            problem.Extensions["errors"] = Errors.Select(error => new { error.Field, error.Code, Detail = error.Detail.For(httpContext) });
        }

        foreach (var (name, value) in Facts)
        {
            problem.Extensions[name] = value;
        }

        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(problem, StrictJson.Lenient, "application/problem+json", httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
        => builder.Metadata.Add(new ProducesResponseTypeMetadata(400, typeof(ProblemDetails), ["application/problem+json"]));

    private static class Titles
    {
        public static Text Of(int status) => status switch
        {
            400 => new("Permintaan belum benar", "The request is not right"),
            401 => new("Belum masuk", "Not signed in"),
            403 => new("Tidak berwenang", "Not allowed"),
            404 => new("Tidak ditemukan", "Not found"),
            409 => new("Belum bisa dilakukan", "Cannot be done now"),
            413 => new("Terlalu besar", "Too large"),
            415 => new("Bentuk data tidak dikenal", "Unsupported format"),
            422 => new("Bertentangan dengan permintaan sebelumnya", "In conflict with an earlier request"),
            429 => new("Terlalu sering", "Too many requests"),
            >= 500 => new("Gangguan pada sistem", "Something broke on our side"),
            _ => new("Permintaan ditolak", "The request was refused"),
        };
    }
}

/// <summary>One field of the request at fault.</summary>
/// <param name="Field">Its JSON path or parameter name: <c>location.latitude</c>.</param>
public sealed record FieldError(string Field, string Code, Text Detail);

/// <summary>
/// How an interface with a form of its own says no. Put among a request's features it takes the place of problem details, whoever refuses: a handler,
/// routing, or the handler of exceptions.
/// </summary>
public interface IRefusalForm
{
    Task WriteAsync(Refusal refusal, HttpContext context);
}
