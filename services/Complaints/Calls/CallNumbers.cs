using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Intake;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls;

/// <summary>Callers' numbers: read, encrypted, found again by a keyed hash, shown.</summary>
internal sealed class CallNumbers(Secrets secrets)
{
    private byte[]? _key;

    /// <summary>E.164 where it can be read so; else its digits, because an exchange hands over what it has. Null for whatever is no number: the caller is unknown then, and the call rings all the same.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 40)
        {
            return null;
        }

        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        return TelephoneNumber.Normalize(typed) ?? (digits.Length is >= 3 and <= 15 ? digits : null);
    }

    /// <summary>The row of the number, made when it calls for the first time; not saved yet.</summary>
    public async Task<Caller> MeetAsync(ComplaintsDb db, string number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hash = await HashAsync(db, number, cancellationToken);
        if (await db.Callers.FirstOrDefaultAsync(caller => caller.NumberHash == hash, cancellationToken) is { } known)
        {
            known.Rings(now);
            return known;
        }

        var met = Caller.Meet(hash, secrets.Protect(number), now);
        db.Callers.Add(met);
        return met;
    }

    /// <summary>By which a number, or the address of an alert, is found again; of no use to whoever does not have the key.</summary>
    public async Task<byte[]> HashAsync(ComplaintsDb db, string text, CancellationToken cancellationToken)
    {
        _key ??= secrets.Unprotect<byte[]>(await db.CallNumberKeys.Select(row => row.ProtectedKey).SingleAsync(cancellationToken));
        return HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
    }

    /// <returns>Null when it was encrypted with a key ring that is gone.</returns>
    public string? Reveal(string? protectedNumber)
    {
        try
        {
            return protectedNumber is null ? null : secrets.Unprotect<string>(protectedNumber);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Enough to tell two callers apart, too little to call one: <c>+62***789</c>.</summary>
    public string? Mask(string? protectedNumber) => Masked.Phone(Reveal(protectedNumber));
}

/// <summary>The key of the hash, encrypted; one row. Without it the numbers could be guessed: there are only so many.</summary>
internal sealed class CallNumberKey
{
    public const int TheOne = 1;

    public required int Id { get; init; }
    public required string ProtectedKey { get; set; }
}

/// <summary>Draws the key when the service first starts, and anew when the key ring that it was encrypted with is gone: numbers from before are not found again then.</summary>
internal sealed partial class DrawCallNumberKey(IServiceProvider services, Secrets secrets, ILogger<DrawCallNumberKey> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComplaintsDb>();
        var row = await db.CallNumberKeys.SingleOrDefaultAsync(cancellationToken);
        if (row is not null && CanRead(row))
        {
            return;
        }

        var drawn = secrets.Protect(RandomNumberGenerator.GetBytes(32));
        if (row is null)
        {
            db.CallNumberKeys.Add(new CallNumberKey { Id = CallNumberKey.TheOne, ProtectedKey = drawn });
        }
        else
        {
            row.ProtectedKey = drawn;
            Log.DrawnAnew(logger);
        }

        // Another replica that starts at the same time may be faster.
        await db.TrySaveAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private bool CanRead(CallNumberKey row)
    {
        try
        {
            return secrets.Unprotect<byte[]>(row.ProtectedKey).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The key by which callers' numbers are found again was encrypted with a key ring that is gone; a new one is drawn, and earlier calls of a number are not shown beside new ones.")]
        public static partial void DrawnAnew(ILogger logger);
    }
}
