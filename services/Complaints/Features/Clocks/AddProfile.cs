using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Messaging;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Clocks;

/// <summary>The limits of a regulation from a day on. Complaints whose clock runs keep the ones that they began with.</summary>
internal static class AddProfile
{
    /// <param name="Code">Small letters, digits and dashes; unique.</param>
    /// <param name="EffectiveFrom">After today.</param>
    /// <param name="ForwardDays">Working days, as all others: 1 to 365.</param>
    /// <param name="WarnAtPercent">50 to 99 of a limit's time.</param>
    /// <param name="LeaderAtPercent">101 to 300 of the time to finish.</param>
    internal sealed record Request(
        string? Code, string? Name, string? LegalBasis, DateOnly? EffectiveFrom, int? ForwardDays, int? FollowUpDays, int? InformationDays, int? OrdinaryDays, int? MisconductDays,
        int? AutoCloseDays, int? ReopenDays, int? WarnAtPercent, int? LeaderAtPercent);

    public static async Task<Results<Created<RegulationProfile>, Refusal>> Handle(
        Request request, HttpContext caller, ComplaintsDb db, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Check(request, clock.DayOf(time.GetUtcNow())) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var profile = new RegulationProfile
        {
            Code = request.Code!, Name = request.Name!.Trim(), LegalBasis = request.LegalBasis!.Trim(), EffectiveFrom = request.EffectiveFrom!.Value,
            ForwardDays = request.ForwardDays!.Value, FollowUpDays = request.FollowUpDays!.Value, InformationDays = request.InformationDays!.Value,
            OrdinaryDays = request.OrdinaryDays!.Value, MisconductDays = request.MisconductDays!.Value, AutoCloseDays = request.AutoCloseDays!.Value,
            ReopenDays = request.ReopenDays!.Value, WarnAtPercent = request.WarnAtPercent!.Value, LeaderAtPercent = request.LeaderAtPercent!.Value,
        };
        if (await db.Profiles.AnyAsync(row => row.Code == profile.Code || row.EffectiveFrom == profile.EffectiveFrom, cancellationToken))
        {
            return Taken;
        }

        db.Profiles.Add(profile);
        db.Audit(caller, "regulation_profile_added", profile.Code, $"{profile.EffectiveFrom:yyyy-MM-dd}: {profile.LegalBasis}", time.GetUtcNow());
        return await db.TrySaveAsync(cancellationToken) ? TypedResults.Created($"/api/complaints/regulation-profiles/{profile.Code}", profile) : Taken;
    }

    private static FieldErrors Check(Request request, DateOnly today)
    {
        var errors = new FieldErrors();
        if (request.Code is not { Length: >= 2 and <= 20 } code || !code.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            errors.Add("code", "out_of_range", "2 sampai 20 huruf kecil, angka atau tanda hubung.", "2 to 20 small letters, digits or dashes.");
        }

        errors.RequireLine("name", request.Name, 100);
        errors.RequireLine("legalBasis", request.LegalBasis, 300);
        if (request.EffectiveFrom is not { } from || from <= today || from > today.AddYears(5))
        {
            errors.Add("effectiveFrom", "out_of_range", "Mulai berlaku besok atau sesudahnya, paling lama lima tahun lagi.", "In force from tomorrow or later, at most five years ahead.");
        }

        foreach (var (field, days) in new[]
        {
            ("forwardDays", request.ForwardDays), ("followUpDays", request.FollowUpDays), ("informationDays", request.InformationDays), ("ordinaryDays", request.OrdinaryDays),
            ("misconductDays", request.MisconductDays), ("autoCloseDays", request.AutoCloseDays), ("reopenDays", request.ReopenDays),
        })
        {
            if (days is not (>= 1 and <= 365))
            {
                errors.Add(field, "out_of_range", "1 sampai 365 hari kerja.", "1 to 365 working days.");
            }
        }

        if (request.WarnAtPercent is not (>= 50 and <= 99))
        {
            errors.Add("warnAtPercent", "out_of_range", "50 sampai 99 persen.", "50 to 99 percent.");
        }

        if (request.LeaderAtPercent is not (>= 101 and <= 300))
        {
            errors.Add("leaderAtPercent", "out_of_range", "101 sampai 300 persen.", "101 to 300 percent.");
        }

        return errors;
    }

    private static readonly Refusal Taken = new(409, "profile_exists", new(
        "Sudah ada profil dengan kode atau tanggal berlaku ini.", "There is a profile with this code or this day already."));
}
