using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Emergencies;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Emergencies;

/// <summary>An emergency as everybody at the desk sees it, wherever it lies.</summary>
/// <param name="DueAt">By when a unit has to be called; null once one was.</param>
/// <param name="Alarming">A called unit is silent.</param>
/// <param name="CallId">The call that it was lodged from; null when it came by another channel.</param>
internal sealed record EmergencyCard(
    Guid Id, string TrackingNumber, ComplaintStatus Status, string CategoryCode, string Description, string? VillageCode, Address Address, double? Latitude, double? Longitude,
    DateTimeOffset ReceivedAt, DateTimeOffset? DueAt, bool Alarming, string? OutsideParty, Guid? CallId, IReadOnlyList<HandOffAnswer> Units)
{
    public static EmergencyCard Of(Complaint complaint, Guid? callId) => new(
        complaint.Id, complaint.TrackingNumber, complaint.Status, complaint.CategoryCode, complaint.Description, complaint.VillageCode,
        new(complaint.Place.Street, complaint.Place.Rt, complaint.Place.Rw, complaint.Place.Landmark), complaint.Place.Latitude, complaint.Place.Longitude,
        complaint.ReceivedAt, complaint.DueAt, complaint.HandOffs.Any(handOff => handOff.IsAlarming), complaint.OutsideParty, callId,
        [.. complaint.HandOffs.OrderBy(handOff => handOff.CalledAt).ThenBy(handOff => handOff.Id).Select(HandOffAnswer.Of)]);
}

internal static class EmergencyDesk
{
    private const int MostOpen = 50;

    /// <summary>What still needs somebody here; what was handed over outside has its own clock there.</summary>
    private static readonly ComplaintStatus[] WithUs =
        [ComplaintStatus.Received, ComplaintStatus.Verified, ComplaintStatus.Forwarded, ComplaintStatus.InProgress, ComplaintStatus.ReturnedByAgency, ComplaintStatus.Postponed, ComplaintStatus.Reopened];

    private static readonly Refusal NoEmergency = new(409, "no_emergency", new(
        "Laporan ini bukan keadaan darurat. Tangani di meja laporan.", "This complaint is no emergency. Handle it at the desk of complaints."));

    public static IQueryable<Complaint> OpenEmergencies(this ComplaintsDb db) => db.Complaints.Where(row => row.IsEmergency && WithUs.Contains(row.Status));

    /// <summary>Oldest first, at most fifty.</summary>
    public static async Task<IReadOnlyList<EmergencyCard>> OpenEmergenciesAsync(this ComplaintsDb db, CancellationToken cancellationToken)
        => await db.CardsAsync(await db.OpenEmergencies().FirstOnScreenAsync(MostOpen, cancellationToken), cancellationToken);

    /// <summary>Oldest first. Where there is no room for all, those that somebody spoke with: anybody can make up fifty on the site.</summary>
    public static async Task<IReadOnlyList<Complaint>> FirstOnScreenAsync(this IQueryable<Complaint> emergencies, int most, CancellationToken cancellationToken)
        => [.. (await emergencies.AsNoTracking().Include(row => row.HandOffs).OrderBy(row => row.Channel == Channel.Call112 ? 0 : 1).ThenBy(row => row.ReceivedAt).ThenBy(row => row.Id).Take(most)
            .ToListAsync(cancellationToken)).OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id)];

    public static async Task<IReadOnlyList<EmergencyCard>> CardsAsync(this ComplaintsDb db, IReadOnlyList<Complaint> complaints, CancellationToken cancellationToken)
    {
        var ids = complaints.Select(complaint => (Guid?)complaint.Id).ToList();
        var calls = (await db.Calls.Where(call => ids.Contains(call.ComplaintId)).Select(call => new { call.Id, call.ComplaintId }).ToListAsync(cancellationToken)).ToLookup(call => call.ComplaintId, call => call.Id);
        return [.. complaints.Select(complaint => EmergencyCard.Of(complaint, calls[complaint.Id].Select(id => (Guid?)id).FirstOrDefault()))];
    }

    /// <summary>
    /// One step on an emergency. Whoever is at the desk takes it, wherever the emergency lies: asking first whose district it is would cost minutes. What follows the
    /// emergency (answer, close) is case work and keeps to the caller's region.
    /// </summary>
    public static Task<T> OfEmergencyAsync<T>(this ComplaintsDb db, Guid id, Func<Refusal, T> refuse, Func<Complaint, Task<T>> step, CancellationToken cancellationToken)
        => db.DecideAsync(async () =>
            await db.Complaints.Include(row => row.Supporters).Include(row => row.HandOffs).AsSplitQuery().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } complaint ? refuse(Refusal.NotFound)
                : !complaint.IsEmergency ? refuse(NoEmergency)
                : await step(complaint));
}
