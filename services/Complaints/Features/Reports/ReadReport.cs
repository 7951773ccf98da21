using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Reports;

/// <summary>The leaders' report of one day or one week (Monday to Sunday): figures, and a text ready to be forwarded.</summary>
internal static class ReadReport
{
    private static readonly DateOnly Earliest = new(2020, 1, 1);

    /// <param name="AsOf">When it was made: what is open and late is of this moment, also in the report of a day long past.</param>
    /// <param name="Text">In Indonesian, which the leaders read whatever the language of whoever forwards it; a word between asterisks is bold in WhatsApp.</param>
    internal sealed record Answer(DateOnly From, DateOnly To, DateTimeOffset AsOf, ReportFigures Figures, string Text);

    /// <param name="day">Yesterday when absent.</param>
    public static Task<Results<Ok<Answer>, Refusal>> DailyAsync(DateOnly? day, ComplaintsDb db, Regency regency, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
        => AnswerAsync(day, today => today.AddDays(-1), chosen => (chosen, chosen), db, regency, clock, time, cancellationToken);

    /// <param name="day">Any day of the week; one of last week when absent.</param>
    public static Task<Results<Ok<Answer>, Refusal>> WeeklyAsync(DateOnly? day, ComplaintsDb db, Regency regency, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
        => AnswerAsync(day, today => today.AddDays(-7), WeekOf, db, regency, clock, time, cancellationToken);

    private static (DateOnly From, DateOnly To) WeekOf(DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return (monday, monday.AddDays(6));
    }

    private static async Task<Results<Ok<Answer>, Refusal>> AnswerAsync(
        DateOnly? day, Func<DateOnly, DateOnly> usual, Func<DateOnly, (DateOnly From, DateOnly To)> span, ComplaintsDb db, Regency regency, CaseClock clock, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = clock.DayOf(now);
        if (day > today || day < Earliest)
        {
            return Refusal.InvalidField("day", "out_of_range", new("Pilih hari ini atau sebelumnya, sejak 2020.", "Choose today or a day before, since 2020."));
        }

        var (from, to) = span(day ?? usual(today));
        var figures = await ReportFigures.CountAsync(from, to, db, regency, now, cancellationToken);
        var names = new ReportNames(
            regency,
            await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Code, category => category.Name, cancellationToken),
            await db.Agencies.AsNoTracking().ToDictionaryAsync(agency => agency.Code, agency => agency.Name, cancellationToken));
        return TypedResults.Ok(new Answer(from, to, now, figures, ReportText.Write(from, to, figures, names, now)));
    }
}
