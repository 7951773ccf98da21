using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>The lurah of the village that owns a unit, and nobody else, consents to its trips for other villages and takes that back. Trips that are under way go on.</summary>
internal static class ConsentToTrips
{
    public static Task<Results<Ok<UnitChanged>, Refusal>> GiveAsync(
        Guid id, Nothing? _, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken)
        => DecideAsync(id, scope, db, unit => unit.Consent(user.UserName(), time.GetUtcNow()), cancellationToken);

    public static Task<Results<Ok<UnitChanged>, Refusal>> WithdrawAsync(
        Guid id, Nothing? _, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
        => DecideAsync(id, scope, db, unit => unit.WithdrawConsent(user.UserName()), cancellationToken);

    private static Task<Results<Ok<UnitChanged>, Refusal>> DecideAsync(Guid id, GrantedScope scope, MobileUnitsDb db, Action<MobileUnit> decide, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units, id, scope, unit =>
        {
            // Where it stands, or a grant for the district or the city around it, makes nobody the lurah of the village that owns it.
            var refusal = scope.Grants.Any(grant => grant.Region.ToString() == unit.OwnerVillageCode) ? unit.CheckServing() : Refusal.OutsideScope;
            if (refusal is null)
            {
                decide(unit);
            }

            return Task.FromResult(refusal);
        }, cancellationToken);
}
