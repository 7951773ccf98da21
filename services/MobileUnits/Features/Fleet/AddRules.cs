using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Messaging;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>New rules of the service from a day on. What was booked before keeps what it was promised.</summary>
internal static class AddRules
{
    private const int MostPurposes = 20;

    /// <param name="Code">Small letters, digits and dashes; unique.</param>
    /// <param name="EffectiveFrom">After today.</param>
    /// <param name="LegalBasis">The regulation, or "local default".</param>
    /// <param name="MostDaysAhead">1 to 365.</param>
    /// <param name="MostRepeatDays">1 to 366.</param>
    /// <param name="LeastMinutesAhead">0 to 10,080, a week.</param>
    /// <param name="MostTripsInSevenDays">1 to 50.</param>
    /// <param name="RemindMinutesBefore">0 to 2,880, two days.</param>
    /// <param name="StaleAfterMinutes">1 to 1,440.</param>
    /// <param name="MostWorkMinutes">60 to 720.</param>
    /// <param name="MostDrivingMinutes">30 to 720.</param>
    /// <param name="StopMinutes">0 to 60.</param>
    /// <param name="VisitMinutes">5 to 480.</param>
    /// <param name="MostDetourMinutes">0 to 120.</param>
    /// <param name="UnmannedAfterMinutes">1 to 240.</param>
    /// <param name="TargetUnitsPerVillage">0 to 20.</param>
    /// <param name="TargetYear">From that of <paramref name="EffectiveFrom"/> on, at most thirty years later.</param>
    /// <param name="Purposes">In the order of the form; at least one is allowed.</param>
    internal sealed record Request(
        string? Code, DateOnly? EffectiveFrom, string? LegalBasis, int? MostDaysAhead, int? MostRepeatDays, int? LeastMinutesAhead, int? MostTripsInSevenDays, int? RemindMinutesBefore,
        int? StaleAfterMinutes, int? MostWorkMinutes, int? MostDrivingMinutes, int? StopMinutes, int? VisitMinutes, int? MostDetourMinutes, int? UnmannedAfterMinutes, int? TargetUnitsPerVillage,
        int? TargetYear, IReadOnlyList<PurposeRequest>? Purposes);

    /// <param name="Code">2 to 20 letters; coarse, because a reason can reveal an illness.</param>
    internal sealed record PurposeRequest(string? Code, string? Indonesian, string? English, bool? IsAllowed, Approval? Approval);

    public static async Task<Results<Created<ReadRules.Item>, Refusal>> Handle(
        Request body, HttpContext caller, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Check(body, regency.TimeZone.DateOf(time.GetUtcNow())) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        if (await db.Rules.AnyAsync(row => row.Code == body.Code || row.EffectiveFrom == body.EffectiveFrom, cancellationToken))
        {
            return Taken;
        }

        var rules = RulesOf(body);
        db.Rules.Add(rules);
        db.Audit(caller, "mobile_unit_rules_added", rules.Code, $"{rules.EffectiveFrom:yyyy-MM-dd}: {rules.LegalBasis}", time.GetUtcNow());
        return await db.TrySaveAsync(cancellationToken) ? TypedResults.Created($"/api/mobile-units/rules/{rules.Code}", ReadRules.Of(rules)) : Taken;
    }

    private static ServiceRules RulesOf(Request body) => new ServiceRules
    {
        Code = body.Code!, EffectiveFrom = body.EffectiveFrom!.Value, LegalBasis = body.LegalBasis!.Trim(), MostDaysAhead = body.MostDaysAhead!.Value, MostRepeatDays = body.MostRepeatDays!.Value,
        LeastMinutesAhead = body.LeastMinutesAhead!.Value, MostTripsInSevenDays = body.MostTripsInSevenDays!.Value, RemindMinutesBefore = body.RemindMinutesBefore!.Value,
        StaleAfterMinutes = body.StaleAfterMinutes!.Value, MostWorkMinutes = body.MostWorkMinutes!.Value, MostDrivingMinutes = body.MostDrivingMinutes!.Value, StopMinutes = body.StopMinutes!.Value,
        VisitMinutes = body.VisitMinutes!.Value, MostDetourMinutes = body.MostDetourMinutes!.Value, UnmannedAfterMinutes = body.UnmannedAfterMinutes!.Value,
        TargetUnitsPerVillage = body.TargetUnitsPerVillage!.Value, TargetYear = body.TargetYear!.Value,
    }.With(body.Purposes!.Select((purpose, index) => new PurposeRule
    {
        RulesCode = body.Code!, Code = purpose.Code!, Indonesian = purpose.Indonesian!.Trim(), English = purpose.English!.Trim(), IsAllowed = purpose.IsAllowed!.Value, Approval = purpose.Approval!.Value, Order = index + 1,
    }));

    private static FieldErrors Check(Request body, DateOnly today)
    {
        var errors = new FieldErrors();
        if (body.Code is not { Length: >= 2 and <= 20 } code || !code.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            errors.Add("code", "out_of_range", "2 sampai 20 huruf kecil, angka atau tanda hubung.", "2 to 20 small letters, digits or dashes.");
        }

        if (body.EffectiveFrom is not { } from || from <= today || from > today.AddYears(5))
        {
            errors.Add("effectiveFrom", "out_of_range", "Mulai berlaku besok atau sesudahnya, paling lama lima tahun lagi.", "In force from tomorrow or later, at most five years ahead.");
        }

        errors.RequireLine("legalBasis", body.LegalBasis, 300);
        var year = (body.EffectiveFrom ?? today).Year;
        foreach (var (field, value, least, most) in new (string, int?, int, int)[]
        {
            ("mostDaysAhead", body.MostDaysAhead, 1, 365), ("mostRepeatDays", body.MostRepeatDays, 1, 366), ("leastMinutesAhead", body.LeastMinutesAhead, 0, 7 * 24 * 60),
            ("mostTripsInSevenDays", body.MostTripsInSevenDays, 1, 50), ("remindMinutesBefore", body.RemindMinutesBefore, 0, 2 * 24 * 60), ("staleAfterMinutes", body.StaleAfterMinutes, 1, 24 * 60),
            ("mostWorkMinutes", body.MostWorkMinutes, 60, 12 * 60), ("mostDrivingMinutes", body.MostDrivingMinutes, 30, 12 * 60), ("stopMinutes", body.StopMinutes, 0, 60),
            ("visitMinutes", body.VisitMinutes, 5, 8 * 60), ("mostDetourMinutes", body.MostDetourMinutes, 0, 120), ("unmannedAfterMinutes", body.UnmannedAfterMinutes, 1, 240),
            ("targetUnitsPerVillage", body.TargetUnitsPerVillage, 0, 20), ("targetYear", body.TargetYear, year, year + 30),
        })
        {
            if (value is null || value < least || value > most)
            {
                errors.Add(field, "out_of_range", $"Antara {least} dan {most}.", $"Between {least} and {most}.");
            }
        }

        CheckPurposes(errors, body.Purposes);
        return errors;
    }

    private static void CheckPurposes(FieldErrors errors, IReadOnlyList<PurposeRequest>? purposes)
    {
        if (purposes is not { Count: >= 1 and <= MostPurposes } || !purposes.Any(purpose => purpose.IsAllowed == true))
        {
            errors.Add("purposes", "out_of_range", $"1 sampai {MostPurposes} keperluan, paling sedikit satu dilayani.", $"1 to {MostPurposes} purposes, at least one of them allowed.");
            return;
        }

        for (var index = 0; index < purposes.Count; index++)
        {
            var purpose = purposes[index];
            if (purpose.Code is not { Length: >= 2 and <= 20 } code || !code.All(char.IsAsciiLetter))
            {
                errors.Add($"purposes[{index}].code", "out_of_range", "2 sampai 20 huruf.", "2 to 20 letters.");
            }
            else if (purposes.Take(index).Any(other => other.Code == code))
            {
                errors.Add($"purposes[{index}].code", "twice", "Kode ini sudah dipakai keperluan lain.", "Another purpose has this code.");
            }

            errors.RequireLine($"purposes[{index}].indonesian", purpose.Indonesian, 200);
            errors.RequireLine($"purposes[{index}].english", purpose.English, 200);
            if (purpose.IsAllowed is null || purpose.Approval is null)
            {
                errors.Add($"purposes[{index}].approval", "required", "Isi dilayani atau tidak, dan persetujuan siapa.", "Say whether it is allowed, and whose approval it needs.");
            }
        }
    }

    private static readonly Refusal Taken = new(409, "rules_exist", new(
        "Sudah ada aturan dengan kode atau tanggal berlaku ini.", "There are rules with this code or this day already."));
}
