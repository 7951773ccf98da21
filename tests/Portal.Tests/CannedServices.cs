using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PlanningPlatform.Portal.Tests;

/// <summary>
/// Stands where the services stand and answers what a test tells it to, over real HTTP; the services themselves answer in
/// Platform.Tests. What nobody told it is a 404 problem.
/// </summary>
internal sealed class CannedServices
{
    private readonly ConcurrentDictionary<string, Func<HttpRequest, IResult>> answers = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private CannedServices()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(async http =>
        {
            using var body = new StreamReader(http.Request.Body);
            Received.Enqueue(new($"{http.Request.Method} {http.Request.Path}", http.Request.QueryString.Value ?? "", new HeaderDictionary(http.Request.Headers.ToDictionary()), await body.ReadToEndAsync()));
            var answer = answers.GetValueOrDefault($"{http.Request.Method} {http.Request.Path}")?.Invoke(http.Request) ?? Problem(404, "not_found");
            await answer.ExecuteAsync(http);
        });
    }

    public string Address => app.Urls.Single();

    /// <summary>Every request so far, oldest first.</summary>
    public ConcurrentQueue<ReceivedRequest> Received { get; } = new();

    public static async Task<CannedServices> StartAsync()
    {
        var services = new CannedServices();
        await services.app.StartAsync();
        return services;
    }

    /// <summary>Nobody has asked or told it anything yet.</summary>
    public void BeginAnew()
    {
        answers.Clear();
        Received.Clear();
    }

    /// <param name="request">GET /api/complaints/agencies.</param>
    public void Answer(string request, Func<HttpRequest, IResult> answer) => answers[request] = answer;

    public void Answer(string request, object body) => Answer(request, _ => Results.Json(body));

    public static IResult Problem(int status, string code, string detail = "", params (string Field, string Code, string Detail)[] errors) => Results.Json(
        new { code, detail, field = errors.FirstOrDefault().Field, errors = errors.Select(error => new { error.Field, error.Code, error.Detail }) },
        contentType: "application/problem+json", statusCode: status);

    public static object List(params object[] items) => new { items, page = 1, pageSize = 50, total = items.Length };
}

internal sealed record ReceivedRequest(string Line, string Query, IHeaderDictionary Headers, string Body);
