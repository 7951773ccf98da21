using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Proposals.Contracts;

namespace PlanningPlatform.Monitoring.Tests;

/// <summary>Events as the other services publish them.</summary>
internal static class Happened
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);

    public static Guid NewId() => Guid.CreateVersion7(Monday);

    public static ComplaintReceived Received(Guid complaint, string? village = "35.71.03.1009") => new(complaint, 1, Monday, "ANTAR", village, "Public");

    public static ComplaintStatusChanged Changed(Guid complaint, int version, string status) => new(complaint, version, Monday.AddMinutes(version), status);

    /// <param name="minutes">Since the visit was asked for.</param>
    public static JourneyStateChanged Journey(Guid journey, int version, string state, double minutes = 1, string? village = null)
        => new(journey, version, Monday.AddMinutes(minutes), NewId(), NewId(), "MB-09", state, Monday, village);

    public static UnitRegistered Unit(string districtCode) => new(NewId(), 1, Monday, "MB-01", districtCode);

    public static ProposalSubmitted Proposal(string village = "35.71.02.1012") => new(NewId(), 1, Monday, village, "INFRASTRUKTUR");
}
