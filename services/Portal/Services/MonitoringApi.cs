namespace PlanningPlatform.Portal.Services;

/// <summary>What monitoring has counted.</summary>
internal sealed class MonitoringApi(HttpClient http)
{
    public Task<Answer<Summary>> SummaryAsync(CancellationToken cancellationToken)
        => http.AskAsync<Summary>("/api/monitoring/summary", cancellationToken);
}

public sealed record Summary(
    DateTimeOffset AsOf, IReadOnlyList<StatusCount> Complaints, MinutesToArrival MinutesToArrival, IReadOnlyList<StateCount> Journeys, IReadOnlyList<DistrictUnits> Units,
    ProposalCount? Proposals, MobileUnitFigures? MobileUnits);

public sealed record StatusCount(string Status, int Count);

public sealed record StateCount(string State, int Count);

public sealed record ProposalCount(int Submitted);

/// <param name="Median">Minutes; null before the first arrival.</param>
/// <param name="P90">Minutes; nine of ten arrived within it.</param>
public sealed record MinutesToArrival(double? Median, double? P90, int Count);

public sealed record DistrictUnits(string DistrictCode, int Units, int Target);

/// <summary>Of the last twelve months.</summary>
/// <param name="Rides">Several trips can share one.</param>
/// <param name="RupiahPerTrip">Null without trips.</param>
/// <param name="UnmetByVillage">The most first.</param>
/// <param name="Months">Oldest first.</param>
public sealed record MobileUnitFigures(
    int Rides, int Trips, int Passengers, double Minutes, double Kilometres, double MeasuredKilometres, long Rupiah, IReadOnlyList<KindCost> RupiahByKind, long? RupiahPerTrip,
    long? RupiahPerKilometre, int UnmetDemand, IReadOnlyList<ReasonCount> UnmetByReason, IReadOnlyList<VillageCount> UnmetByVillage, IReadOnlyList<MobileUnitMonth> Months,
    IReadOnlyList<CoveredDistrict> Coverage);

public sealed record KindCost(string Kind, long Rupiah);

public sealed record ReasonCount(string Reason, int Count);

public sealed record VillageCount(string VillageCode, int Count);

public sealed record MobileUnitMonth(DateOnly First, int Trips, int Passengers, double Kilometres, int UnmetDemand, long Rupiah);

public sealed record CoveredDistrict(string DistrictCode, int Units, int CoveredVillages, int Villages);
