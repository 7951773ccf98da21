namespace PlanningPlatform.Portal.Services;

/// <summary>First set-up of an empty installation.</summary>
internal sealed class IdentityApi(HttpClient http)
{
    /// <param name="token">From the one-time link that start-up prints; valid for 30 minutes.</param>
    public Task<Answer<Changed>> SetUpAsync(string token, string username, string password, CancellationToken cancellationToken)
        => http.TellAsync<Changed>("/api/identity/setup", new { token, username, password }, cancellationToken);
}
