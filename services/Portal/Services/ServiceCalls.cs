using System.Net.Http.Headers;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Services;

/// <summary>Asks a service on a person's behalf. Whatever goes wrong becomes a <see cref="Problem"/> that a page can show.</summary>
internal static class ServiceCalls
{
    // Somebody is looking at an empty screen meanwhile.
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(15);

    // A photo may wait for others to be decoded.
    private static readonly TimeSpan PhotoPatience = TimeSpan.FromSeconds(30);

    public static Task<Answer<T>> AskAsync<T>(this HttpClient http, string path, CancellationToken cancellationToken, (string Name, string Value)? header = null)
        where T : class
        => http.SendForAnswerAsync<T>(HttpMethod.Get, path, content: null, header, ReadPatience, cancellationToken);

    /// <summary>A question that is too long, or too private, for an address; nothing is written.</summary>
    public static Task<Answer<T>> AskAboutAsync<T>(this HttpClient http, string path, object question, CancellationToken cancellationToken)
        where T : class
        => http.SendForAnswerAsync<T>(HttpMethod.Post, path, JsonContent.Create(question, options: StrictJson.Lenient), header: null, ReadPatience, cancellationToken);

    public static Task<Answer<T>> TellAsync<T>(this HttpClient http, string path, object? body, CancellationToken cancellationToken, (string Name, string Value)? header = null)
        where T : class
        => http.SendForAnswerAsync<T>(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body, options: StrictJson.Lenient), header, WritePatience, cancellationToken);

    public static Task<Answer<T>> PutAsync<T>(this HttpClient http, string path, object body, CancellationToken cancellationToken)
        where T : class
        => http.SendForAnswerAsync<T>(HttpMethod.Put, path, JsonContent.Create(body, options: StrictJson.Lenient), header: null, WritePatience, cancellationToken);

    public static Task<Answer<T>> DeleteAsync<T>(this HttpClient http, string path, CancellationToken cancellationToken)
        where T : class
        => http.SendForAnswerAsync<T>(HttpMethod.Delete, path, content: null, header: null, WritePatience, cancellationToken);

    public static Task<Answer<T>> UploadAsync<T>(this HttpClient http, string path, Stream content, string contentType, CancellationToken cancellationToken)
        where T : class
        => http.SendForAnswerAsync<T>(HttpMethod.Post, path, new StreamContent(content) { Headers = { ContentType = new(contentType) } }, header: null, WritePatience, cancellationToken);

    public static Task<Answer<T>> UploadPhotoAsync<T>(this HttpClient http, string path, Stream photo, string idempotencyKey, CancellationToken cancellationToken)
        where T : class
        // The service goes by the bytes; that it is meant as a picture is all that the type says.
        => http.SendForAnswerAsync<T>(
            HttpMethod.Post, path, new StreamContent(photo) { Headers = { ContentType = new("image/*") } }, ("Idempotency-Key", idempotencyKey), PhotoPatience, cancellationToken);

    /// <summary>Bytes with their media type, where the answer is no JSON.</summary>
    public static Task<Answer<Fetched>> FetchAsync(this HttpClient http, string path, CancellationToken cancellationToken, (string Name, string Value)? header = null)
        => http.SendAsync(HttpMethod.Get, path, content: null, header, WritePatience, async (content, deadline)
            => new Fetched(content.Headers.ContentType?.MediaType ?? "", await content.ReadAsByteArrayAsync(deadline)), cancellationToken);

    private static Task<Answer<T>> SendForAnswerAsync<T>(
        this HttpClient http, HttpMethod method, string path, HttpContent? content, (string Name, string Value)? header, TimeSpan patience, CancellationToken cancellationToken)
        where T : class
        => http.SendAsync(method, path, content, header, patience, async (answer, deadline)
            => new Changed() is T done ? done : await answer.ReadFromJsonAsync<T>(StrictJson.Lenient, deadline), cancellationToken);

    private static async Task<Answer<T>> SendAsync<T>(
        this HttpClient http, HttpMethod method, string path, HttpContent? content, (string Name, string Value)? header, TimeSpan patience,
        Func<HttpContent, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (header is { } extra)
        {
            // Line breaks would end the header, and nobody below looks: what a stranger put in an address or a cookie would begin a request of its own.
            request.Headers.TryAddWithoutValidation(extra.Name, extra.Value.All(character => character is >= ' ' and <= '~') ? extra.Value : "?");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience);
        try
        {
            using var response = await http.SendAsync(request, deadline.Token);
            if (!response.IsSuccessStatusCode)
                return await ReadProblemAsync(response, deadline.Token);

            return await read(response.Content, deadline.Token) is { } value ? value : Problem.Unreachable;
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or IOException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Problem.Unreachable;
        }
    }

    private static async Task<Problem> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (response.Content.Headers.ContentType is not { MediaType: "application/problem+json" or "application/json" })
            return status >= 500 ? Problem.Unreachable : new(status, $"http_{status}", "", []);

        var details = await response.Content.ReadFromJsonAsync<ProblemBody>(StrictJson.Lenient, cancellationToken);
        var errors = details?.Errors ?? [];
        if (errors.Count == 0 && details?.Field is { } field)
            errors = [new(field, details.Code ?? "", details.Detail ?? "")];

        return new(status, details?.Code ?? $"http_{status}", details?.Detail ?? "", errors);
    }

    private sealed record ProblemBody(string? Code, string? Detail, string? Field, IReadOnlyList<FieldProblem>? Errors);
}

internal sealed record Fetched(string MediaType, byte[] Bytes);

/// <summary>The services see who is asking, from where and in which language; the Portal has no rights of its own.</summary>
internal sealed class ForwardsTheCaller(IHttpContextAccessor current) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (current.HttpContext is { } caller)
        {
            if (AuthenticationHeaderValue.TryParse(caller.Request.Headers.Authorization, out var authorization))
                request.Headers.Authorization = authorization;
            if (caller.Request.Headers["X-Forwarded-For"] is [{ } addresses, ..])
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", addresses);
        }

        request.Headers.AcceptLanguage.ParseAdd(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        return base.SendAsync(request, cancellationToken);
    }
}
