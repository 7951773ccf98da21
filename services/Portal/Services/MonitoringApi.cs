namespace PlanningPlatform.Portal.Services;

/// <summary>What monitoring has counted.</summary>
internal sealed class MonitoringApi(HttpClient http)
{
    public Task<Answer<Summary>> SummaryAsync(CancellationToken cancellationToken)
        => http.AskAsync<Summary>("/api/monitoring/summary", cancellationToken);
}

public sealed record Summary(
    DateTimeOffset AsOf, IReadOnlyList<StatusCount> Complaints, MinutesToArrival MinutesToArrival, IReadOnlyList<StateCount> Journeys, IReadOnlyList<DistrictUnits> Units,
    ProposalCount? Proposals);

public sealed record StatusCount(string Status, int Count);

public sealed record StateCount(string State, int Count);

public sealed record ProposalCount(int Submitted);

/// <param name="Median">Minutes; null before the first arrival.</param>
/// <param name="P90">Minutes; nine of ten arrived within it.</param>
public sealed record MinutesToArrival(double? Median, double? P90, int Count);

public sealed record DistrictUnits(string DistrictCode, int Units, int Target);
