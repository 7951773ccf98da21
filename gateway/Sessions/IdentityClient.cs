using System.Net;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway.Sessions;

/// <summary>The identity service's answer: tokens, or the code of its problem.</summary>
internal sealed record TokenOutcome(TokenPair? Tokens, string? Problem)
{
    public const string Unavailable = "service_unavailable";
}

/// <summary>Asks the identity service for tokens on behalf of a browser.</summary>
internal sealed class IdentityClient(HttpClient http, IConfiguration configuration)
{
    public Task<TokenOutcome> SignInAsync(string username, string password, CancellationToken cancellationToken)
        => AskAsync(new { username, password }, cancellationToken);

    public Task<TokenOutcome> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
        => AskAsync(new { refreshToken }, cancellationToken);

    /// <summary>Ends the session there. A service that is down forgets it at the session's own end.</summary>
    public async Task RevokeAsync(string refreshToken, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await PostAsync("/api/identity/revoke", new { refreshToken }, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // The cookie goes either way; the access token ends within minutes.
        }
    }

    private async Task<TokenOutcome> AskAsync(object request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await PostAsync("/api/identity/token", request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return new(await response.Content.ReadFromJsonAsync<TokenPair>(StrictJson.Lenient, cancellationToken), null);
            }

            var problem = await response.Content.ReadFromJsonAsync<Problem>(StrictJson.Lenient, cancellationToken);
            return new(null, response.StatusCode >= HttpStatusCode.InternalServerError ? TokenOutcome.Unavailable : problem?.Code ?? TokenOutcome.Unavailable);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new(null, TokenOutcome.Unavailable);
        }
    }

    /// <summary>To the first replica that takes the connection. Never twice to one that did: a refresh token works once.</summary>
    private async Task<HttpResponseMessage> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        var addresses = Routes.Addresses(configuration, "identity");
        foreach (var address in addresses.SkipLast(1))
        {
            try
            {
                return await http.PostAsJsonAsync(new Uri(new Uri(address), path), body, cancellationToken);
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // The next one.
            }
        }

        return addresses.Count > 0
            ? await http.PostAsJsonAsync(new Uri(new Uri(addresses[^1]), path), body, cancellationToken)
            : throw new HttpRequestException("No address of the identity service is configured.");
    }

    private sealed record Problem(string? Code);
}
