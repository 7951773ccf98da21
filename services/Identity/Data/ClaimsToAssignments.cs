using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Domain;

namespace PlanningPlatform.Identity.Data;

/// <summary>Until assignments had dates, roles were claims of the account. Moves those of an older database; afterwards there is nothing to do.</summary>
internal sealed class ClaimsToAssignments(IdentityDb db, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var claims = await db.UserClaims.ToListAsync(cancellationToken);
        foreach (var own in claims.GroupBy(claim => claim.UserId))
        {
            var account = await db.Users.Include(user => user.Assignments).SingleAsync(user => user.Id == own.Key, cancellationToken);
            var roles = own.Where(claim => claim.ClaimType == "role").Select(claim => new Scope(claim.ClaimValue!, Value(own, "region"), Value(own, "agency"), Value(own, "unit"))).ToList();
            account.Describe(account.FullName, account.Email, account.PhoneNumber);
            account.AssignFrom(time.GetUtcNow(), roles, time);
            db.UserClaims.RemoveRange(own);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another replica, starting at the same moment, did it.
            db.ChangeTracker.Clear();
        }
    }

    private static string? Value(IEnumerable<Microsoft.AspNetCore.Identity.IdentityUserClaim<Guid>> claims, string type)
        => claims.FirstOrDefault(claim => claim.ClaimType == type)?.ClaimValue;
}
