using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Intake;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>The clocks of one complaint, without a service: Kota Kediri, WIB, with the holidays on file.</summary>
public sealed class CaseClockTests
{
    private static readonly Regency Kediri = Regency.Load("35.71");
    private static readonly OfficeTime Office = OfficeTime.Load(WorkingCalendar.Load(), Kediri.TimeZone);
    private static readonly CaseClock Clock = new(Office, Kediri);
    private static readonly SilenceLimits Silence = new();
    private static readonly RegulationProfile Profile = ProfileWith("lama", new(2018, 1, 1), ordinaryDays: 14);

    [Fact]
    public void A_pause_across_a_weekend_costs_the_office_hours_in_it_and_nothing_more()
    {
        var friday = Wib(2026, 8, 7, 15, 30); // half an hour and a break before the offices close
        var complaint = Lodge(Wib(2026, 8, 3, 9, 0));
        var before = complaint.ExpectedBy;
        complaint.Ask("Tiang yang mana?", "Lapor 112", "operator112", friday);

        complaint.ReporterReplies("Yang di depan musala", Office, Wib(2026, 8, 10, 8, 0));

        // Friday 15.30 to 16.30 and Monday 7.30 to 8.00.
        Assert.Equal(TimeSpan.FromMinutes(90), Office.Between(before, complaint.ExpectedBy));
        Assert.Null(complaint.AskedAt);
    }

    [Fact]
    public void A_pause_that_lies_in_the_weekend_moves_no_limit()
    {
        var complaint = Lodge(Wib(2026, 8, 3, 9, 0));
        var before = complaint.Limits;
        complaint.Ask("Tiang yang mana?", "Lapor 112", "operator112", Wib(2026, 8, 8, 9, 0));

        complaint.ReporterReplies("Yang di depan musala", Office, Wib(2026, 8, 9, 20, 0));

        Assert.Equal(before.FinishBy, complaint.Limits.FinishBy);
    }

    [Fact]
    public void While_the_reporter_is_asked_nothing_is_due_and_nobody_is_warned()
    {
        var complaint = Lodge(Wib(2026, 8, 3, 9, 0));
        complaint.Ask("Tiang yang mana?", "Lapor 112", "operator112", Wib(2026, 8, 3, 10, 0));

        Assert.Null(complaint.DueAt);
        Assert.Empty(complaint.CheckClock(Silence, Wib(2026, 9, 30, 9, 0)));
        Assert.Equal(EscalationLevel.None, complaint.Escalation);
    }

    [Fact]
    public void Each_working_day_of_a_year_has_its_limit_at_the_close_of_the_day_that_people_count_to()
    {
        var calendar = WorkingCalendar.Load();
        var (category, rule) = Lamp();
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            var received = Wib(day.Year, day.Month, day.Day, 10, 17);
            var complaint = Lodge(received);
            var expected = calendar.AddWorkingDays(day, 14);

            var local = Kediri.TimeZone.ToLocal(complaint.ExpectedBy);
            Assert.Equal(expected, DateOnly.FromDateTime(local.DateTime));
            Assert.Equal(Office.On(expected)!.Close, TimeOnly.FromDateTime(local.DateTime));
            Assert.InRange(complaint.Limits.FinishWarnAt, received, complaint.ExpectedBy);
            Assert.Equal(calendar.AddWorkingDays(day, 3), Clock.DayOf(complaint.Limits.ForwardBy));
        }

        Assert.Equal("PJU", category.Code);
        Assert.Equal(3, rule.LocalTargetDays);
    }

    [Fact]
    public void A_new_regulation_moves_nobodys_deadline_and_counts_from_its_day_on()
    {
        var tighter = ProfileWith("baru", new(2026, 8, 5), ordinaryDays: 7);
        var (category, rule) = Lamp();
        var old = Complaint.Lodge(Tracking.Draw("ADU"), Report(), category, rule, Profile, Clock.LimitsOf(rule, Profile, Wib(2026, 8, 4, 9, 0)), Wib(2026, 8, 4, 9, 0));
        var young = Complaint.Lodge(Tracking.Draw("ADU"), Report(), category, rule, tighter, Clock.LimitsOf(rule, tighter, Wib(2026, 8, 5, 9, 0)), Wib(2026, 8, 5, 9, 0));

        old.Ask("Tiang yang mana?", "Lapor 112", "operator112", Wib(2026, 8, 6, 9, 0));
        old.ReporterReplies("Yang di depan musala", Office, Wib(2026, 8, 6, 10, 0));

        Assert.Equal(("lama", "baru"), (old.ProfileCode, young.ProfileCode));
        Assert.True(young.ExpectedBy < old.ExpectedBy);
        // Fourteen working days, and into the next by the hour for which the reporter was asked.
        var calendar = WorkingCalendar.Load();
        Assert.Equal(calendar.AddWorkingDays(calendar.AddWorkingDays(new DateOnly(2026, 8, 4), 14), 1), Clock.DayOf(old.ExpectedBy));
    }

    [Fact]
    public void Reopened_it_runs_by_the_regulation_of_that_day()
    {
        var tighter = ProfileWith("baru", new(2026, 9, 1), ordinaryDays: 7);
        var complaint = Resolved(out var rule);
        var now = Wib(2026, 9, 2, 9, 0);

        complaint.Reopen("Masih padam", tighter, Clock.LimitsOf(rule, tighter, now), now);

        Assert.Equal(("baru", ComplaintStatus.Reopened), (complaint.ProfileCode, complaint.Status));
        Assert.Equal(complaint.Limits.ForwardBy, complaint.DueAt);
        Assert.Null(complaint.AutoCloseAt);
    }

    [Fact]
    public void Who_has_it_is_warned_at_eighty_percent_then_the_supervisor_hears_then_the_leaders_each_once()
    {
        var complaint = Lodge(Wib(2026, 8, 3, 9, 0));
        complaint.Verify("operator112", Wib(2026, 8, 3, 10, 0));
        complaint.Forward(new Agency { Code = "DPKP", Name = "DPKP", Role = "" }, [], "operator112", Wib(2026, 8, 3, 11, 0));
        complaint.Start(null, "DPKP", "dpkp", Wib(2026, 8, 4, 9, 0));
        var limits = complaint.Limits;

        Assert.Empty(complaint.CheckClock(Silence, limits.FinishWarnAt.AddSeconds(-1)));
        Assert.Equal(["Warned"], complaint.CheckClock(Silence, limits.FinishWarnAt));
        Assert.Empty(complaint.CheckClock(Silence, limits.FinishWarnAt.AddHours(1)));
        Assert.Equal(["Escalated"], complaint.CheckClock(Silence, limits.FinishBy));
        Assert.Equal(EscalationLevel.Supervisor, complaint.Escalation);
        Assert.Equal(["Escalated"], complaint.CheckClock(Silence, limits.LeaderAt));
        Assert.Equal(EscalationLevel.Leaders, complaint.Escalation);
        Assert.Empty(complaint.CheckClock(Silence, limits.LeaderAt.AddYears(1)));
        Assert.Equal(80, Math.Round(Office.Between(complaint.ReceivedAt, limits.FinishWarnAt) / Office.Between(complaint.ReceivedAt, limits.FinishBy) * 100));
    }

    [Fact]
    public void A_step_that_was_done_in_time_ends_what_was_said_about_it()
    {
        var complaint = Lodge(Wib(2026, 8, 3, 9, 0));
        complaint.CheckClock(Silence, complaint.Limits.ForwardBy);
        Assert.Equal(EscalationLevel.Supervisor, complaint.Escalation);

        complaint.Verify("operator112", Wib(2026, 8, 7, 8, 0));
        complaint.Forward(new Agency { Code = "DPKP", Name = "DPKP", Role = "" }, [], "operator112", Wib(2026, 8, 7, 8, 5));

        Assert.Equal((EscalationLevel.None, complaint.Limits.FollowUpBy), (complaint.Escalation, complaint.DueAt));
    }

    [Fact]
    public void The_reporters_silence_closes_after_ten_working_days_and_not_a_second_before()
    {
        var complaint = Resolved(out _);
        var closes = complaint.AutoCloseAt!.Value;

        Assert.Empty(complaint.CheckClock(Silence, closes.AddSeconds(-1)));
        Assert.Equal(["ClosedBySilence"], complaint.CheckClock(Silence, closes));

        Assert.Equal((ComplaintStatus.Closed, closes), (complaint.Status, complaint.EndedAt));
        Assert.True(complaint.CanReopen(complaint.ReopenUntil!.Value));
        Assert.False(complaint.CanReopen(complaint.ReopenUntil!.Value.AddSeconds(1)));
    }

    [Fact]
    public void A_reporter_who_writes_after_the_answer_is_not_silent_and_the_ten_days_begin_anew()
    {
        var complaint = Resolved(out _);
        var closes = complaint.AutoCloseAt!.Value;
        var wrote = closes.AddHours(-1);
        var later = Office.CloseOfWorkingDay(wrote, Profile.AutoCloseDays);

        complaint.ReporterReplies("Lampunya menyala, tapi redup", Office, wrote, new AnswerLimits(later, Office.CloseOfWorkingDay(later, Profile.ReopenDays)));

        Assert.Empty(complaint.CheckClock(Silence, closes));
        Assert.Equal(["ClosedBySilence"], complaint.CheckClock(Silence, later));
        Assert.True(complaint.CanReopen(complaint.ReopenUntil!.Value));
    }

    [Fact]
    public void A_silent_unit_is_an_alarm_again_and_again_until_it_confirms()
    {
        var now = Wib(2026, 8, 8, 2, 0); // a Saturday night: an emergency knows no office hours
        var complaint = Emergency(now);
        var damkar = complaint.CallUnit("Damkar", Silence, "operator112", now.AddMinutes(1));

        Assert.Equal(["Alarmed"], complaint.CheckClock(Silence, now.AddMinutes(3)));
        Assert.Equal(["Alarmed"], complaint.CheckClock(Silence, now.AddMinutes(5)));
        complaint.UnitReports(damkar, HandOffStep.EnRoute, null, Silence, "operator112", now.AddMinutes(6));
        Assert.Empty(complaint.CheckClock(Silence, now.AddMinutes(20)));
        complaint.UnitReports(damkar, HandOffStep.OnScene, null, Silence, "operator112", now.AddMinutes(20));
        Assert.Equal(["Alarmed"], complaint.CheckClock(Silence, now.AddMinutes(50)));
        Assert.False(complaint.Can(Move.Resolve));
        complaint.UnitReports(damkar, HandOffStep.Confirmed, "Ular diamankan", Silence, "operator112", now.AddMinutes(55));

        Assert.Equal(3, damkar.Alarms);
        Assert.Null(complaint.NextCheckAt);
        Assert.True(complaint.Can(Move.Resolve));
    }

    [Fact]
    public void An_emergency_for_which_nobody_is_called_escalates_within_its_minutes_day_and_night()
    {
        var now = Wib(2026, 8, 8, 2, 0);
        var complaint = Emergency(now);

        Assert.Equal(now.AddMinutes(30), complaint.DueAt);
        Assert.Equal(["Warned"], complaint.CheckClock(Silence, now.AddMinutes(24)));
        Assert.Equal(["Escalated"], complaint.CheckClock(Silence, now.AddMinutes(30)));
        Assert.Equal(["Escalated"], complaint.CheckClock(Silence, now.AddMinutes(45)));
        Assert.Equal(EscalationLevel.Leaders, complaint.Escalation);
    }

    private static Complaint Resolved(out CategoryRule rule)
    {
        var received = Wib(2026, 8, 3, 9, 0);
        var complaint = Lodge(received);
        rule = Lamp().Rule;
        complaint.Verify("operator112", received.AddHours(1));
        complaint.Forward(new Agency { Code = "DPKP", Name = "DPKP", Role = "" }, [], "operator112", received.AddHours(1));
        var answered = received.AddDays(1);
        var autoClose = Office.CloseOfWorkingDay(answered, Profile.AutoCloseDays);
        complaint.Resolve("Lampu diganti", "DPKP", new AnswerLimits(autoClose, Office.CloseOfWorkingDay(autoClose, Profile.ReopenDays)), "dpkp", answered);
        return complaint;
    }

    private static Complaint Lodge(DateTimeOffset now)
    {
        var (category, rule) = Lamp();
        return Complaint.Lodge(Tracking.Draw("ADU"), Report(), category, rule, Profile, Clock.LimitsOf(rule, Profile, now), now);
    }

    private static Complaint Emergency(DateTimeOffset now)
    {
        var rule = new CategoryRule { CategoryCode = "EM-HEWAN", EffectiveFrom = new(2020, 1, 1), AgencyCodes = "SATPOLPP", Clock = ClockClass.Emergency, ClockMinutes = 30, MobileUnit = MobileUnitHelp.No };
        var category = new Category { Code = "EM-HEWAN", Name = "Ular", Kind = ComplaintKind.Complaint, PublicDetail = PublicDetail.Everything };
        category.Add(rule);
        return Complaint.Lodge(Tracking.Draw("ADU"), Report(), category, rule, Profile, Clock.LimitsOf(rule, Profile, now), now);
    }

    private static (Category Category, CategoryRule Rule) Lamp()
    {
        var rule = new CategoryRule { CategoryCode = "PJU", EffectiveFrom = new(2020, 1, 1), AgencyCodes = "DPKP", Clock = ClockClass.Ordinary, LocalTargetDays = 3, MobileUnit = MobileUnitHelp.No };
        var category = new Category { Code = "PJU", Name = "Lampu jalan padam", Kind = ComplaintKind.Complaint, PublicDetail = PublicDetail.Everything };
        category.Add(rule);
        return (category, rule);
    }

    private static Lodging Report() => new(
        "Gang II gelap", new Dictionary<string, IReadOnlyList<string>>(), "35.71.02.1012", new Place(), Visibility.Public, Channel.Api, TakenBy: null, ProtectedReporter: null);

    private static RegulationProfile ProfileWith(string code, DateOnly from, int ordinaryDays) => new()
    {
        Code = code, Name = code, LegalBasis = "uji", EffectiveFrom = from, ForwardDays = 3, FollowUpDays = 5, InformationDays = 5, OrdinaryDays = ordinaryDays,
        MisconductDays = 60, AutoCloseDays = 10, ReopenDays = 10, WarnAtPercent = 80, LeaderAtPercent = 150,
    };

    private static DateTimeOffset Wib(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.FromHours(7));
}
