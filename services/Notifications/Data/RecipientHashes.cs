using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Notifications.Data;

/// <summary>
/// Makes hashes of addresses, by which whoever opted out is recognised. There are too few telephone numbers for a hash alone to hide them, so it
/// takes a key, which lies in the database, encrypted, and is read at start.
/// </summary>
internal sealed partial class RecipientHashes(IServiceScopeFactory scopes, IDataProtectionProvider protection, ILogger<RecipientHashes> logger) : IHostedService
{
    private readonly IDataProtector _protector = protection.CreateProtector("notifications.recipient-hashes");
    private byte[] _key = [];

    /// <summary>Capitals do not matter.</summary>
    /// <exception cref="InvalidOperationException">The key is not read yet; a message that comes in so early is tried again.</exception>
    public byte[] Of(string address)
        => _key.Length > 0 ? HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(address.ToLowerInvariant())) : throw new InvalidOperationException("The key is not read yet.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (_key.Length == 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
            try
            {
                if (await db.HashKeys.FindAsync([HashKey.Only], cancellationToken) is { } stored)
                {
                    _key = _protector.Unprotect(stored.ProtectedKey);
                    return;
                }

                db.HashKeys.Add(new() { Id = HashKey.Only, ProtectedKey = _protector.Protect(RandomNumberGenerator.GetBytes(32)) });
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (CryptographicException exception)
            {
                // The key ring was lost, and with it who opted out; that beats a service that cannot start.
                Log.Unreadable(logger, exception);
                db.HashKeys.Remove(await db.HashKeys.SingleAsync(cancellationToken));
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
            {
                // Another replica was faster; its key is found in the next round.
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The key of the addresses' hashes cannot be read; a new one is made, and whoever opted out has to do so again.")]
        public static partial void Unreadable(ILogger logger, Exception exception);
    }
}

/// <summary>The one key of <see cref="RecipientHashes"/>.</summary>
internal sealed class HashKey
{
    public const int Only = 1;

    public required int Id { get; init; }

    public required byte[] ProtectedKey { get; init; }
}
