using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Demo;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity.Setup;

/// <summary>At each start without the demo and without an administrator: a new link, and the old one ends.</summary>
internal sealed class OfferSetupLink(
    IdentityDb db, SetupLinkFile file, IOptions<IdentitySettings> settings, IOptions<DemoSettings> demo, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (demo.Value.Enabled || await db.Administrators(demo: false, time.GetUtcNow()).AnyAsync(cancellationToken))
        {
            file.Remove();
            return;
        }

        var token = OpaqueToken.Create();
        using (await db.Database.TakeWriteTurnAsync(cancellationToken))
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            await db.SetupTokens.ExecuteDeleteAsync(cancellationToken);
            db.SetupTokens.Add(new SetupToken { Hash = OpaqueToken.Hash(token), ExpiresAt = time.GetUtcNow() + settings.Value.SetupLinkLifetime });
            await db.SaveChangesAsync(cancellationToken);
            // Before the commit, so that of replicas that start together the last to commit is the last to write.
            file.Write($"/setup?token={token}");
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
