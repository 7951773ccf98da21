using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Options;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>
/// What the routing service said before, then what it says now, then the estimate: whoever plans gets a matrix, and it says of which pairs
/// nobody knew better.
/// </summary>
internal sealed class AskedTravelTimes(
    MatrixService service, KnownDrives known, EstimatedTravelTimes estimated, Circuit circuit, IOptions<TravelSettings> settings, TimeProvider time) : ITravelTimes
{
    private static readonly Counter<long> Pairs = new Meter("PlanningPlatform.MobileUnits").CreateCounter<long>(
        "planning.travel.pairs", "{pair}", "Pairs of places whose travel time was asked of the routing service, remembered or, for want of it, estimated.");

    private readonly TimeSpan _timeout = settings.Value.Timeout;

    public async Task<TravelMatrix> BetweenAsync(IReadOnlyList<GeoPoint> places, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        List<RoundedPlace> distinct = [.. places.Select(place => new RoundedPlace(place)).Distinct()];
        var drives = known.Between(distinct);
        var remembered = drives.Count(drive => drive is not null);
        var pairs = distinct.Count * (distinct.Count - 1);
        if (remembered < pairs)
        {
            await AskAsync(distinct, drives, cancellationToken);
        }

        var answered = drives.Count(drive => drive is not null);
        Count("cached", remembered);
        Count("asked", answered - remembered);
        Count("estimated", pairs - answered);

        return MatrixOf(places, distinct, drives);
    }

    public TravelMatrix KnownBetween(IReadOnlyList<GeoPoint> places)
    {
        List<RoundedPlace> distinct = [.. places.Select(place => new RoundedPlace(place)).Distinct()];
        return MatrixOf(places, distinct, known.Between(distinct));
    }

    /// <param name="drives">From each of the distinct places to each; null what has to be estimated.</param>
    private TravelMatrix MatrixOf(IReadOnlyList<GeoPoint> places, List<RoundedPlace> distinct, Drive?[] drives)
    {
        var numbers = distinct.Index().ToDictionary(place => place.Item, place => place.Index);
        int[] at = [.. places.Select(place => numbers[new(place)])];
        return new(places.Count, service.Name, (from, to) =>
            at[from] == at[to] ? (default, false)
            : drives[(at[from] * distinct.Count) + at[to]] is { IsUnreachable: false } drive ? (drive, false)
            : (estimated.Between(places[from], places[to]), true));
    }

    /// <summary>Fills in what is missing, as far as the service answers in time. What it answered before it failed is kept.</summary>
    private async Task AskAsync(List<RoundedPlace> places, Drive?[] drives, CancellationToken cancellationToken)
    {
        if (!circuit.TryEnter())
        {
            return;
        }

        using var patience = new CancellationTokenSource(_timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            foreach (var table in Table.Covering(places.Count, (from, to) => from != to && drives[(from * places.Count) + to] is null, service.TableSize))
            {
                var answer = await service.AskAsync([.. table.From.Select(place => places[place])], [.. table.To.Select(place => places[place])], either.Token);
                if (answer.Drives is not { } answered)
                {
                    circuit.Failed(service.Name, answer.WhatIsWrong!);
                    return;
                }

                Take(table, answered, places, drives);
            }

            circuit.Answered(service.Name);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            circuit.Failed(service.Name, string.Create(CultureInfo.InvariantCulture, $"it takes longer than {_timeout.TotalSeconds:0.###} s"));
        }
        finally
        {
            circuit.Leave();
        }
    }

    private void Take(Table table, IReadOnlyList<Drive> answered, List<RoundedPlace> places, Drive?[] drives)
    {
        var ways = (from row in table.From from column in table.To select (From: row, To: column)).Zip(answered, (way, drive) => (way.From, way.To, Drive: drive))
            .Where(way => way.From != way.To).ToList();
        foreach (var (from, to, drive) in ways)
        {
            drives[(from * places.Count) + to] = drive;
        }

        known.Keep(ways.Select(way => (places[way.From], places[way.To], way.Drive)));
    }

    private static void Count(string outcome, int pairs)
    {
        if (pairs > 0)
        {
            Pairs.Add(pairs, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
