namespace PlanningPlatform.ComplaintStreams;

/// <summary>One complaint of a stream, with what only its generator knows.</summary>
public sealed record StreamReport
{
    public required int Id { get; init; }

    /// <summary>What it is about: two reports are duplicates exactly if this is the same. A thing that comes back after it was mended is another thing.</summary>
    public required int Thing { get; init; }

    public required string Category { get; init; }

    /// <summary>What is wrong within its category: a lamp that is out, a pole that leans.</summary>
    public required string Kind { get; init; }

    public required Spread Spread { get; init; }
    public required string Language { get; init; }
    public required string Description { get; init; }

    /// <summary>Degrees; null together with <see cref="Longitude"/> for a report without a point.</summary>
    public required double? Latitude { get; init; }

    public required double? Longitude { get; init; }
    public required string VillageCode { get; init; }
    public required string? Street { get; init; }
    public required string? Rt { get; init; }
    public required string? Rw { get; init; }
    public required string? Landmark { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Description and every field about the place, as one text.</summary>
    public string Everything => string.Join(' ', new[] { Description, Street, Rt is null ? null : $"RT {Rt}", Rw is null ? null : $"RW {Rw}", Landmark }.Where(part => part is not null));
}
