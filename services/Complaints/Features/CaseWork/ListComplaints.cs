using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Intake;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>What the caller's role has to do with: the desk's queue in its region, or what was forwarded to the caller's agency. Oldest first; by limit, nearest first, with <c>due</c>.</summary>
internal static class ListComplaints
{
    /// <summary>What is due.</summary>
    internal enum Due
    {
        /// <summary>The legal limit of the next step is over.</summary>
        Late,

        /// <summary>It is over by the end of today, or was.</summary>
        Today,

        /// <summary>The city's own promise is over, and the complaint still open.</summary>
        PastTarget,

        /// <summary>A called unit is silent.</summary>
        Alarm,
    }

    /// <param name="Status">Only in this state; given several times, in any of them.</param>
    /// <param name="Emergency">Only emergencies, or only what is none.</param>
    /// <param name="Due">Only what is due so; sorted by limit.</param>
    /// <param name="Category">Only of this category.</param>
    /// <param name="Village">Only in this village.</param>
    /// <param name="Agency">Only led by this agency.</param>
    /// <param name="Number">The one with this tracking number, however it is typed.</param>
    internal sealed record Filter(Choice<ComplaintStatus>[]? Status, bool? Emergency, Choice<Due>? Due, string? Category, string? Village, string? Agency, string? Number);

    public static async Task<Results<Ok<Paged<ComplaintAnswer>>, Refusal>> Handle(
        [AsParameters] Filter filter, [AsParameters] Paging paging, GrantedScope scope, ComplaintsDb db, Regency regency, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var complaints = Narrow(db.Complaints.AsNoTracking().InOrderIn(scope, regency), filter, clock, now);
        if (filter.Number is not null)
        {
            // There is one or none: nothing to put in order, which would take longer than finding it.
            var one = await complaints.ToListAsync(cancellationToken);
            return TypedResults.Ok(Answer(one.Skip(paging.Skip), one.Count));
        }

        var sorted = filter.Due is null
            ? complaints.OrderBy(complaint => complaint.ReceivedAt).ThenBy(complaint => complaint.Id)
            : complaints.OrderBy(complaint => complaint.DueAt).ThenBy(complaint => complaint.Id);
        var page = await sorted.Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        // A page that is not full is the last one, and says itself how many there are.
        var total = page.Count < paging.Size && (page.Count > 0 || paging.Skip == 0)
            ? paging.Skip + page.Count
            : await Narrow(db.CountedIn(scope, regency), filter, clock, now).CountAsync(cancellationToken);
        return TypedResults.Ok(Answer(page, total));

        Paged<ComplaintAnswer> Answer(IEnumerable<Complaint> some, int all) => new([.. some.Select(complaint => ComplaintAnswer.Of(complaint, scope))], paging.Number, paging.Size, all);
    }

    private static IQueryable<Complaint> Narrow(IQueryable<Complaint> complaints, Filter filter, CaseClock clock, DateTimeOffset now)
    {
        if (filter.Status is [var only])
        {
            complaints = complaints.Where(complaint => complaint.Status == only.Value);
        }
        else if (filter.Status is { Length: > 1 } several)
        {
            var statuses = several.Select(status => status.Value).Distinct().ToList();
            complaints = complaints.Where(complaint => statuses.Contains(complaint.Status));
        }

        if (filter.Emergency is { } emergency)
        {
            complaints = complaints.Where(complaint => complaint.IsEmergency == emergency);
        }

        if (filter.Due is { } due)
        {
            var tomorrow = clock.EndOfDay(now);
            complaints = due.Value switch
            {
                Due.Late => complaints.Where(complaint => complaint.DueAt < now),
                Due.Today => complaints.Where(complaint => complaint.DueAt < tomorrow),
                // "Is not null" would read every complaint there ever was; a range reads what is open, by the index.
                Due.PastTarget => complaints.Where(complaint => complaint.DueAt > DateTimeOffset.UnixEpoch && complaint.Limits.LocalTargetBy < now),
                // An emergency stays in progress until each called unit has confirmed, so the index of those finds them.
                _ => complaints.Where(complaint => complaint.IsEmergency && complaint.Status == ComplaintStatus.InProgress
                    && (complaint.AlarmAt < now || complaint.HandOffs.Any(handOff => handOff.AlarmingSince != null))),
            };
        }

        if (filter.Category is { } category)
        {
            complaints = complaints.Where(complaint => complaint.CategoryCode == category);
        }

        if (filter.Village is { } village)
        {
            complaints = complaints.Where(complaint => complaint.VillageCode == village);
        }

        if (filter.Agency is { } agency)
        {
            complaints = complaints.Where(complaint => complaint.AgencyCode == agency);
        }

        if (filter.Number is { } typed)
        {
            var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, typed);
            complaints = complaints.Where(complaint => complaint.TrackingNumber == number);
        }

        return complaints;
    }
}
