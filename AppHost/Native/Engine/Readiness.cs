using Aspire.Hosting.ApplicationModel;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>Whether a resource does its work: asked a few times a second while the platform starts.</summary>
internal sealed class Readiness : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };

    public async Task WaitAsync(IResource resource, CancellationToken cancellation)
    {
        while (!await IsReadyAsync(resource, cancellation))
            await Task.Delay(Pause, cancellation);
    }

    /// <summary>
    /// Services answer a few seconds before their connection to the broker stands, and say so themselves (Degraded). Waits until the door says it no
    /// longer, so that the first visitor meets everything; but not for ever, because a platform without its broker serves, too.
    /// </summary>
    public async Task SettleAsync(string healthOfTheDoor, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(15));
        try
        {
            while ((await http.GetStringAsync(new Uri(healthOfTheDoor), limit.Token)).Contains("\"Degraded\"", StringComparison.Ordinal))
                await Task.Delay(Pause, limit.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // Open the door all the same.
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> IsReadyAsync(IResource resource, CancellationToken cancellation) => resource switch
    {
        ProjectResource { HealthPath: { } path } project =>
            (await Task.WhenAll(project.Urls.Select(url => AnswersAsync(url + path, cancellation)))).All(answers => answers),
        PostgreSqlClusterResource { Cluster: { } cluster } => await cluster.AnswersAsync(cancellation),
        RabbitMQServerResource { Node: { } node } => await node.AnswersAsync(cancellation),
        _ => true,
    };

    private async Task<bool> AnswersAsync(string url, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(url), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
