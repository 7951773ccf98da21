using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Features.Clocks;

/// <summary>Says until when things are due: the regulation in force on a day, counted in the region's office time.</summary>
internal sealed class CaseClock(OfficeTime office, Regency regency)
{
    public OfficeTime Office => office;

    /// <summary>The day on the region's wall calendar, by which rules and regulations come into force.</summary>
    public DateOnly DayOf(DateTimeOffset time) => regency.TimeZone.DateOf(time);

    /// <summary>Midnight that ends the region's day, in UTC.</summary>
    public DateTimeOffset EndOfDay(DateTimeOffset time) => regency.TimeZone.StartOf(DayOf(time).AddDays(1));

    /// <summary>The regulation in force at that time, or, before the first one, the first.</summary>
    public async Task<RegulationProfile> ProfileAsync(ComplaintsDb db, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var profiles = await db.Profiles.AsNoTracking().ToListAsync(cancellationToken);
        var day = DayOf(time);
        return profiles.Where(profile => profile.EffectiveFrom <= day).MaxBy(profile => profile.EffectiveFrom) ?? profiles.MinBy(profile => profile.EffectiveFrom)!;
    }

    public Limits LimitsOf(CategoryRule rule, RegulationProfile profile, DateTimeOffset start)
        => rule.IsEmergency ? Limits.InMinutes(rule.ClockMinutes!.Value, profile, start) : Limits.InWorkingDays(rule, profile, start, office);

    /// <summary>What follows when the complaint is answered now, by the regulation that its clock runs by.</summary>
    public async Task<AnswerLimits> AfterAnswerAsync(ComplaintsDb db, Complaint complaint, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var profile = await db.Profiles.AsNoTracking().SingleAsync(row => row.Code == complaint.ProfileCode, cancellationToken);
        var autoCloseAt = office.CloseOfWorkingDay(now, profile.AutoCloseDays);
        return new(autoCloseAt, office.CloseOfWorkingDay(autoCloseAt, profile.ReopenDays));
    }

    /// <summary>The same when its reporter writes after the answer; null where there is none yet.</summary>
    public async Task<AnswerLimits?> AfterReplyAsync(ComplaintsDb db, Complaint complaint, DateTimeOffset now, CancellationToken cancellationToken)
        => complaint.Status == ComplaintStatus.Resolved ? await AfterAnswerAsync(db, complaint, now, cancellationToken) : null;

    /// <summary>Until when a complaint that is closed now can be reopened.</summary>
    public async Task<DateTimeOffset> ReopenUntilAsync(ComplaintsDb db, Complaint complaint, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var profile = await db.Profiles.AsNoTracking().SingleAsync(row => row.Code == complaint.ProfileCode, cancellationToken);
        return office.CloseOfWorkingDay(now, profile.ReopenDays);
    }
}
