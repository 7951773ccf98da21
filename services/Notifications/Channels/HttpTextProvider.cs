using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Channels;

/// <summary>
/// SMS or WhatsApp by a provider's HTTP interface: docs/notifications.md says what is sent and what is understood. Every try has the same
/// <c>Idempotency-Key</c>, so a try that broke off is repeated; what somebody has sent again has another, or a provider that took the first would drop it.
/// </summary>
internal sealed class HttpTextProvider(HttpClient http, TextGatewaySettings gateway, TimeProvider time) : IProvider
{
    private const int LongestAnswer = 64 * 1024;

    public bool RecognisesRepeats => true;

    public async Task<Outcome> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Address)
        {
            Content = JsonContent.Create(new
            {
                id = message.Id,
                channel = message.Channel == Channel.Sms ? "sms" : "whatsapp",
                to = message.To,
                text = message.Wording.Short,
                template = message.Template,
                language = message.Language,
                values = message.Values,
            }),
        };
        request.Headers.Add("Idempotency-Key", message.TimesSentAgain == 0 ? $"{message.Id}" : $"{message.Id}-{message.TimesSentAgain}");
        if (gateway.Token is { Length: > 0 } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await ReadAsync(answer, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Outcome.NotNow(exception is OperationCanceledException ? "The provider took too long." : exception.Message);
        }
    }

    private async Task<Outcome> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        // 409: it has this key already.
        if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict)
        {
            return new Outcome.Taken(await ProviderIdAsync(answer, cancellationToken));
        }

        var reason = $"The provider answered {(int)answer.StatusCode}.";
        // 400 and 422 are about this message; anything else (a token that is wrong, a limit, a breakdown) passes.
        return answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
            ? new Outcome.Refused(reason)
            : new Outcome.NotNow(reason, answer.Headers.RetryAfter switch
            {
                { Delta: { } delta } => delta,
                { Date: { } date } => date - time.GetUtcNow(),
                _ => null,
            });
    }

    /// <summary><c>{"id": "..."}</c>, where the provider says so.</summary>
    private static async Task<string?> ProviderIdAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            await answer.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            return (await answer.Content.ReadFromJsonAsync<Acceptance>(StrictJson.Lenient, cancellationToken))?.Id is { Length: > 0 and <= 100 } id ? id : null;
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    private sealed record Acceptance(string? Id);
}
