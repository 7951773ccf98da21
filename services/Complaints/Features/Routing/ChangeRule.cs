using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Messaging;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Routing;

/// <summary>
/// How a category is handled from a day on: agencies, clock, whether a Mobmas helps. What was in force before stays on record, and a
/// complaint keeps what was in force when it came in.
/// </summary>
internal static class ChangeRule
{
    private const int LongestTarget = 100;

    /// <param name="EffectiveFrom">Today or later; a rule of the same day is replaced.</param>
    /// <param name="AgencyCodes">Lead first; at most ten.</param>
    /// <param name="ClockMinutes">1 to 1,440; for emergencies only.</param>
    /// <param name="LocalTargetDays">Working days, shorter than the legal limit; null without one.</param>
    internal sealed record Request(
        DateOnly? EffectiveFrom, IReadOnlyList<string>? AgencyCodes, ClockClass? Clock, int? ClockMinutes, int? LocalTargetDays, string? LocalTarget, MobileUnitHelp? MobileUnit,
        bool? PhotoOnClosing, bool? ForcesSecret);

    internal sealed record Answer(
        string CategoryCode, DateOnly EffectiveFrom, IReadOnlyList<string> AgencyCodes, ClockClass Clock, int? ClockMinutes, int? LocalTargetDays, string? LocalTarget,
        MobileUnitHelp MobileUnit, bool PhotoOnClosing, bool ForcesSecret)
    {
        public static Answer Of(CategoryRule rule) => new(
            rule.CategoryCode, rule.EffectiveFrom, rule.AgencyCodes.Split('+'), rule.Clock, rule.ClockMinutes, rule.LocalTargetDays, rule.LocalTarget, rule.MobileUnit,
            rule.PhotoOnClosing, rule.ForcesSecret);
    }

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string code, Request request, HttpContext caller, ComplaintsDb db, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!await db.Categories.AnyAsync(category => category.Code == code, cancellationToken))
        {
            return Refusal.NotFound;
        }

        var today = clock.DayOf(time.GetUtcNow());
        var agencies = await db.Agencies.Select(agency => agency.Code).ToHashSetAsync(cancellationToken);
        if (Check(request, agencies, today) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var rule = RuleOf(code, request);
        if (await db.CategoryRules.FindAsync([code, rule.EffectiveFrom], cancellationToken) is { } planned)
        {
            db.Entry(planned).CurrentValues.SetValues(rule);
        }
        else
        {
            db.CategoryRules.Add(rule);
        }

        db.Audit(caller, "category_rule_changed", code, $"from={rule.EffectiveFrom:yyyy-MM-dd} agency={rule.AgencyCodes} clock={rule.Clock}", time.GetUtcNow());
        return await db.TrySaveAsync(cancellationToken) ? TypedResults.Ok(Answer.Of(rule)) : SomebodyElse;
    }

    private static CategoryRule RuleOf(string code, Request request) => new()
    {
        CategoryCode = code,
        EffectiveFrom = request.EffectiveFrom!.Value,
        AgencyCodes = string.Join('+', request.AgencyCodes!),
        Clock = request.Clock!.Value,
        ClockMinutes = request.ClockMinutes,
        LocalTargetDays = request.LocalTargetDays,
        LocalTarget = string.IsNullOrWhiteSpace(request.LocalTarget) ? null : request.LocalTarget.Trim(),
        MobileUnit = request.MobileUnit!.Value,
        PhotoOnClosing = request.PhotoOnClosing == true,
        ForcesSecret = request.ForcesSecret == true,
    };

    private static FieldErrors Check(Request request, HashSet<string> agencies, DateOnly today)
    {
        var errors = new FieldErrors();
        if (request.EffectiveFrom is not { } from || from < today || from > today.AddYears(2))
        {
            errors.Add("effectiveFrom", "out_of_range", "Mulai berlaku hari ini atau sesudahnya, paling lama dua tahun lagi.", "In force from today or later, at most two years ahead.");
        }

        if (request.AgencyCodes is not { Count: >= 1 and <= 10 } codes || codes.Distinct(StringComparer.Ordinal).Count() != codes.Count || codes.Any(code => !agencies.Contains(code)))
        {
            errors.Add("agencyCodes", "unknown_agency", "Sebut satu sampai sepuluh perangkat daerah dari daftar, yang memimpin lebih dahulu.", "Name one to ten agencies of the list, the lead first.");
        }

        if (request.Clock is null)
        {
            errors.Add("clock", "required", "Pilih batas waktu: Emergency, Information, Ordinary atau Misconduct.", "Choose the limit: Emergency, Information, Ordinary or Misconduct.");
        }

        if ((request.Clock == ClockClass.Emergency) != request.ClockMinutes is >= 1 and <= 1440)
        {
            errors.Add("clockMinutes", "out_of_range", "Keadaan darurat: 1 sampai 1.440 menit; selain itu kosongkan.", "An emergency: 1 to 1,440 minutes; leave it out otherwise.");
        }

        if (request.LocalTargetDays is < 1 or > 60 || (request.LocalTargetDays is not null && request.Clock == ClockClass.Emergency))
        {
            errors.Add("localTargetDays", "out_of_range", "1 sampai 60 hari kerja, bukan untuk keadaan darurat.", "1 to 60 working days, not for emergencies.");
        }

        if (request.MobileUnit is null)
        {
            errors.Add("mobileUnit", "required", "Pilih: No, Welcome, AfterAssessment atau Refused.", "Choose: No, Welcome, AfterAssessment or Refused.");
        }

        errors.AllowLine("localTarget", request.LocalTarget, LongestTarget);
        return errors;
    }

    private static readonly Refusal SomebodyElse = new(409, "changed_meanwhile", new(
        "Aturan untuk tanggal ini baru saja diubah orang lain. Muat ulang dan periksa.", "Somebody else has just changed the rule of that day. Reload and check."));
}
