using System.Text.Json;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>How one kind of routing service is asked for a table, and what its answer looks like.</summary>
internal abstract class MatrixInterface
{
    public abstract string Name { get; }

    /// <summary>Its word for a car.</summary>
    public abstract string Car { get; }

    /// <summary>Places on either side that it takes as it comes: OSRM's <c>max-table-size</c> 100; 2,500 pairs for the others (<c>maximum_routes</c>, <c>max_matrix_location_pairs</c>).</summary>
    public virtual int TableSize => 50;

    public static MatrixInterface Of(MatrixKind kind) => kind switch
    {
        MatrixKind.OpenRouteService => new OpenRouteServiceMatrix(),
        MatrixKind.Valhalla => new ValhallaMatrix(),
        _ => new OsrmTable(),
    };

    public abstract HttpRequestMessage Ask(string address, string profile, IReadOnlyList<RoundedPlace> from, IReadOnlyList<RoundedPlace> to);

    /// <returns>Row by row; null when the answer is no table of this size.</returns>
    public abstract Drive[]? Read(JsonElement answer, int rows, int columns);

    protected static JsonElement Member(JsonElement parent, string name)
        => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    protected static bool IsArray(JsonElement element, int length) => element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == length;

    /// <summary>A missing or null number: no way leads there.</summary>
    protected static Drive? DriveOf(JsonElement seconds, JsonElement distance, double metresPerUnit = 1) => (seconds.ValueKind, distance.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => new(seconds.GetDouble(), distance.GetDouble() * metresPerUnit),
        (JsonValueKind.Null, JsonValueKind.Null or JsonValueKind.Number) or (JsonValueKind.Number, JsonValueKind.Null) => Drive.Unreachable,
        _ => null,
    };

    /// <summary><c>durations</c> and <c>distances</c> beside each other, as OSRM and OpenRouteService answer.</summary>
    protected static Drive[]? ReadTwoTables(JsonElement answer, int rows, int columns)
    {
        var (durations, distances) = (Member(answer, "durations"), Member(answer, "distances"));
        if (!IsArray(durations, rows) || !IsArray(distances, rows))
        {
            return null;
        }

        var drives = new List<Drive>(rows * columns);
        foreach (var (seconds, metres) in durations.EnumerateArray().Zip(distances.EnumerateArray()))
        {
            if (!IsArray(seconds, columns) || !IsArray(metres, columns))
            {
                return null;
            }

            foreach (var (second, metre) in seconds.EnumerateArray().Zip(metres.EnumerateArray()))
            {
                if (DriveOf(second, metre) is not { } drive)
                {
                    return null;
                }

                drives.Add(drive);
            }
        }

        return [.. drives];
    }

    /// <summary>Every place once, and where the rows and columns stand among them.</summary>
    protected static (List<RoundedPlace> Places, IEnumerable<int> From, IEnumerable<int> To) Numbered(IReadOnlyList<RoundedPlace> from, IReadOnlyList<RoundedPlace> to)
    {
        var places = from.Union(to).ToList();
        var numbers = places.Index().ToDictionary(place => place.Item, place => place.Index);
        return (places, from.Select(place => numbers[place]), to.Select(place => numbers[place]));
    }
}

/// <summary><c>GET /table/v1/driving/112.0178,-7.8166;...</c>, https://project-osrm.org/docs/v5.24.0/api/#table-service.</summary>
internal sealed class OsrmTable : MatrixInterface
{
    public override string Name => "OSRM";

    public override string Car => "driving";

    public override int TableSize => 100;

    public override HttpRequestMessage Ask(string address, string profile, IReadOnlyList<RoundedPlace> from, IReadOnlyList<RoundedPlace> to)
    {
        var (places, sources, destinations) = Numbered(from, to);
        return new(
            HttpMethod.Get,
            $"{address}/table/v1/{profile}/{string.Join(';', places)}?annotations=duration,distance&generate_hints=false&sources={string.Join(';', sources)}&destinations={string.Join(';', destinations)}");
    }

    public override Drive[]? Read(JsonElement answer, int rows, int columns)
        => Member(answer, "code") is { ValueKind: JsonValueKind.String } code && code.ValueEquals("Ok") ? ReadTwoTables(answer, rows, columns) : null;
}

/// <summary><c>POST /v2/matrix/driving-car</c>, https://openrouteservice.org/dev/#/api-docs/matrix_service.</summary>
internal sealed class OpenRouteServiceMatrix : MatrixInterface
{
    public override string Name => "OpenRouteService";

    public override string Car => "driving-car";

    public override HttpRequestMessage Ask(string address, string profile, IReadOnlyList<RoundedPlace> from, IReadOnlyList<RoundedPlace> to)
    {
        var (places, sources, destinations) = Numbered(from, to);
        return new(HttpMethod.Post, $"{address}/v2/matrix/{profile}")
        {
            Content = JsonContent.Create(new
            {
                locations = places.Select(place => new[] { place.Longitude, place.Latitude }),
                sources = sources.Select(number => $"{number}"),
                destinations = destinations.Select(number => $"{number}"),
                metrics = new[] { "duration", "distance" },
                units = "m",
            }),
        };
    }

    public override Drive[]? Read(JsonElement answer, int rows, int columns) => ReadTwoTables(answer, rows, columns);
}

/// <summary><c>POST /sources_to_targets</c>, https://valhalla.github.io/valhalla/api/matrix/api-reference/: a cell is an object, in kilometres.</summary>
internal sealed class ValhallaMatrix : MatrixInterface
{
    public override string Name => "Valhalla";

    public override string Car => "auto";

    public override HttpRequestMessage Ask(string address, string profile, IReadOnlyList<RoundedPlace> from, IReadOnlyList<RoundedPlace> to)
        => new(HttpMethod.Post, $"{address}/sources_to_targets")
        {
            Content = JsonContent.Create(new
            {
                sources = from.Select(place => new { lat = place.Latitude, lon = place.Longitude }),
                targets = to.Select(place => new { lat = place.Latitude, lon = place.Longitude }),
                costing = profile,
                units = "kilometers",
            }),
        };

    public override Drive[]? Read(JsonElement answer, int rows, int columns)
    {
        var table = Member(answer, "sources_to_targets");
        if (!IsArray(table, rows) || !table.EnumerateArray().All(row => IsArray(row, columns)))
        {
            return null;
        }

        var drives = table.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(cell => DriveOf(Member(cell, "time"), Member(cell, "distance"), metresPerUnit: 1000)).ToList();
        return drives.Contains(null) ? null : [.. drives.OfType<Drive>()];
    }
}
