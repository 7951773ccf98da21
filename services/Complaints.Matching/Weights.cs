namespace PlanningPlatform.Complaints.Matching;

/// <summary>
/// How much each piece of evidence counts, in log odds: 0.7 doubles the odds that two reports are of one thing, -0.7 halves them. Fitted by logistic regression on the tuning
/// streams, with and without two fifths of the lexicon so that they hold for words nobody thought of, then rounded; where made-up residents are more exact than
/// real ones (how long it has been so, which kind of thing it is), halved.
/// </summary>
internal static class Weights
{
    private const double Start = 1.1;

    /// <summary>What the text alone says, without knowing where and when.</summary>
    public static double OfText(in Evidence evidence)
    {
        var area = evidence.IsArea;
        var log = Start + (area ? 1.8 : 0)
            + (1.1 * evidence.Wording)
            // Nobody writes the same sentence by chance: it was forwarded. With another address it was copied for another thing.
            + (evidence.HasOtherAddress ? 0 : 5 * Math.Max(0, evidence.Wording - 0.5))
            + Of(evidence.Aspect, 0.4, -4.5)
            + Of(evidence.Gang, 0.7, area ? -0.4 : -1.5)
            + Of(evidence.Street, 0.2, area ? -0.8 : -1.1)
            + Of(evidence.Rt, 0.3, area ? 0 : -1.5)
            + Of(evidence.Rw, 0.2, -2.5)
            + Of(evidence.House, 1.3, -1.3)
            + Of(evidence.Landmark, 0.2, -0.6)
            + Of(evidence.Direction, 2, -1.3)
            + Of(evidence.Onset, 0.3, -1);
        if (evidence.Aspect == Agreement.Silent)
        {
            log += evidence.Wording + (0.5 * evidence.Matter);
        }

        // Not understood: rather not offered, unless it is word for word the same.
        return evidence.IsVague && evidence.Wording < 0.5 ? log - 0.5 : log;
    }

    /// <param name="metres">Null where one has no point: then the addresses carry more.</param>
    /// <param name="days">Between the two.</param>
    public static double OfPlaceAndTime(in Evidence evidence, double? metres, double days, bool isEmergency)
    {
        var log = metres is { } known
            ? -((evidence.IsArea ? 0.5 : 2) * known / 100) - (0.25 * known / 100 * known / 100)
            : evidence.SharesAddress ? -1.6 : -2.7;
        log -= 0.07 * days;
        // An accident is over in an hour; everybody calls at once.
        return isEmergency ? log + 3.4 - (3.7 * Math.Min(days, 3)) - (days > 1 ? 0.6 : 0) : log;
    }

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static double Of(Agreement agreement, double same, double different) => agreement switch { Agreement.Same => same, Agreement.Different => different, _ => 0 };
}
