using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>
/// The number of a request that was posted with an <c>Idempotency-Key</c>, for a client that lost the answer. Numbers are given at once here, so a POST
/// answers no token: the client knows it, because it is the SHA-256 of its api_key and that key, and nobody else can make it up.
/// </summary>
internal static partial class FindByToken
{
    public static async Task<Results<Open311Answer, Refusal>> Handle(
        string token, Parameters sent, Jurisdiction jurisdiction, ComplaintsDb db, Secrets secrets, CancellationToken cancellationToken)
    {
        if (jurisdiction.Check(sent) is { } refusal)
        {
            return refusal;
        }

        if (!Form().IsMatch(token))
        {
            return NotFound;
        }

        var keyHash = SHA256.HashData(Encoding.UTF8.GetBytes(IntakeKeyOf(token)));
        return await db.Set<IntakeKey>().AsNoTracking().FirstOrDefaultAsync(key => key.KeyHash == keyHash, cancellationToken) is { } kept
            ? new Open311Answer("service_requests", new Items("request", [new Fields(("service_request_id", secrets.Unprotect<Lodged>(kept.ProtectedAnswer).TrackingNumber), ("token", token))])) { Caching = "no-store" }
            : NotFound;
    }

    /// <param name="idempotencyKey">As the client sent it.</param>
    public static string TokenOf(string apiKey, string idempotencyKey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{apiKey}:{idempotencyKey}")));

    /// <summary>Apart from the keys of every other channel: whoever knows one of those finds nothing here.</summary>
    public static string IntakeKeyOf(string token) => $"open311:{token.ToLowerInvariant()}";

    private static Refusal NotFound { get; } = new(404, "unknown_token", new("Token ini tidak dikenal.", "This token is unknown."))
    {
        Errors = [new("token", "unknown_token", new("Tidak ada laporan yang diterima dengan token ini.", "No report was taken in with this token."))],
    };

    [GeneratedRegex("^[0-9a-fA-F]{64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
