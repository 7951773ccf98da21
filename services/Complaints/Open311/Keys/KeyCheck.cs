using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311.Keys;

/// <summary>Lets a client in by its <c>api_key</c>, as often as its key allows.</summary>
internal sealed class KeyCheck(ComplaintsDb db, KeyLimits limits, CaseClock clock, IConfiguration configuration, TimeProvider time)
{
    /// <returns>The key, or 403, or 429 with <c>Retry-After</c>.</returns>
    public async Task<(Open311Key? Key, Refusal? Refusal)> CheckAsync(string? apiKey, HttpContext context, CancellationToken cancellationToken)
    {
        if (apiKey is null)
        {
            return (null, Refuse("required", new("Sertakan api_key.", "Send an api_key.")));
        }

        var hash = Open311Key.HashOf(apiKey);
        var key = await db.Open311Keys.AsNoTracking().FirstOrDefaultAsync(row => row.KeyHash == hash, cancellationToken);
        if (key is null || (key.IsDemo && !configuration.GetValue("Demo:Enabled", false)))
        {
            return (null, Refuse("unknown", new("api_key ini tidak dikenal.", "This api_key is unknown.")));
        }

        if (key.RevokedAt is not null)
        {
            return (null, Refuse("revoked", new("api_key ini sudah dicabut.", "This api_key was revoked.")));
        }

        if (limits.RetryAfter(key) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return (null, TooMany);
        }

        await NoteUseAsync(key, cancellationToken);
        return (key, null);
    }

    /// <summary>Once a day.</summary>
    private async Task NoteUseAsync(Open311Key key, CancellationToken cancellationToken)
    {
        var today = clock.DayOf(time.GetUtcNow());
        if (key.LastUsedOn >= today)
        {
            return;
        }

        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await db.Open311Keys.Where(row => row.Id == key.Id).ExecuteUpdateAsync(row => row.SetProperty(used => used.LastUsedOn, today), cancellationToken);
    }

    private static Refusal Refuse(string code, Text detail) => new(403, "wrong_key", detail) { Errors = [new("api_key", code, detail)] };

    private static Refusal TooMany { get; } = new(429, "too_many_requests", new(
        "Terlalu banyak permintaan dengan api_key ini. Tunggu sebentar lalu coba lagi.", "Too many requests with this api_key. Wait a moment and try again."));
}

/// <summary>How often each key was used in the last minute, counted in this process: of several replicas each allows as many.</summary>
internal sealed class KeyLimits : IDisposable
{
    private readonly PartitionedRateLimiter<Open311Key> _perKey = PartitionedRateLimiter.Create<Open311Key, Guid>(key => RateLimitPartition.GetSlidingWindowLimiter(
        key.Id, _ => new SlidingWindowRateLimiterOptions { PermitLimit = key.RequestsPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    /// <summary>Counts one use; null when it is allowed.</summary>
    public TimeSpan? RetryAfter(Open311Key key)
    {
        using var lease = _perKey.AttemptAcquire(key);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public void Dispose() => _perKey.Dispose();
}
