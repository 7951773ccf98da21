using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Complaints.Features.Clocks;

/// <summary>
/// Every city begins with the limits of SP4N-LAPOR!, without which no clock could run. The successor of PermenPANRB 62/2018 is in force, but
/// its limits could not be verified (?): its profile starts with the old numbers, and a city corrects them by a profile of its own.
/// </summary>
internal sealed class FirstProfiles(IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComplaintsDb>();
        if (await db.Profiles.AnyAsync(cancellationToken))
        {
            return;
        }

        db.Profiles.AddRange(
            Profile("sp4n-2018", "SP4N-LAPOR! 2018", "PermenPANRB 62/2018", new(2018, 1, 1)),
            Profile("sp4n-2025", "SP4N-LAPOR! 2025", "PermenPANRB 5/2025; batas waktunya belum dipastikan, dipakai yang dari PermenPANRB 62/2018", new(2025, 1, 1)));
        // Another replica that starts at the same time may be faster.
        await db.TrySaveAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static RegulationProfile Profile(string code, string name, string legalBasis, DateOnly effectiveFrom) => new()
    {
        Code = code, Name = name, LegalBasis = legalBasis, EffectiveFrom = effectiveFrom,
        ForwardDays = 3, FollowUpDays = 5, InformationDays = 5, OrdinaryDays = 14, MisconductDays = 60, AutoCloseDays = 10, ReopenDays = 10,
        WarnAtPercent = 80, LeaderAtPercent = 150,
    };
}
