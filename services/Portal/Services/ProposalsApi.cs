using System.Text.Json.Nodes;

namespace PlanningPlatform.Portal.Services;

/// <summary>The proposals service as its resident pages need it.</summary>
internal sealed class ProposalsApi(HttpClient http)
{
    public Task<Answer<Listed<Sector>>> SectorsAsync(CancellationToken cancellationToken)
        => http.AskAsync<Listed<Sector>>("/api/proposals/sectors", cancellationToken);

    public Task<Answer<LodgedProposal>> SubmitAsync(NewProposal proposal, string idempotencyKey, CancellationToken cancellationToken)
        => http.TellAsync<LodgedProposal>("/api/proposals", proposal, cancellationToken, ("Idempotency-Key", idempotencyKey));

    public Task<Answer<TrackedProposal>> TrackAsync(string number, string secret, CancellationToken cancellationToken)
        => http.AskAsync<TrackedProposal>($"/api/proposals/track/{Uri.EscapeDataString(number)}", cancellationToken, ("X-Tracking-Secret", secret));

    public Task<Answer<JsonObject>> PersonalDataAsync(string number, string secret, CancellationToken cancellationToken)
        => http.AskAsync<JsonObject>($"/api/proposals/track/{Uri.EscapeDataString(number)}/personal-data", cancellationToken, ("X-Tracking-Secret", secret));

    public Task<Answer<Changed>> EraseContactAsync(string number, string secret, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/proposals/track/{Uri.EscapeDataString(number)}/erasure", new { scope = "Contact" }, cancellationToken, ("X-Tracking-Secret", secret));
}

/// <summary>What the city groups proposals by.</summary>
public sealed record Sector(string Code, string Name);

internal sealed record NewProposal(string Title, string Problem, string? VillageCode, string? Sector, Reporter? Proposer);

internal sealed record LodgedProposal(string TrackingNumber, string TrackingSecret);

/// <param name="ContactIsKept">It can be taken back.</param>
public sealed record TrackedProposal(string TrackingNumber, string Status, string? Title, IReadOnlyList<TimelineEntry> Timeline, bool ContactIsKept = false)
{
    public DateTimeOffset? ReceivedAt => Timeline is [{ } first, ..] ? first.At : null;
}
