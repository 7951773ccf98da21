using System.Globalization;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>What lies near a point: <c>lat</c>, <c>long</c> (degrees, WGS 84) and <c>radius</c> (metres), an extension that several cities have.</summary>
internal sealed record Circle(double Latitude, double Longitude, double Metres)
{
    private const double Largest = 2000;

    /// <summary>No Indonesian city lies farther from the equator than 11 degrees; near the poles a circle would hold cells without end.</summary>
    private const double FarthestLatitude = 60;

    /// <summary>Short enough for the earth to be flat: wrong by less than a metre at 2 km.</summary>
    public double MetresPerDegreeEast => GridCell.MetresPerDegree * Math.Cos(Latitude * Math.PI / 180);

    public IReadOnlyList<long> Cells => GridCell.Within(Latitude, Longitude, Metres);

    /// <summary>Null when none is asked for, or one that cannot be.</summary>
    public static Circle? Read(Parameters sent, FieldErrors errors)
    {
        if (sent["radius"] is null && sent["lat"] is null && sent["long"] is null)
        {
            return null;
        }

        var (latitude, longitude) = (Number("lat", -FarthestLatitude, FarthestLatitude), Number("long", -180, 180));
        var metres = Number("radius", 1, Largest);
        return latitude is null || longitude is null || metres is null ? null : new(latitude.Value, longitude.Value, metres.Value);

        double? Number(string name, double least, double most)
        {
            if (double.TryParse(sent[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            errors.Add(name, "out_of_range", $"lat, long, dan radius dipakai bersama; ini angka antara {least} dan {most}.", $"lat, long and radius go together; this is a number between {least} and {most}.");
            return null;
        }
    }
}
