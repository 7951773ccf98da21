namespace PlanningPlatform.Complaints.Domain;

/// <summary>What a Mobmas is asked for; nothing finer, because a trip's reason can reveal an illness (UU 27/2022).</summary>
internal enum Purpose
{
    Health,
    Social,
    Administration,
    Other,
}

/// <summary>What the dispatcher was asked for, kept so that the reporter can read it.</summary>
internal sealed record Trip(Purpose Purpose, int Passengers, bool NeedsWheelchair);
