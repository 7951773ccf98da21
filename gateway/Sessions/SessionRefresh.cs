using System.Collections.Concurrent;

namespace PlanningPlatform.Gateway.Sessions;

/// <summary>What became of a session.</summary>
/// <param name="Session">To use and to send back, or null.</param>
/// <param name="Ended">The person has to sign in again; otherwise, without a session, the identity service is away.</param>
internal sealed record RefreshOutcome(Session? Session, bool Ended);

/// <summary>
/// Exchanges a refresh token once, however many requests of a page bring it at the same moment, and remembers the answer for a
/// while: the one that carried the new cookie may have been lost on a phone's way. Another gateway does not know it; there the
/// access token, exchanged well before its end, bridges the moment.
/// </summary>
internal sealed class SessionRefresh(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);
    private static readonly RefreshOutcome Refused = new(null, Ended: true);

    // Told apart by reference: after a refusal the access token may still bridge a moment, after signing out it must not.
    private static readonly RefreshOutcome SignedOut = new(null, Ended: true);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private long sweptAt = time.GetTimestamp();

    public async Task<RefreshOutcome> RefreshAsync(string refreshToken)
    {
        Sweep();
        var entry = entries.GetOrAdd(refreshToken, token => new(time.GetTimestamp(), new(() => AskAsync(token))));
        var worthKeeping = false;
        try
        {
            var outcome = await entry.Outcome.Value;
            worthKeeping = outcome.Session is not null || outcome.Ended;
            return outcome;
        }
        finally
        {
            if (!worthKeeping)
            {
                entries.TryRemove(new(refreshToken, entry));
            }
        }
    }

    /// <summary>Signed out here: an answer still on its way must not bring the session back.</summary>
    public async Task EndAsync(string refreshToken)
    {
        var ended = new Entry(time.GetTimestamp(), new(Task.FromResult(SignedOut)));
        if (entries.TryGetValue(refreshToken, out var entry) && (await entry.Outcome.Value).Session is { } successor)
        {
            entries[successor.RefreshToken] = ended;
        }

        entries[refreshToken] = ended;
    }

    public bool IsSignedOut(string refreshToken)
        => entries.TryGetValue(refreshToken, out var entry) && entry.Outcome is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            && ReferenceEquals(entry.Outcome.Value.Result, SignedOut);

    // Not with the request's own cancellation: others wait for the same answer.
    private async Task<RefreshOutcome> AskAsync(string refreshToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IdentityClient>().RefreshAsync(refreshToken, CancellationToken.None);
        return outcome switch
        {
            { Tokens: { } tokens } => new(Session.From(tokens, time.GetUtcNow()), Ended: false),
            { Problem: TokenOutcome.Unavailable } => new(null, Ended: false),
            _ => Refused,
        };
    }

    private void Sweep()
    {
        var before = Interlocked.Read(ref sweptAt);
        if (time.GetElapsedTime(before) > TimeSpan.FromMinutes(1) && Interlocked.CompareExchange(ref sweptAt, time.GetTimestamp(), before) == before)
        {
            foreach (var old in entries.Where(entry => time.GetElapsedTime(entry.Value.Since) > Memory))
            {
                entries.TryRemove(old);
            }
        }
    }

    private sealed record Entry(long Since, Lazy<Task<RefreshOutcome>> Outcome);
}
