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

/// <summary>
/// The keys that sign access tokens (ES256), kept encrypted in the database so that tokens survive a restart. Made at the first
/// start, never part of what is delivered.
/// </summary>
internal sealed partial class SigningKeys(
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    IOptions<IdentitySettings> settings,
    TimeProvider time,
    ILogger<SigningKeys> logger) : IConfigurationManager<OpenIdConnectConfiguration>
{
    private readonly IDataProtector protector = protection.CreateProtector("Identity.SigningKeys.v1");
    private IReadOnlyList<ECDsaSecurityKey> keys = [];

    /// <summary>The key to sign with.</summary>
    public SigningCredentials Credentials => new(keys[^1], SecurityAlgorithms.EcdsaSha256);

    /// <summary>The public halves, as <c>/.well-known/jwks.json</c> shows them.</summary>
    public IEnumerable<JsonWebKey> Public => keys.Select(key =>
    {
        var web = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
        web.D = null;
        return web;
    });

    /// <summary>Reads the keys; makes the first one, or another when none can be decrypted any more.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        while (true)
        {
            var stored = await db.SigningKeys.AsNoTracking().OrderBy(key => key.Generation).ToListAsync(cancellationToken);
            var readable = stored.Select(Unprotect).OfType<ECDsaSecurityKey>().ToList();
            if (readable.Count > 0)
            {
                keys = readable;
                return;
            }

            await MakeAsync(db, stored.Count + 1, cancellationToken);
        }
    }

    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = settings.Value.Issuer };
        foreach (var key in keys)
        {
            configuration.SigningKeys.Add(key);
        }

        return Task.FromResult(configuration);
    }

    public void RequestRefresh()
    {
    }

    private async Task MakeAsync(IdentityDb db, int generation, CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        db.SigningKeys.Add(new SigningKey
        {
            Generation = generation,
            KeyId = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            ProtectedPrivateKey = protector.Protect(key.ExportPkcs8PrivateKey()),
            CreatedAt = time.GetUtcNow(),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another instance, starting at the same moment, was first: its key is the one.
            db.ChangeTracker.Clear();
        }
    }

    private ECDsaSecurityKey? Unprotect(SigningKey stored)
    {
        try
        {
            var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(protector.Unprotect(stored.ProtectedPrivateKey), out _);
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
