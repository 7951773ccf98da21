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
internal sealed class IdentityClient(HttpClient http)
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
            using var response = await http.PostAsJsonAsync("/api/identity/revoke", new { refreshToken }, cancellationToken);
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
            using var response = await http.PostAsJsonAsync("/api/identity/token", request, cancellationToken);
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

    private sealed record Problem(string? Code);
}
