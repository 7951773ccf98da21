namespace PlanningPlatform.Complaints.Matching;

/// <summary>How likely two texts are about the same thing.</summary>
public static class Similarity
{
    /// <summary>
    /// 0..1 and symmetric: 1 for two readings of the same words and addresses, 0 where either says nothing or they have nothing in common. Common words count by what they say,
    /// agreeing addresses for, other gangs, RT, streets, sides of a landmark and kinds of trouble against.
    /// </summary>
    public static double Of(ReportText a, ReportText b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return 0;
        }

        if (a.SaysTheSameAs(b))
        {
            return 1;
        }

        var evidence = Evidence.Of(a, b);
        return evidence.IsNothing ? 0 : Weights.Probability(Weights.OfText(evidence) + Weights.OfPlaceAndTime(evidence, metres: null, days: 0, isEmergency: false));
    }
}
