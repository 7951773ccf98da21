using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Intake;

/// <summary>Takes in what residents send, once for each <c>Idempotency-Key</c>; the database knows the keys (<see cref="IntakeKeys.AddIntakeKeys"/>).</summary>
public sealed class IdempotentIntake(Secrets secrets, TimeProvider time)
{
    /// <summary>The key came before with another request.</summary>
    public static readonly Refusal KeyReused = new(422, "idempotency_key_reused", new(
        "Kunci ini sudah dipakai untuk kiriman lain. Kiriman yang pertama tersimpan; pakai kunci baru untuk kiriman baru.",
        "This key was used for another request. The first one is kept; use a new key for a new one."));

    // A number that is none is the check's business, which comes later.
    private static readonly JsonSerializerOptions AlsoWhatIsNoNumber = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Whether something was taken in with this key: then <c>OnceAsync</c> takes in nothing new, and it does not matter whether that could be.</summary>
    public Task<bool> KnowsAsync(DbContext db, string idempotencyKey, CancellationToken cancellationToken)
    {
        var keyHash = HashOf(idempotencyKey);
        return db.Set<IntakeKey>().AnyAsync(key => key.KeyHash == keyHash, cancellationToken);
    }

    /// <inheritdoc cref="OnceAsync{TRequest, TAnswer}(DbContext, string?, TRequest, Func{Task{Refusal?}}?, Func{DateTimeOffset, TAnswer}, CancellationToken)"/>
    /// <returns>The answer, the same one for the same key and request; null when the key came with another request (<see cref="KeyReused"/>).</returns>
    /// <exception cref="DbUpdateConcurrencyException">A row was changed meanwhile: only the caller can find it again.</exception>
    public async Task<TAnswer?> OnceAsync<TRequest, TAnswer>(
        DbContext db, string? idempotencyKey, TRequest request, Func<DateTimeOffset, TAnswer> takeIn, CancellationToken cancellationToken)
        where TAnswer : class
        => (await OnceAsync(db, idempotencyKey, request, check: null, takeIn, cancellationToken)).Answer;

    /// <param name="idempotencyKey">Null: every call takes in something new.</param>
    /// <param name="check">
    /// What speaks against it now; null for nothing. Not asked about what was taken in before, because the answer is the same whatever has
    /// changed since. Runs before each try, and finds again the rows that <paramref name="takeIn"/> changes.
    /// </param>
    /// <param name="takeIn">
    /// Adds the rows and events of one intake at the given time and says what to answer. Nothing is saved before it returns. Runs
    /// again when a row's unique key was taken or a row was changed meanwhile, so it must draw the tracking number itself.
    /// </param>
    /// <returns>The answer, the same one for the same key and request; or why there is none.</returns>
    public async Task<(TAnswer? Answer, Refusal? Refusal)> OnceAsync<TRequest, TAnswer>(
        DbContext db, string? idempotencyKey, TRequest request, Func<Task<Refusal?>>? check, Func<DateTimeOffset, TAnswer> takeIn, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var requestHash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, AlsoWhatIsNoNumber));
        var keyHash = idempotencyKey is null ? null : HashOf(idempotencyKey);
        while (true)
        {
            if (await FindAsync() is { } earlier)
            {
                return earlier;
            }

            if (check is not null && await check() is { } refusal)
            {
                // What speaks against it may be what a twin with the same key has just done.
                return await FindAsync() ?? (null, refusal);
            }

            var now = time.GetUtcNow();
            var answer = takeIn(now);
            if (keyHash is not null)
            {
                db.Add(new IntakeKey { KeyHash = keyHash, RequestHash = requestHash, ProtectedAnswer = secrets.Protect(answer), CreatedAt = now });
            }

            // If not, a twin with the same key was faster (its answer is found above), the number was drawn before (another is drawn), or
            // somebody else took what this one attaches (then the check says so).
            if (await TrySaveAsync(db, findsRowsAgain: check is not null, cancellationToken))
            {
                return (answer, null);
            }
        }

        async Task<(TAnswer? Answer, Refusal? Refusal)?> FindAsync()
            => keyHash is null || await db.Set<IntakeKey>().FindAsync([keyHash], cancellationToken) is not { } earlier ? null
                : earlier.RequestHash.AsSpan().SequenceEqual(requestHash) ? (secrets.Unprotect<TAnswer>(earlier.ProtectedAnswer), null)
                : (null, KeyReused);
    }

    private static async Task<bool> TrySaveAsync(DbContext db, bool findsRowsAgain, CancellationToken cancellationToken)
    {
        try
        {
            return await db.TrySaveAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException) when (findsRowsAgain)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private static byte[] HashOf(string idempotencyKey) => SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey));
}
