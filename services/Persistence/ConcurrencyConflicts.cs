using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Persistence;

/// <summary>Somebody changed the same thing a moment earlier: 409 <c>changed_meanwhile</c>, and nothing was stored.</summary>
internal sealed class ConcurrencyConflicts : IExceptionHandler
{
    private static readonly Refusal ChangedMeanwhile = new(409, "changed_meanwhile", new(
        "Data ini baru saja diubah orang lain. Muat ulang, lalu coba lagi.",
        "Somebody else changed this a moment ago. Reload and try again."));

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not DbUpdateConcurrencyException && !exception.IsDeadlock())
        {
            return false;
        }

        await ChangedMeanwhile.ExecuteAsync(httpContext);
        return true;
    }
}
