using Microsoft.Extensions.Diagnostics.HealthChecks;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Pictures;

namespace PlanningPlatform.Complaints;

/// <summary>Section <c>Photos</c> of the configuration.</summary>
internal sealed class PhotoSettings
{
    /// <summary>Where photos lie; null: <c>photos</c> in the data folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Bytes of photos that are attached to nothing yet. Anybody may upload, so beyond this it waits until some have been removed: what is attached has its room. [ours]</summary>
    public long UnattachedBytes { get; init; } = 10L * 1024 * 1024 * 1024;
}

internal static class PhotosRegistration
{
    public static void AddPhotos(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Photos").Get<PhotoSettings>() ?? new();
        var folder = Path.GetFullPath(settings.Folder ?? Path.Combine(builder.Configuration["Data:Folder"] ?? ".data", "photos"));
        builder.Services
            .AddSingleton(settings)
            .AddSingleton<PictureIntake>()
            .AddSingleton<PhotoIntake>()
            .AddSingleton(new IncomingFiles(Path.Combine(folder, "incoming")))
            .AddSingleton<IPhotoStore>(services => new FolderPhotoStore(folder, services.GetRequiredService<IncomingFiles>(), services.GetRequiredService<TimeProvider>()))
            .AddHostedService<PhotoHousekeeping>()
            .AddHealthChecks().AddCheck("photos", () => PictureIntake.CanDecode ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("photos are refused: libgd3 is not installed."));
    }
}
