using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>Who asks for a Mobmas in the dispatcher's region, the most urgent first.</summary>
internal static class ListRequests
{
    /// <param name="ComplaintId">Null for a booking.</param>
    /// <param name="Purpose">Null, as number, places, passengers and wheelchair are, once it was erased.</param>
    /// <param name="Latitude">Where they are fetched, degrees (WGS 84); null when only the village is known.</param>
    /// <param name="VillageCode">Whose resident it is for.</param>
    /// <param name="PickUpVillageCode">Where they are fetched: elsewhere on the way back.</param>
    /// <param name="PickUpName">In the list only the name of a destination, as <paramref name="DropOffName"/>: by which door somebody lives is in the opened request.</param>
    /// <param name="DropOffName">Null for a visit, too.</param>
    /// <param name="PickUpFrom">Null for as soon as possible.</param>
    /// <param name="DueAt">By when a unit has to be there.</param>
    /// <param name="WaitsBecause">Why it waits although there was a plan or a unit.</param>
    /// <param name="UnitCode">The unit that has it, or that the day plan has for it.</param>
    internal sealed record Item(
        Guid Id, Guid? ComplaintId, string? TrackingNumber, string? Purpose, string? VillageCode, string? PickUpVillageCode, string? PickUpName, double? Latitude, double? Longitude, string? DropOffVillageCode, string? DropOffName, bool IsVisit,
        DateTimeOffset? PickUpFrom, DateTimeOffset? PickUpUntil, DateTimeOffset WaitingSince, DateTimeOffset DueAt, int? Passengers, bool? NeedsWheelchair,
        RequestStatus Status, string? WaitsBecause, int Failures, DateTimeOffset? PlannedPickUpAt, Guid? JourneyId, string? UnitCode);

    internal static readonly Expression<Func<TripRequest, Item>> AsItem = request => new Item(
        request.Id, request.ComplaintId, request.TrackingNumber, request.Purpose, request.VillageCode, request.PickUpVillageCode ?? request.VillageCode, request.PickUpName, request.Latitude, request.Longitude, request.DropOffVillageCode, request.DropOffName, request.IsVisit,
        request.PickUpFrom, request.PickUpUntil, request.WaitingSince, request.DueAt, request.Passengers, request.NeedsWheelchair,
        request.Status, request.WaitsBecause, request.Failures, request.PlannedPickUpAt, request.JourneyId, request.Journey!.Unit.Code ?? request.SuggestedUnitCode);

    /// <param name="status">Any of these; all when absent.</param>
    /// <param name="until">Only what is due before then.</param>
    /// <param name="looking">False when it is read for a screen that nobody may be sitting at: the queue stays unmanned.</param>
    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        Choice<RequestStatus>[]? status, DateTimeOffset? until, bool? looking, [AsParameters] Paging paging, ClaimsPrincipal user, GrantedScope scope, QueueWatch watch, MobileUnitsDb db, Regency regency, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        if (looking != false)
        {
            await watch.SeenAsync(user.UserName(), cancellationToken);
        }

        var requests = db.Requests.AsNoTracking();
        if (status is { Length: > 0 })
        {
            var wanted = status.Select(choice => choice.Value).Distinct().ToList();
            requests = requests.Where(request => wanted.Contains(request.Status));
        }

        if (until is not null)
        {
            requests = requests.Where(request => request.DueAt < until);
        }

        if (scope.PlacesIn(regency) is { } places)
        {
            requests = requests.Where(request => places.Contains(request.VillageCode));
        }

        var total = await requests.CountAsync(cancellationToken);
        var items = await requests.OrderBy(request => request.DueAt).ThenBy(request => request.Id).Skip(paging.Skip).Take(paging.Size)
            .Select(AsItem)
            .ToListAsync(cancellationToken);
        var names = await DestinationNames.ReadAsync(db, cancellationToken);
        items = items.ConvertAll(item => item with { PickUpName = names.Of(item.PickUpVillageCode, item.PickUpName), DropOffName = names.Of(item.DropOffVillageCode, item.DropOffName) });
        return TypedResults.Ok(new Paged<Item>(items, paging.Number, paging.Size, total));
    }
}
