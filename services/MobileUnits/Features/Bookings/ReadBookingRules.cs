using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>What a form needs before somebody books: purposes, destinations, and how far ahead and how often.</summary>
internal static class ReadBookingRules
{
    /// <param name="LegalBasis">The regulation, or "local default".</param>
    /// <param name="MostSeats">Of the biggest unit; 0 without a fleet.</param>
    internal sealed record Answer(
        string Code, string LegalBasis, DateOnly EffectiveFrom, int MostDaysAhead, int LeastMinutesAhead, int MostTripsInSevenDays, int MostRepeatDays, int MostSeats,
        IReadOnlyList<PurposeItem> Purposes, IReadOnlyList<DestinationItem> Destinations);

    /// <param name="Name">In the caller's language.</param>
    /// <param name="NeedsApproval">The lurah decides first.</param>
    internal sealed record PurposeItem(string Code, string Name, bool IsAllowed, bool NeedsApproval);

    internal sealed record DestinationItem(string Code, string Name, string VillageCode);

    public static async Task<Ok<Answer>> Handle(HttpContext context, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = regency.TimeZone.DateOf(time.GetUtcNow());
        var rules = await db.RulesOnAsync(today, cancellationToken);
        var destinations = await db.Destinations.AsNoTracking().OrderBy(destination => destination.Name).Select(destination => new DestinationItem(destination.Code, destination.Name, destination.VillageCode)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Answer(
            rules.Code, rules.LegalBasis, rules.EffectiveFrom, rules.MostDaysAhead, rules.LeastMinutesAhead, rules.MostTripsInSevenDays, rules.MostRepeatDays,
            await db.MostSeatsOnAsync(today, withLift: false, cancellationToken),
            [.. rules.Purposes.OrderBy(purpose => purpose.Order).Select(purpose => new PurposeItem(
                purpose.Code, new Text(purpose.Indonesian, purpose.English).For(context), purpose.IsAllowed, purpose.Approval != Approval.None))],
            destinations));
    }
}
