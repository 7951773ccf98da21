using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311.Keys;

/// <summary>With the demo on there is one key, <c>Demo:Open311Key</c>, which whoever starts the platform is told; another one there takes the place of the last.</summary>
internal sealed class DemoKey(IServiceProvider services, IConfiguration configuration, TimeProvider time) : IHostedService
{
    private const string Client = "Aplikasi contoh", Actor = "demo";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue("Demo:Enabled", false) || configuration["Demo:Open311Key"] is not { Length: > 0 } apiKey)
        {
            return;
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComplaintsDb>();
        var now = time.GetUtcNow();
        var hash = Open311Key.HashOf(apiKey.Trim());
        var present = await db.Open311Keys.Where(key => key.IsDemo || key.KeyHash == hash).ToListAsync(cancellationToken);
        foreach (var earlier in present.Where(key => key.RevokedAt is null && !key.KeyHash.AsSpan().SequenceEqual(hash)))
        {
            earlier.Revoke(Actor, now);
        }

        // One that an administrator revoked stays so.
        if (present.TrueForAll(key => !key.KeyHash.AsSpan().SequenceEqual(hash)))
        {
            db.Open311Keys.Add(Open311Key.Issue(apiKey.Trim(), Client, "demo@contoh.invalid", requestsPerMinute: 600, PrivacyNotice.Version, Actor, now, isDemo: true));
        }

        // Another replica that starts at the same time may be faster.
        await db.TrySaveAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
