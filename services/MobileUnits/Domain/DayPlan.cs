namespace PlanningPlatform.MobileUnits.Domain;

public enum DayPlanState
{
    Running,

    /// <summary>It can be looked at and adopted.</summary>
    Done,

    /// <summary>Somebody stopped it: the best plan until then can be looked at and adopted.</summary>
    Stopped,

    /// <summary>Its units and requests have their journeys.</summary>
    Adopted,

    /// <summary>It broke off without a plan.</summary>
    Failed,
}

/// <summary>One run of the day planner for a day and a region.</summary>
internal sealed class DayPlan
{
    public required Guid Id { get; init; }

    /// <summary>Local date.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Codes of the regions that it is for, separated by spaces.</summary>
    public required string Regions { get; init; }

    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The caller's time limit.</summary>
    public required int Seconds { get; init; }

    public DayPlanState State { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Percent of the time limit that is over.</summary>
    public int Progress { get; private set; }

    public int Served { get; private set; }
    public int Unserved { get; private set; }
    public int UnitsUsed { get; private set; }
    public double Kilometres { get; private set; }

    /// <summary>When the process that runs it last said so: one that fell silent has failed.</summary>
    public DateTimeOffset HeardAt { get; private set; }

    /// <summary>Somebody wants it to stop.</summary>
    public bool StopAsked { get; private set; }

    /// <summary>The plan as JSON, with ids and times and nothing about a person; null before the end.</summary>
    public string? Result { get; private set; }

    public int Version { get; private set; }

    /// <summary>It is made, and nobody has adopted it.</summary>
    public bool IsReady => State is DayPlanState.Done or DayPlanState.Stopped;

    public void Report(int progress, int served, int unserved, int unitsUsed, double kilometres, DateTimeOffset now)
    {
        (Progress, Served, Unserved, UnitsUsed, Kilometres, HeardAt) = (progress, served, unserved, unitsUsed, kilometres, now);
        Version++;
    }

    public void AskToStop()
    {
        StopAsked = true;
        Version++;
    }

    public void Finish(DayPlanState state, string? result, DateTimeOffset now)
    {
        (State, Result, EndedAt, HeardAt, Progress) = (state, result, now, now, 100);
        Version++;
    }

    /// <summary>A request that came in since is in it now.</summary>
    /// <param name="result">The new plan.</param>
    public void TakeIn(string result, int served, int unserved, int unitsUsed, double kilometres)
    {
        MustBeReady();
        (Result, Served, Unserved, UnitsUsed, Kilometres) = (result, served, unserved, unitsUsed, kilometres);
        Version++;
    }

    public void Adopt()
    {
        MustBeReady();
        State = DayPlanState.Adopted;
        Version++;
    }

    private void MustBeReady()
    {
        if (!IsReady)
        {
            throw new InvalidOperationException($"A day plan that is {State} cannot be adopted, nor take anybody in.");
        }
    }
}
