using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Demo;
using PlanningPlatform.Identity.Setup;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity;

/// <summary>
/// After the migrations and before the first request: the key, then either the demo accounts or, while nobody can administer, the
/// set-up link. Takes at most two password hashes, so that the keys are published within the first second.
/// </summary>
internal sealed class PrepareAtStart(IServiceProvider services, SigningKeys keys, IOptions<DemoSettings> demo, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.ReadAsync(cancellationToken);
        await using var scope = services.CreateAsyncScope();
        var demoAccounts = demo.Value.Enabled ? await SeedAsync(cancellationToken) : [];
        await ActivatorUtilities.CreateInstance<OfferSetupLink>(scope.ServiceProvider).RunAsync(cancellationToken);
        DemoAccountsFile.Write(scope.ServiceProvider.GetRequiredService<IConfiguration>(), demoAccounts);
    }

    /// <summary>Replicas that start together get in each other's way; whoever loses finds the accounts made.</summary>
    private async Task<IReadOnlyList<DemoAccount>> SeedAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            await using var scope = services.CreateAsyncScope();
            try
            {
                return await ActivatorUtilities.CreateInstance<SeedDemoAccounts>(scope.ServiceProvider).RunAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (tries < 5 && exception.IsUniqueViolation())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
