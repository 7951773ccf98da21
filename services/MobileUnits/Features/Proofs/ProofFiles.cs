using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Features.Proofs;

/// <summary>
/// Where the pictures lie: one copy of each, which holds pixels and nothing else. What a camera writes beside them (where, when, whose) is not kept, and neither is the original.
/// </summary>
internal static class ProofFiles
{
    /// <summary>Pixels: a signature and a face at a door can be told.</summary>
    public const int LongestEdge = 1280;

    private const string Kind = "proof";

    /// <summary>The last digits of an id are random, so each folder holds as many files as the others.</summary>
    public static IReadOnlyList<string> Folders { get; } = [.. Enumerable.Range(0, 256).Select(part => $"{Kind}/{part:x2}")];

    public static string KeyOf(Guid proof) => $"{Kind}/{proof.ToString("N")[^2..]}/{proof:N}";

    /// <returns>Null for a file that is none of ours.</returns>
    public static Guid? ProofIn(string key) => Guid.TryParseExact(key.Split('/')[^1], "N", out var proof) ? proof : null;
}

/// <summary>That there is one, for the answers about a request; the picture is at <c>journeys/{journeyId}/proofs/{id}</c>.</summary>
internal sealed record ProofItem(Guid Id, Guid JourneyId, ProofKind Kind, DateTimeOffset At);
