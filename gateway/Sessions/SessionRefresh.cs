using System.Collections.Concurrent;

namespace PlanningPlatform.Gateway.Sessions;

/// <summary>What became of a session.</summary>
/// <param name="Session">To use and to send back, or null.</param>
/// <param name="Ended">The person has to sign in again; otherwise, without a session, the identity service is away.</param>
internal sealed record RefreshOutcome(Session? Session, bool Ended);

/// <summary>
/// Exchanges a refresh token once, however many requests of a page bring it at the same moment, and gives the answer again for a
/// minute: the one that carried the new cookie may have been lost on a phone's way. Another gateway does not know it; there the
/// access token, exchanged well before its end, bridges the moment. Whoever brings a used token later has a copy: the identity
/// service is asked, ends the session, and here it is signed out at once.
/// </summary>
internal sealed class SessionRefresh(IServiceScopeFactory scopes, TimeProvider time)
{
    // As long as the identity service's ReuseTolerance: longer, and it would never see a copy.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    // Longer than an access token lives: until then what was signed out must stay so, and what was exchanged leads to what to sign out.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);
    private static readonly RefreshOutcome Refused = new(null, Ended: true);

    // Told apart by reference: after a refusal the access token may still bridge a moment, after signing out it must not.
    private static readonly RefreshOutcome SignedOut = new(null, Ended: true);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private long sweptAt = time.GetTimestamp();

    public async Task<RefreshOutcome> RefreshAsync(string refreshToken)
    {
        Sweep();
        var entry = entries.AddOrUpdate(refreshToken, token => Asking(token, earlier: null), (token, known) => IsStillGiven(known) ? known : Asking(token, known));
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

    /// <summary>Signed out here, with all that came of it: an answer still on its way must not bring the session back.</summary>
    public async Task EndAsync(string refreshToken)
    {
        for (var token = refreshToken; token is not null;)
        {
            var successor = entries.TryGetValue(token, out var entry) ? (await entry.Outcome.Value).Session?.RefreshToken : null;
            entries[token] = new(time.GetTimestamp(), new(Task.FromResult(SignedOut)));
            token = successor;
        }
    }

    public bool IsSignedOut(string refreshToken) => entries.TryGetValue(refreshToken, out var entry) && IsSignedOut(entry);

    private static bool IsSignedOut(Entry entry)
        => entry.Outcome is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } && ReferenceEquals(entry.Outcome.Value.Result, SignedOut);

    private bool IsStillGiven(Entry entry) => time.GetElapsedTime(entry.Since) <= Tolerance || IsSignedOut(entry);

    private Entry Asking(string refreshToken, Entry? earlier) => new(time.GetTimestamp(), new(() => AskAsync(refreshToken, earlier)));

    // Not with the request's own cancellation: others wait for the same answer.
    private async Task<RefreshOutcome> AskAsync(string refreshToken, Entry? earlier)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IdentityClient>().RefreshAsync(refreshToken, CancellationToken.None);
        if (outcome is { Tokens: { } tokens })
        {
            return new(Session.From(tokens, time.GetUtcNow()), Ended: false);
        }

        if (outcome.Problem == TokenOutcome.Unavailable)
        {
            return new(null, Ended: false);
        }

        if (earlier is not null && (await earlier.Outcome.Value).Session is { } successor)
        {
            await EndAsync(successor.RefreshToken);
            return SignedOut;
        }

        return Refused;
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
