using System.Net;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway.Sessions;

/// <summary>The identity service's answer: tokens, or the code of its problem.</summary>
/// <param name="Challenge">Where the password was right and a code is still missing: to be sent with it.</param>
internal sealed record TokenOutcome(TokenPair? Tokens, string? Problem, string? Challenge = null)
{
    public const string Unavailable = "service_unavailable";
}

/// <summary>Asks the identity service for tokens on behalf of a browser.</summary>
internal sealed class IdentityClient(HttpClient http)
{
    /// <param name="address">Of the browser, for the audit log.</param>
    public Task<TokenOutcome> SignInAsync(string username, string password, IPAddress? address, CancellationToken cancellationToken)
        => AskAsync(new { username, password }, address, cancellationToken);

    /// <summary>The second step, where there is one.</summary>
    public Task<TokenOutcome> SendCodeAsync(string challenge, string code, IPAddress? address, CancellationToken cancellationToken)
        => AskAsync(new { challenge, code }, address, cancellationToken);

    public Task<TokenOutcome> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
        => AskAsync(new { refreshToken }, address: null, cancellationToken);

    /// <summary>Ends the session there. A service that is down forgets it at the session's own end.</summary>
    public async Task RevokeAsync(string refreshToken, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await PostAsync("/api/identity/revoke", new { refreshToken }, address: null, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // The cookie goes either way; the access token ends within minutes.
        }
    }

    private async Task<TokenOutcome> AskAsync(object request, IPAddress? address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await PostAsync("/api/identity/token", request, address, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return new(await response.Content.ReadFromJsonAsync<TokenPair>(StrictJson.Lenient, cancellationToken), null);
            }

            var problem = await response.Content.ReadFromJsonAsync<Problem>(StrictJson.Lenient, cancellationToken);
            return new(null, response.StatusCode >= HttpStatusCode.InternalServerError ? TokenOutcome.Unavailable : problem?.Code ?? TokenOutcome.Unavailable, problem?.Challenge);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new(null, TokenOutcome.Unavailable);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string path, object body, IPAddress? address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (address is not null)
        {
            request.Headers.Add("X-Forwarded-For", address.ToString());
        }

        return await http.SendAsync(request, cancellationToken);
    }

    private sealed record Problem(string? Code, string? Challenge);
}
