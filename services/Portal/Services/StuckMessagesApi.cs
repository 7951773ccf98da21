namespace PlanningPlatform.Portal.Services;

/// <summary>Messages that a service could not handle or publish. Each service has its own, under the same addresses.</summary>
internal sealed class StuckMessagesApi(IHttpClientFactory clients)
{
    // The clients of the services, each registered under the name of its type.
    private static readonly Dictionary<string, string> Clients = new(StringComparer.Ordinal)
    {
        ["complaints"] = nameof(ComplaintsApi),
        ["mobile-units"] = nameof(DispatchApi),
        ["proposals"] = nameof(ProposalsApi),
        ["monitoring"] = nameof(MonitoringApi),
        ["notifications"] = nameof(NotificationsApi),
        ["identity"] = nameof(IdentityApi),
    };

    public static IReadOnlyCollection<string> Services => Clients.Keys;

    /// <summary>The newest of one service.</summary>
    public Task<Answer<Listed<StuckMessage>>> ListAsync(string service, int pageSize, CancellationToken cancellationToken)
        => Client(service).AskAsync<Listed<StuckMessage>>($"{Address(service)}?pageSize={pageSize}", cancellationToken);

    public Task<Answer<StuckMessageDetail>> ReadAsync(string service, Guid id, CancellationToken cancellationToken)
        => Client(service).AskAsync<StuckMessageDetail>($"{Address(service)}/{id}", cancellationToken);

    public Task<Answer<Changed>> ReplayAsync(string service, Guid id, CancellationToken cancellationToken)
        => Client(service).TellAsync<Changed>($"{Address(service)}/{id}/replay", body: null, cancellationToken);

    public Task<Answer<Changed>> DiscardAsync(string service, Guid id, string reason, CancellationToken cancellationToken)
        => Client(service).TellAsync<Changed>($"{Address(service)}/{id}/discard", new { reason }, cancellationToken);

    private HttpClient Client(string service) => clients.CreateClient(Clients[service]);

    private static string Address(string service) => $"/api/{service}/stuck-messages";
}

/// <param name="Direction">Incoming or Outgoing.</param>
/// <param name="ReplayedAt">On its way again since then.</param>
public sealed record StuckMessage(Guid Id, string Direction, string Type, DateTimeOffset Since, int Failures, string Error, DateTimeOffset? ReplayedAt, string? ReplayedBy)
{
    /// <summary>The last part, which is what people call it: ComplaintReceived.</summary>
    public string ShortType => Type.Length == 0 ? "?" : Type[(Type.LastIndexOf('.') + 1)..];
}

public sealed record StuckMessageDetail(StuckMessage Message, string Payload);
