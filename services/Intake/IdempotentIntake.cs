using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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

    /// <returns>True while what was taken in with this key can be asked for again.</returns>
    public async Task<bool> KnowsAsync(DbContext db, string idempotencyKey, CancellationToken cancellationToken)
        => await db.Set<IntakeKey>().FindAsync([HashOf(idempotencyKey)], cancellationToken) is not null;

    /// <param name="idempotencyKey">Null: every call takes in something new.</param>
    /// <param name="takeIn">
    /// Adds the rows and events of one intake at the given time and says what to answer. Nothing is saved before it returns. Runs
    /// again when a row's unique key was taken, so it must draw the tracking number itself.
    /// </param>
    /// <returns>The answer, the same one for the same key and request; null when the key came with another request (<see cref="KeyReused"/>).</returns>
    public async Task<TAnswer?> OnceAsync<TRequest, TAnswer>(
        DbContext db, string? idempotencyKey, TRequest request, Func<DateTimeOffset, TAnswer> takeIn, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var requestHash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request));
        var keyHash = idempotencyKey is null ? null : HashOf(idempotencyKey);
        while (true)
        {
            if (keyHash is not null && await db.Set<IntakeKey>().FindAsync([keyHash], cancellationToken) is { } earlier)
            {
                return earlier.RequestHash.AsSpan().SequenceEqual(requestHash) ? secrets.Unprotect<TAnswer>(earlier.ProtectedAnswer) : null;
            }

            var now = time.GetUtcNow();
            var answer = takeIn(now);
            if (keyHash is not null)
            {
                db.Add(new IntakeKey { KeyHash = keyHash, RequestHash = requestHash, ProtectedAnswer = secrets.Protect(answer), CreatedAt = now });
            }

            // If not, a twin with the same key was faster (its answer is found above), or the number was drawn before (another is drawn).
            if (await db.TrySaveAsync(cancellationToken))
            {
                return answer;
            }
        }
    }

    private static byte[] HashOf(string idempotencyKey) => SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey));
}
