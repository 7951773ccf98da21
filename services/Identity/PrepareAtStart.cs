using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Demo;
using PlanningPlatform.Identity.Setup;
using PlanningPlatform.Identity.Tokens;

namespace PlanningPlatform.Identity;

/// <summary>
/// After the migrations and before the first request: the key, then either the demo accounts or, while nobody can administer, the
/// set-up link. Takes at most two password hashes, so that the keys are published within the first second.
/// </summary>
internal sealed class PrepareAtStart(IServiceProvider services, SigningKeys keys, IOptions<DemoSettings> demo) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.ReadAsync(cancellationToken);
        await using var scope = services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<ClaimsToAssignments>(scope.ServiceProvider).RunAsync(cancellationToken);
        IReadOnlyList<DemoAccount> demoAccounts = [];
        if (demo.Value.Enabled)
        {
            demoAccounts = await ActivatorUtilities.CreateInstance<SeedDemoAccounts>(scope.ServiceProvider).RunAsync(cancellationToken);
        }

        await ActivatorUtilities.CreateInstance<OfferSetupLink>(scope.ServiceProvider).RunAsync(cancellationToken);
        DemoAccountsFile.Write(scope.ServiceProvider.GetRequiredService<IConfiguration>(), demoAccounts);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
