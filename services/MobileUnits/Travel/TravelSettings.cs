using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>Section <c>Travel</c> of the configuration. Durations are written <c>00:00:03</c>.</summary>
internal sealed class TravelSettings
{
    /// <summary>Streets are longer than the crow flies by this. A local default without a source.</summary>
    public double RoadFactor { get; init; } = 1.4;

    /// <summary>A van in town, its stops at lights included. A local default without a source.</summary>
    public double KilometresPerHour { get; init; } = 25;

    /// <summary>Address of a routing service; without it everything is estimated.</summary>
    public string? Matrix { get; init; }

    public MatrixKind Kind { get; init; } = MatrixKind.Osrm;

    /// <summary>What drives, in the service's own words; null: a car.</summary>
    public string? Profile { get; init; }

    /// <summary>Sent as it is in <see cref="ApiKeyHeader"/>.</summary>
    public string? ApiKey { get; init; }

    public string ApiKeyHeader { get; init; } = "Authorization";

    /// <summary>Places on either side of one table; null: what the service takes as it comes.</summary>
    public int? TableSize { get; init; }

    /// <summary>For one matrix in all, however many tables it takes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Drives that are remembered at most, each about 100 bytes.</summary>
    public int CachedPairs { get; init; } = 200_000;

    public TimeSpan CachedFor { get; init; } = TimeSpan.FromDays(1);

    public bool AsksAService => Matrix is { Length: > 0 };
}

/// <summary>Which interface the routing service has.</summary>
internal enum MatrixKind
{
    Osrm,
    OpenRouteService,
    Valhalla,
}

/// <summary>Nonsense ends the start, with the setting's name.</summary>
internal sealed partial class TravelSettingsValidation : IValidateOptions<TravelSettings>
{
    public ValidateOptionsResult Validate(string? name, TravelSettings options)
    {
        var wrong = WhatIsWrong(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    // Patterns, because NaN fails them.
    private static IEnumerable<string> WhatIsWrong(TravelSettings settings)
    {
        if (settings.RoadFactor is not (>= 1 and <= 5))
        {
            yield return "Travel:RoadFactor says by how much streets are longer than the crow flies: a number from 1 to 5, such as 1.4.";
        }

        if (settings.KilometresPerHour is not (>= 1 and <= 150))
        {
            yield return "Travel:KilometresPerHour is the speed of a car in town: a number from 1 to 150, such as 25.";
        }

        // A key in the address would be in every log between here and there.
        if (settings.AsksAService
            && !(Uri.TryCreate(settings.Matrix, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }))
        {
            yield return "Travel:Matrix is the web address of a routing service without user, password or query, such as https://osrm.example.id; a key belongs in Travel:ApiKey.";
        }

        if (!Enum.IsDefined(settings.Kind))
        {
            yield return $"Travel:Kind is one of {string.Join(", ", Enum.GetNames<MatrixKind>())}.";
        }

        if (settings.Profile is { } profile && !Profile().IsMatch(profile))
        {
            yield return "Travel:Profile is a word of the routing service, such as driving: letters, digits, - and _.";
        }

        if (settings.ApiKey is { } key && !key.All(character => character is >= ' ' and <= '~'))
        {
            yield return "Travel:ApiKey holds a character that no HTTP header may.";
        }

        if (!HeaderName().IsMatch(settings.ApiKeyHeader))
        {
            yield return "Travel:ApiKeyHeader is the name of an HTTP header, such as Authorization or X-Api-Key.";
        }

        if (settings.TableSize is < 2 or > 1000)
        {
            yield return "Travel:TableSize is how many places one table has on either side: from 2 to 1000.";
        }

        if (settings.Timeout <= TimeSpan.Zero || settings.Timeout > TimeSpan.FromMinutes(1))
        {
            yield return "Travel:Timeout is how long a routing service may take for a matrix: more than nothing and at most a minute, such as 00:00:03.";
        }

        if (settings.CachedPairs is < 0 or > 10_000_000)
        {
            yield return "Travel:CachedPairs is how many drives are remembered: from 0 to 10000000.";
        }

        if (settings.CachedFor <= TimeSpan.Zero)
        {
            yield return "Travel:CachedFor is how long a drive is remembered: more than nothing, such as 1.00:00:00 for a day.";
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,50}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Profile();

    // Content-... describes a body and travels apart.
    [GeneratedRegex("^(?!Content-)[A-Za-z0-9-]{1,50}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderName();
}
