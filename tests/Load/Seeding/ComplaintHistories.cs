using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.ComplaintStreams;
using PlanningPlatform.Intake;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Load.Seeding;

/// <summary>
/// Complaints with their whole life until today, lived by the domain's own verbs, so that every row is one that the service would have written. All made up (REKAAN); what
/// is written and how often each category comes is from <see cref="ComplaintStream"/>, and the shares here are assumptions [ours].
/// </summary>
internal sealed class ComplaintHistories
{
    private const int Days = 730;
    private const double MetresPerDegree = 111_320;

    private readonly Random _random;
    private readonly DateTimeOffset _now;
    private readonly CaseClock _clock;
    private readonly List<(string Code, double Latitude, double Longitude)> _villages;
    private readonly double[] _villageShares;
    private readonly double[] _dayShares;
    private readonly Dictionary<string, (Category Category, CategoryRule Rule)> _categories;
    private readonly Dictionary<string, Agency> _agencies;
    private readonly List<RegulationProfile> _profiles;
    private readonly StreamReport[] _texts;
    private readonly Dictionary<(string Category, string Village), Complaint> _masters = [];
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly SilenceLimits _silence = new();

    public ComplaintHistories(
        Regency regency, ApproximatePoints points, OfficeTime office, IEnumerable<Category> categories, IEnumerable<Agency> agencies, IEnumerable<RegulationProfile> profiles, DateTimeOffset now)
    {
        (_random, _now, _clock) = (new Random(112), now, new CaseClock(office, regency));
        var today = _clock.DayOf(now);
        _villages = [.. regency.Villages.Select(village => points.TryGetPoint(village.Code, out var point) ? (village.Code.ToString(), point.Latitude, point.Longitude) : (village.Code.ToString(), -7.82, 112.01))];
        // The busiest village reports about five times as much as the quietest.
        _villageShares = Summed([.. _villages.Select((_, index) => 1.0 / (1 + (4.0 * ((index * 17) % _villages.Count) / _villages.Count)))]);
        _dayShares = Summed([.. Enumerable.Range(0, Days).Select(day => ShareOf(today.AddDays(day - Days + 1), day))]);
        _categories = categories.ToDictionary(category => category.Code, category => (category, category.RuleOn(today)), StringComparer.Ordinal);
        _agencies = agencies.ToDictionary(agency => agency.Code, StringComparer.Ordinal);
        _profiles = [.. profiles.OrderBy(profile => profile.EffectiveFrom)];
        _texts = [.. ComplaintStream.TuningSeeds.SelectMany(ComplaintStream.Of).Where(report => _categories.ContainsKey(report.Category))];
    }

    /// <summary>In the order in which they came in.</summary>
    public IEnumerable<Complaint> Live(int count)
    {
        var midnight = _clock.EndOfDay(_now).AddDays(-Days);
        var made = 0;
        for (var day = 0; day < Days; day++)
        {
            // As many as the day's share says; today ends now.
            var until = (int)Math.Round(count * _dayShares[day]);
            var hours = Enumerable.Range(0, until - made).Select(_ => HourOfDay()).Order().ToList();
            made = until;
            foreach (var hour in hours)
            {
                var at = midnight.AddDays(day).AddHours(hour);
                yield return Live(at < _now ? at : _now.AddSeconds(-_random.Next(1, 3600)));
            }
        }
    }

    private Complaint Live(DateTimeOffset at)
    {
        var said = _texts[_random.Next(_texts.Length)];
        var (category, rule) = _categories[said.Category];
        var village = _villages[Drawn(_villageShares)];
        var day = _clock.DayOf(at);
        var profile = _profiles.Last(each => each.EffectiveFrom <= day);
        var complaint = Complaint.Lodge(
            NewTracking(),
            new(said.Description, new Dictionary<string, IReadOnlyList<string>>(), village.Code, PlaceOf(said, village), VisibilityOf(), ChannelOf(out var takenBy), takenBy, ProtectedReporter: null),
            category, rule, profile, _clock.LimitsOf(rule, profile, at), at);
        var end = rule.IsEmergency ? Emergency(complaint, at) : Case(complaint, rule, at);
        Until(complaint, _now);
        if (end && complaint.EndedAt?.AddDays(365) is { } archived && archived <= _now && complaint.Status is ComplaintStatus.Closed or ComplaintStatus.Rejected)
        {
            complaint.Archive(archived);
        }

        return complaint;
    }

    /// <summary>Of 40 random bits, so that among a million two are probably the same. The service draws again, and so does this.</summary>
    private Tracking NewTracking()
    {
        Tracking tracking;
        do
        {
            tracking = Tracking.Draw(Complaint.TrackingPrefix);
        }
        while (!_numbers.Add(tracking.Number));

        return tracking;
    }

    /// <returns>True when it has come to its end; false when that lies in the future.</returns>
    private bool Case(Complaint complaint, CategoryRule rule, DateTimeOffset at)
    {
        var key = (complaint.CategoryCode, complaint.VillageCode!);
        var fate = _random.NextDouble();
        if (fate < 0.04)
        {
            return Then(complaint, ref at, 8, time => complaint.Reject("Bukan laporan", "operator", time));
        }

        if (fate < 0.10 && _masters.GetValueOrDefault(key) is { } master && complaint.Visibility == master.Visibility && at - master.ReceivedAt < TimeSpan.FromDays(14)
            && !(master.EndedAt <= at))
        {
            return Then(complaint, ref at, 6, time => complaint.MergeInto(master, "operator", time));
        }

        if (complaint.Kind == ComplaintKind.InformationRequest || fate < 0.36)
        {
            return Then(complaint, ref at, 5, time => complaint.Answer("Sudah kami jelaskan.", AfterAnswer(time).ReopenUntil, "operator", time));
        }

        _masters[key] = complaint;
        // A village office (KELURAHAN) is no agency on the list: its cases go to the one that looks after villages.
        var agencies = rule.AgencyCodes.Split('+').Select(code => _agencies.GetValueOrDefault(code) ?? _agencies["BAGPEM"]).ToList();
        var agency = agencies[0];
        if (!Then(complaint, ref at, 10, time => complaint.Verify("operator", time))
            || !Then(complaint, ref at, 8, time => complaint.Forward(agency, agencies[1..], "operator", time)))
        {
            return false;
        }

        if (_random.NextDouble() < 0.05
            && (!Then(complaint, ref at, 12, time => complaint.Ask("Di sebelah mana?", agency.Name, "petugas", time)) || !Then(complaint, ref at, 20, time => complaint.ReporterReplies("Sebelah utara", _clock.Office, time))))
        {
            return false;
        }

        if (_random.NextDouble() < 0.6 && !Then(complaint, ref at, 24, time => complaint.Start("Petugas ke lokasi", agency.Name, "petugas", time)))
        {
            return false;
        }

        // A few stay for good.
        return _random.NextDouble() >= 0.007
            && Then(complaint, ref at, 120, time => complaint.Resolve("Sudah dikerjakan", agency.Name, AfterAnswer(time), "petugas", time))
            && (_random.NextDouble() >= 0.25 || Then(complaint, ref at, 24, time => complaint.Rate(1 + (int)(_random.NextDouble() * 5), comment: null, time)))
            && (_random.NextDouble() < 0.4 || Then(complaint, ref at, 30, time => complaint.Close("Selesai", AfterAnswer(time).ReopenUntil, "operator", time)));
    }

    private bool Emergency(Complaint complaint, DateTimeOffset at)
    {
        HandOff? unit = null;
        return Then(complaint, ref at, 0.05, time => unit = complaint.CallUnit("Damkar", _silence, "operator", time))
            && Then(complaint, ref at, 0.1, time => complaint.UnitReports(unit!, HandOffStep.OnScene, outcome: null, _silence, "operator", time))
            && Then(complaint, ref at, 0.3, time => complaint.UnitReports(unit!, HandOffStep.Confirmed, "Tertangani", _silence, "operator", time))
            && Then(complaint, ref at, 2, time => complaint.Resolve("Tertangani", "Damkar", AfterAnswer(time), "operator", time))
            && Then(complaint, ref at, 10, time => complaint.Close("Selesai", AfterAnswer(time).ReopenUntil, "operator", time));
    }

    /// <summary>What somebody does after some time, and before it what has come due by itself meanwhile.</summary>
    /// <returns>False when that time lies in the future, or silence has closed it before.</returns>
    private bool Then(Complaint complaint, ref DateTimeOffset at, double meanHours, Action<DateTimeOffset> step)
    {
        at = at.AddHours(-meanHours * Math.Log(1 - _random.NextDouble()) + 0.01);
        if (at > _now)
        {
            return false;
        }

        Until(complaint, at);
        if (complaint.Status == ComplaintStatus.Closed)
        {
            return true;
        }

        step(at);
        return true;
    }

    private void Until(Complaint complaint, DateTimeOffset time)
    {
        while (complaint.NextCheckAt is { } due && due <= time && complaint.CheckClock(_silence, due).Count > 0)
        {
            // One after the other, each at its time.
        }
    }

    private AnswerLimits AfterAnswer(DateTimeOffset time)
    {
        var close = _clock.Office.CloseOfWorkingDay(time, 10);
        return new(close, _clock.Office.CloseOfWorkingDay(close, 10));
    }

    private Place PlaceOf(StreamReport said, (string Code, double Latitude, double Longitude) village)
    {
        if (said.Latitude is null)
        {
            return new() { Street = said.Street, Rt = said.Rt, Rw = said.Rw, Landmark = said.Landmark };
        }

        // Most live within 600 m of the middle of their village.
        var (metres, angle) = (Math.Min(1200, -350 * Math.Log(1 - _random.NextDouble())), _random.NextDouble() * 2 * Math.PI);
        return new()
        {
            Latitude = Math.Round(village.Latitude + (metres * Math.Sin(angle) / MetresPerDegree), 6),
            Longitude = Math.Round(village.Longitude + (metres * Math.Cos(angle) / (MetresPerDegree * Math.Cos(village.Latitude * Math.PI / 180))), 6),
            Street = said.Street, Rt = said.Rt, Rw = said.Rw, Landmark = said.Landmark,
        };
    }

    private Visibility VisibilityOf() => _random.NextDouble() switch { < 0.78 => Visibility.Public, < 0.94 => Visibility.Anonymous, _ => Visibility.Secret };

    private Channel ChannelOf(out string? takenBy)
    {
        var channel = _random.NextDouble() switch { < 0.45 => Channel.Portal, < 0.7 => Channel.Message, < 0.88 => Channel.Call112, < 0.95 => Channel.Counter, _ => Channel.Open311 };
        takenBy = channel switch { Channel.Call112 => "operator", Channel.Counter => "kasi", _ => null };
        return channel;
    }

    /// <summary>More in the rains, less on Sundays, and every year more.</summary>
    private static double ShareOf(DateOnly date, int day)
        => (date.Month is >= 11 or <= 3 ? 1.3 : 1) * (date.DayOfWeek == DayOfWeek.Sunday ? 0.6 : 1) * (1 + (0.5 * day / Days));

    private double HourOfDay() => _random.NextDouble() < 0.85 ? 6 + (_random.NextDouble() * 15) : _random.NextDouble() * 24;

    private int Drawn(double[] summed)
    {
        var found = Array.BinarySearch(summed, _random.NextDouble());
        return Math.Min(found < 0 ? ~found : found, summed.Length - 1);
    }

    private static double[] Summed(double[] shares)
    {
        var (sum, all) = (0.0, shares.Sum());
        return [.. shares.Select(share => (sum += share) / all)];
    }
}
