using Aspire.Hosting.ApplicationModel;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>A resource that runs, and the programs that make it, in the order in which they start (and the reverse of their stop).</summary>
internal sealed record Part(IResource Resource, IReadOnlyList<Supervised> Programs)
{
    public IReadOnlyList<IResource> WaitsFor => Resource is ProjectResource project ? project.WaitsFor : [];

    /// <summary>The gateway stops first, so that nobody comes in any more; the broker last, so that what is sent still arrives.</summary>
    public int StopsAt => Resource switch
    {
        ProjectResource { External: true } => 1,
        ProjectResource => 2,
        _ => 3,
    };

    public void Start(CancellationToken force)
    {
        foreach (var program in Programs)
            program.Start(force);
    }

    public void Works()
    {
        foreach (var program in Programs)
            program.Works = true;
    }

    public async Task StopAsync()
    {
        foreach (var program in Programs.Reverse())
            await program.StopAsync();
    }
}
