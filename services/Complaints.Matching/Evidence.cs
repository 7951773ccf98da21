using System.Runtime.InteropServices;

namespace PlanningPlatform.Complaints.Matching;

/// <summary>What two reports say of one thing: nothing, the same, or something else.</summary>
internal enum Agreement
{
    Silent,
    Same,
    Different,
}

/// <summary>All that speaks for or against two texts being about the same thing. Symmetric.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Evidence
{
    /// <summary>Share of what both say together that both say, by weight: 0..1.</summary>
    public float Matter;

    /// <summary>Share of what the shorter says that the longer says too: 0..1.</summary>
    public float Overlap;

    /// <summary>Jaccard index of the character trigrams: 0..1.</summary>
    public float Wording;

    public Agreement Aspect;

    /// <summary>The category tells things apart by what is wrong, and one of the two does not say, or in words that nobody thought of.</summary>
    public bool IsVague;

    public Agreement Gang;
    public Agreement Street;
    public Agreement Rt;
    public Agreement Rw;
    public Agreement House;
    public Agreement Landmark;

    /// <summary>Where it lies as seen from a landmark that both name: north of it and south of it are two places.</summary>
    public Agreement Direction;

    public Agreement Onset;

    /// <summary>Both are about something that is felt all around, and about nothing else, so that addresses differ.</summary>
    public bool IsArea;

    /// <summary>They name the same place in at least one way.</summary>
    public readonly bool SharesAddress => Gang == Agreement.Same || Street == Agreement.Same || Landmark == Agreement.Same || Rt == Agreement.Same;

    /// <summary>They name different places in at least one way.</summary>
    public readonly bool HasOtherAddress
        => Gang == Agreement.Different || Street == Agreement.Different || Rt == Agreement.Different || House == Agreement.Different || Direction == Agreement.Different;

    /// <summary>Neither a word nor an address nor more than a few letters in common.</summary>
    public readonly bool IsNothing => Matter == 0 && !SharesAddress && Rw != Agreement.Same && House != Agreement.Same && Wording < 0.1f;

    /// <param name="aspects">Those of the category; all where it is not known.</param>
    /// <param name="daysBetween">Between the two reports.</param>
    public static Evidence Of(ReportText a, ReportText b, ulong aspects = ulong.MaxValue, double daysBetween = 0)
    {
        var evidence = default(Evidence);
        evidence.CompareMatter(a, b);
        evidence.Wording = Jaccard(a.Trigrams, b.Trigrams);
        evidence.Aspect = Compared(a.Aspects & aspects, b.Aspects & aspects);
        evidence.IsVague = aspects != 0 && evidence.Aspect == Agreement.Silent;
        var shared = a.Aspects & b.Aspects & aspects;
        evidence.IsArea = shared != 0 && (shared & ~a.AreaAspects) == 0;
        evidence.Gang = CompareAll(a.Addresses.Gangs, b.Addresses.Gangs, AreAlike);
        evidence.Rt = CompareAll(a.Addresses.Rts, b.Addresses.Rts, static (x, y) => x == y);
        evidence.Rw = CompareAll(a.Addresses.Rws, b.Addresses.Rws, static (x, y) => x == y);
        evidence.House = CompareAll(a.Addresses.Houses, b.Addresses.Houses, static (x, y) => x == y);
        evidence.CompareStreets(a.Addresses.Streets, b.Addresses.Streets);
        evidence.CompareLandmarks(a.Addresses.Landmarks, b.Addresses.Landmarks);
        evidence.CompareOnset(a.SinceDays, b.SinceDays, daysBetween);
        return evidence;
    }

    /// <summary>Mistyped names are the same name.</summary>
    public static bool AreAlike(string a, string b)
        => a == b || (Math.Min(a.Length, b.Length) >= 5 && Spelling.IsOneSlipFrom(a, b)) || (a.Length != b.Length && Math.Min(a.Length, b.Length) >= 4 && a[0] == b[0] && IsSkeletonOf(a, b));

    private static bool IsSkeletonOf(string a, string b)
    {
        var (shorter, longer) = a.Length < b.Length ? (a, b) : (b, a);
        return Spelling.IsWithin(shorter, longer) && Spelling.HaveSameConsonants(shorter, longer);
    }

    private static Agreement Compared(ulong a, ulong b) => a == 0 || b == 0 ? Agreement.Silent : (a & b) != 0 ? Agreement.Same : Agreement.Different;

    private static Agreement CompareAll<T>(List<T> a, List<T> b, Func<T, T, bool> areSame)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return Agreement.Silent;
        }

        foreach (var one in a)
        {
            foreach (var other in b)
            {
                if (areSame(one, other))
                {
                    return Agreement.Same;
                }
            }
        }

        return Agreement.Different;
    }

    private void CompareMatter(ReportText a, ReportText b)
    {
        // From both sides, and the lesser: a slip can pair one word with two.
        var shared = Math.Min(SharedWith(a, b), SharedWith(b, a));
        var less = Math.Min(a.Weight, b.Weight);
        Matter = shared > 0 ? shared / (a.Weight + b.Weight - shared) : 0;
        Overlap = shared > 0 ? shared / less : 0;
    }

    private static float Jaccard(int[] a, int[] b)
    {
        var (atA, atB, common) = (0, 0, 0);
        while (atA < a.Length && atB < b.Length)
        {
            var (one, other) = (a[atA], b[atB]);
            common += one == other ? 1 : 0;
            atA += one <= other ? 1 : 0;
            atB += other <= one ? 1 : 0;
        }

        return common == 0 ? 0 : (float)common / (a.Length + b.Length - common);
    }

    private static float SharedWith(ReportText a, ReportText b)
    {
        var shared = 0f;
        foreach (var one in a.Matter)
        {
            foreach (var other in b.Matter)
            {
                if (AreSame(one, other))
                {
                    shared += Math.Min(one.Weight, other.Weight);
                    break;
                }
            }
        }

        return shared;
    }

    public static bool AreSame(Entry a, Entry b)
        => ReferenceEquals(a, b) || a.Concept == b.Concept || (a.Kind == WordKind.Unknown && b.Kind == WordKind.Unknown && AreAlike(a.Concept, b.Concept));

    private void CompareStreets(List<Street> a, List<Street> b)
    {
        Street = CompareAll(a, b, static (x, y) => AreSameStreet(x.Name, y.Name));
        if (Street == Agreement.Different && !(a.Exists(street => street.IsSure) && b.Exists(street => street.IsSure)))
        {
            Street = Agreement.Silent;
        }
    }

    /// <summary>"mawar" and "mawar macet" are one street: the second word may be no part of the name.</summary>
    private static bool AreSameStreet(string a, string b)
    {
        var (spaceA, spaceB) = (a.IndexOf(' ', StringComparison.Ordinal), b.IndexOf(' ', StringComparison.Ordinal));
        return (spaceA < 0) == (spaceB < 0) ? AreAlike(a, b) : AreAlike(spaceA < 0 ? a : a[..spaceA], spaceB < 0 ? b : b[..spaceB]);
    }

    private void CompareLandmarks(List<Landmark> a, List<Landmark> b)
    {
        Landmark = CompareAll(a, b, AreSame);
        foreach (var one in a)
        {
            foreach (var other in b)
            {
                if (AreSame(one, other) && one.Relation is not null && other.Relation is not null)
                {
                    Direction = one.Relation == other.Relation ? Agreement.Same : AreOpposite(one.Relation, other.Relation) && Direction != Agreement.Same ? Agreement.Different : Direction;
                }
            }
        }
    }

    private static bool AreSame(Landmark a, Landmark b) => a.Sort == b.Sort && (a.Name is null || b.Name is null || AreAlike(a.Name, b.Name));

    private static bool AreOpposite(string a, string b)
        => (a, b) is ("north", "south") or ("south", "north") or ("east", "west") or ("west", "east") or ("front", "behind") or ("behind", "front");

    /// <summary>"Three days" today and "two weeks" last week cannot be the same lamp; people round, so half and double still can.</summary>
    private void CompareOnset(int? a, int? b, double daysBetween)
    {
        if (a is null || b is null)
        {
            return;
        }

        // How old each says it was, on the day of the later report. Which of the two is the later is not known here: the kinder reading counts.
        Onset = AreClose(a.Value, b.Value + daysBetween) || AreClose(b.Value, a.Value + daysBetween) ? Agreement.Same : Agreement.Different;
    }

    private static bool AreClose(double a, double b) => Math.Abs(a - b) <= 2 + (0.5 * Math.Max(a, b));
}
