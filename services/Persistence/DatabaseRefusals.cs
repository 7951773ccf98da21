using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Persistence;

/// <summary>What the database could not do becomes an answer that the caller can act on; in each case nothing was stored.</summary>
internal sealed partial class DatabaseRefusals(ILogger<DatabaseRefusals> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    private static readonly Refusal ChangedMeanwhile = new(409, "changed_meanwhile", new(
        "Data ini baru saja diubah orang lain. Muat ulang, lalu coba lagi.",
        "Somebody else changed this a moment ago. Reload and try again."));

    private static readonly Refusal Unavailable = new(503, "database_unavailable", new(
        "Penyimpanan data sedang tidak tersedia dan belum ada yang tersimpan. Coba lagi sebentar lagi.",
        "The database is not available at the moment and nothing was stored. Please try again shortly."));

    private static readonly Refusal UnstorableText = new(400, "control_character", new(
        "Berisi karakter yang tidak terlihat dan tidak diizinkan.",
        "Contains control characters that are not allowed."));

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (RefusalOf(exception) is not { } refusal)
        {
            return false;
        }

        if (refusal == Unavailable)
        {
            Log.Unavailable(logger, exception.GetBaseException().Message);
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        await refusal.ExecuteAsync(httpContext);
        return true;
    }

    private static Refusal? RefusalOf(Exception exception)
        => exception.WasOvertaken() ? ChangedMeanwhile
            : exception.IsDatabaseOutage() ? Unavailable
            : exception.IsUnstorableText() ? UnstorableText
            : null;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The database is not available: {Reason}")]
        public static partial void Unavailable(ILogger logger, string reason);
    }
}
