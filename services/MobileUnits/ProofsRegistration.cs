using Microsoft.Extensions.Diagnostics.HealthChecks;
using PlanningPlatform.MobileUnits.Features.Proofs;
using PlanningPlatform.Pictures;

namespace PlanningPlatform.MobileUnits;

internal static class ProofsRegistration
{
    /// <summary>Signatures and photos of journeys lie in the folder that <c>Proofs:Folder</c> names; without it in <c>proofs</c> of the data folder.</summary>
    public static void AddProofs(this WebApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration["Proofs:Folder"] ?? Path.Combine(builder.Configuration["Data:Folder"] ?? ".data", "proofs"));
        builder.Services
            .AddSingleton<PictureIntake>()
            .AddSingleton(new IncomingFiles(Path.Combine(folder, "incoming")))
            .AddSingleton<IPhotoStore>(services => new FolderPhotoStore(folder, services.GetRequiredService<IncomingFiles>(), services.GetRequiredService<TimeProvider>()))
            .AddHostedService<ProofHousekeeping>()
            .AddHealthChecks().AddCheck("proofs", () => PictureIntake.CanDecode ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("signatures and photos are refused: libgd3 is not installed."));
    }
}
