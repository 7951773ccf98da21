namespace PlanningPlatform.Complaints.Calls.Domain;

/// <summary>Somebody who can be called to an emergency: the buttons of the hand-off card. Data: a city keeps its own list.</summary>
internal sealed class EmergencyUnit
{
    public const int LongestCode = 20;
    public const int LongestPhone = 30;

    private EmergencyUnit()
    {
    }

    /// <summary>Capital letters, digits and dashes: <c>DAMKAR</c>.</summary>
    public string Code { get; private init; } = "";

    /// <summary>As the card names it: Damkar, ambulans PSC.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The agency whose categories offer it first; null for nobody's.</summary>
    public string? AgencyCode { get; private set; }

    /// <summary>For the operator to dial; null when not known.</summary>
    public string? Phone { get; private set; }

    /// <summary>Beyond the border, or not led by the city: what lies there is handed over to it.</summary>
    public bool IsOutside { get; private set; }

    /// <summary>What is offered in place of a Mobmas.</summary>
    public bool IsAmbulance { get; private set; }

    public string EditedBy { get; private set; } = "";
    public DateTimeOffset EditedAt { get; private set; }
    public int Version { get; private set; }

    public static EmergencyUnit Add(string code, UnitDetails details, string actor, DateTimeOffset now)
    {
        var unit = new EmergencyUnit { Code = code };
        unit.Edit(details, actor, now);
        return unit;
    }

    public void Edit(UnitDetails details, string actor, DateTimeOffset now)
    {
        (Name, AgencyCode, Phone, IsOutside, IsAmbulance) = (details.Name, details.AgencyCode, details.Phone, details.IsOutside, details.IsAmbulance);
        (EditedBy, EditedAt) = (actor, now);
        Version++;
    }
}

internal sealed record UnitDetails(string Name, string? AgencyCode, string? Phone, bool IsOutside, bool IsAmbulance);
