using Microsoft.EntityFrameworkCore;

namespace PlanningPlatform.Persistence;

/// <summary>Saving where somebody else may do the same at the same moment.</summary>
public static class TrySave
{
    /// <returns>False when somebody else already stored a row with the same unique key: nothing is saved then, and the context holds nothing any more.</returns>
    public static async Task<bool> TrySaveAsync(this DbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>For a change that is tried until it was first: the caller reads again and decides anew.</summary>
    /// <returns>False when somebody else changed the same rows, or stored the same unique key, at the same moment: nothing is saved then, and the context holds nothing any more.</returns>
    public static async Task<bool> TrySaveFirstAsync(this DbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception.WasOvertaken() || (exception is DbUpdateException update && update.IsUniqueViolation()))
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
