using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features;

/// <summary>Who waits for a Mobmas in the dispatcher's region, longest first.</summary>
internal static class ListRequests
{
    /// <param name="Purpose">Null, as number, passengers and wheelchair are, once the reporter had it erased.</param>
    internal sealed record Item(
        Guid Id, Guid ComplaintId, string? TrackingNumber, string? Purpose, string? VillageCode, DateTimeOffset WaitingSince,
        int? Passengers, bool? NeedsWheelchair, RequestStatus Status);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        Choice<RequestStatus>? status, [AsParameters] Paging paging, GrantedScope scope, MobileUnitsDb db, Regency regency, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var wanted = status?.Value;
        var requests = db.Requests.AsNoTracking().Where(request => wanted == null || request.Status == wanted);
        if (scope.PlacesIn(regency) is { } places)
        {
            requests = requests.Where(request => places.Contains(request.VillageCode));
        }

        var total = await requests.CountAsync(cancellationToken);
        var items = await requests.OrderBy(request => request.WaitingSince).ThenBy(request => request.Id).Skip(paging.Skip).Take(paging.Size)
            .Select(request => new Item(
                request.Id, request.ComplaintId, request.TrackingNumber, request.Purpose, request.VillageCode, request.WaitingSince,
                request.Passengers, request.NeedsWheelchair, request.Status))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(items, paging.Number, paging.Size, total));
    }
}
