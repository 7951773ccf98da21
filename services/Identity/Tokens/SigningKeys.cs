using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity.Tokens;

/// <param name="Signing">Signs now.</param>
/// <param name="Published">What services accept: the signing key, its successor, and what was signed with lately.</param>
internal sealed record KeySet(ECDsaSecurityKey Signing, IReadOnlyList<ECDsaSecurityKey> Published);

/// <summary>
/// The keys that sign access tokens (ES256), kept encrypted in the database so that tokens survive a restart. Made at the first
/// start, never part of what is delivered. The database is asked each time: a key that one instance withdrew is withdrawn everywhere.
/// </summary>
internal sealed partial class SigningKeys(
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    IOptions<IdentitySettings> settings,
    TimeProvider time,
    ILogger<SigningKeys> logger) : IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <summary>How much longer than a token's lifetime a key stays: the clocks of machines differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Identity.SigningKeys.v1");
    private readonly ConcurrentDictionary<string, ECDsaSecurityKey?> _opened = new(StringComparer.Ordinal);

    /// <summary>Reads the keys; makes the first one, or another when none can be decrypted any more.</summary>
    public async Task<KeySet> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        while (true)
        {
            var stored = await db.SigningKeys.AsNoTracking().OrderBy(key => key.Generation).ToListAsync(cancellationToken);
            var readable = stored.Where(key => Open(key) is not null).ToList();
            if (readable.Count > 0)
            {
                return Choose(readable);
            }

            db.SigningKeys.Add(Make((stored.LastOrDefault()?.Generation ?? 0) + 1, time.GetUtcNow()));
            // Another instance, starting at the same moment, may be first: then its key is the one.
            await db.TrySaveAsync(cancellationToken);
        }
    }

    public SigningKey Make(int generation, DateTimeOffset signsFrom)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new()
        {
            Generation = generation,
            KeyId = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            ProtectedPrivateKey = _protector.Protect(key.ExportPkcs8PrivateKey()),
            CreatedAt = time.GetUtcNow(),
            SignsFrom = signsFrom,
        };
    }

    /// <summary>A key whose successor began to sign before that moment has no valid token left.</summary>
    public DateTimeOffset SuccessorsBefore() => time.GetUtcNow() - settings.Value.AccessTokenLifetime - Skew;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = settings.Value.Issuer };
        foreach (var key in (await ReadAsync(cancel)).Published)
        {
            configuration.SigningKeys.Add(key);
        }

        return configuration;
    }

    public void RequestRefresh()
    {
        // Every configuration is fresh.
    }

    private KeySet Choose(List<SigningKey> keys)
    {
        var now = time.GetUtcNow();
        var signing = keys.FindLast(key => key.SignsFrom <= now) ?? keys[0];
        var over = SuccessorsBefore();
        var published = keys.Where((key, index) => !keys.Skip(index + 1).Any(successor => successor.SignsFrom < over));
        return new(Open(signing)!, [.. published.Select(key => Open(key)!)]);
    }

    private ECDsaSecurityKey? Open(SigningKey stored) => _opened.GetOrAdd(stored.KeyId, _ => Unprotect(stored));

    private ECDsaSecurityKey? Unprotect(SigningKey stored)
    {
        try
        {
            var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(_protector.Unprotect(stored.ProtectedPrivateKey), out _);
            return new ECDsaSecurityKey(key) { KeyId = stored.KeyId };
        }
        catch (CryptographicException exception)
        {
            // The key ring was lost. Everybody signs in again with a new key; that beats a service that cannot start.
            Log.Unreadable(logger, stored.Generation, exception);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Signing key {Generation} cannot be decrypted with the present key ring and is left aside.")]
        public static partial void Unreadable(ILogger logger, int generation, Exception exception);
    }
}
