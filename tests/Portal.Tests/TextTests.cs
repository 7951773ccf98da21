using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using PlanningPlatform.Portal.Pages;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

public sealed partial class TextTests
{
    // Keys that are put together from a code; the part before the dot is in the source.
    private static readonly string[] Composed =
    [
        "Status", "Timeline", "Next", "JourneyState", "ProposalStatus", "ProposalNext", "Purpose", "Visibility", "SignIn", "Crew", "CrewState", "FailCause", "Urgency", "UnitState", "RequestState", "RequestEntry", "StopKind", "Outcome", "OutcomeMeaning", "JourneyOutcome", "JourneyOutcomeMeaning", "Actor", "ProofKind", "Done", "Problem", "Trouble", "Wrong",
        "Role", "AccountState", "AccountStep", "AccountStepMeaning", "ActingState", "AuditAction", "AuditFact", "StuckDirection", "MessageState", "MessageError", "MessageTemplate", "Channel", "Language", "ErasureState",
        "Step", "StepDo", "StepMeaning", "StepField", "Tab", "DueTab", "DueTabMeaning", "Due", "Escalation", "Audience", "Intake", "Desk", "VisibilityForDesk", "Rating", "HandOffState", "Bulk",
        "CallKind", "CallState", "CallStep", "EmergencyState", "BlockEnd",
        "BookingStatus", "BookingNext", "BookingStep", "PublicState", "PublicBy", "PublicGroup", "MobileUnitHelp", "ClockClass", "ProfileField",
        "PlanState", "PlanNext", "PlanConflict", "RideState", "ExpenseKind", "BlockKind", "UnitWarning", "UnmetReason", "UnitStep", "UnitStepMeaning", "UnitStepDo", "MobmasField",
    ];

    private static readonly Dictionary<string, string> Indonesian = Texts("");
    private static readonly Dictionary<string, string> English = Texts("en");

    [Fact]
    public void Every_text_exists_in_both_languages()
    {
        Assert.Empty(Indonesian.Keys.Except(English.Keys));
        Assert.Empty(English.Keys.Except(Indonesian.Keys));
        Assert.All(Indonesian.Concat(English), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    [Fact]
    public void Both_languages_fill_in_the_same_values()
        => Assert.All(Indonesian, text => Assert.Equal(Placeholders(text.Value), Placeholders(English[text.Key])));

    [Fact]
    public void Every_text_that_a_page_asks_for_exists()
    {
        var asked = Sources().SelectMany(source => AskedText().Matches(source).Select(match => match.Groups["key"].Value)).Distinct().ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, key => Assert.Contains(key, Indonesian.Keys));
    }

    [Fact]
    public void No_text_is_left_over()
    {
        var everything = string.Join('\n', Sources());
        Assert.All(Indonesian.Keys.Where(key => !Composed.Contains(key.Split('.')[0])), key => Assert.Contains($"\"{key}\"", everything, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Timeline", "Assigned Accepted Departed Arrived Completed")]
    [InlineData("Next", "MobileUnitRequested Assigned Accepted Departed Arrived Completed Asked UnitCalled UnitEnRoute UnitOnScene")]
    [InlineData("Tab", "Received Verified ReturnedByAgency Reopened AtAgency Elsewhere Resolved Forwarded InProgress Postponed")]
    [InlineData("DueTab", "Late Today PastTarget Alarm")]
    [InlineData("DueTabMeaning", "Late Today PastTarget Alarm")]
    [InlineData("Due", "Call Forward FollowUp Finish")]
    [InlineData("HandOffState", "Called")]
    [InlineData("Rating", "1 2 3 4 5")]
    [InlineData("Bulk", "Verify Forward Reject Close")]
    [InlineData("UnitState", "Free OfficeUse OutOfService Assigned Accepted EnRoute Arrived OnBoard")]
    [InlineData("CrewState", "Assigned Accepted EnRoute Arrived OnBoard Completed Failed Cancelled")]
    [InlineData("StopKind", "PickUp DropOff Visit")]
    [InlineData("Outcome", "NoUnit Cancelled Failed")]
    [InlineData("OutcomeMeaning", "NoUnit Cancelled Failed")]
    [InlineData("JourneyOutcome", "Completed Failed")]
    [InlineData("JourneyOutcomeMeaning", "Completed Failed")]
    [InlineData("Crew", "accept depart arrive board complete")]
    [InlineData("JourneyState", "Assigned Accepted EnRoute Arrived OnBoard Completed Unassigned Failed Cancelled")]
    [InlineData("UnitWarning", "service_due service_overdue tax_due tax_overdue")]
    [InlineData("MobmasField", "mostDaysAhead mostRepeatDays leastMinutesAhead mostTripsInSevenDays remindMinutesBefore staleAfterMinutes mostWorkMinutes mostDrivingMinutes stopMinutes visitMinutes mostDetourMinutes unmannedAfterMinutes targetUnitsPerVillage targetYear")]
    [InlineData("UnitStep", "biaya pakai odometer betulkan-odometer jam-tugas istirahat pelacak ubah pensiun batal-biaya")]
    [InlineData("UnitStepMeaning", "biaya pakai odometer betulkan-odometer jam-tugas istirahat pelacak ubah pensiun batal-biaya")]
    [InlineData("UnitStepDo", "biaya pakai odometer betulkan-odometer jam-tugas istirahat pelacak ubah pensiun batal-biaya")]
    [InlineData("Done", "accept depart arrive board complete journey-failed assigned reassigned unassigned request-closed unit-biaya unit-pakai unit-odometer unit-jam-tugas unit-istirahat unit-pelacak unit-ubah unit-pensiun unit-batal-biaya unit-consent unit-consent-withdrawn unit-unblocked need-registered")]
    [InlineData("Purpose", "Health Social Administration Other")]
    [InlineData("Visibility", "Public Anonymous Secret")]
    [InlineData("ProposalStatus", "Submitted ContactErased")]
    [InlineData("ErasureState", "Open Granted Refused")]
    [InlineData("SignIn", "invalid_credentials temporary_password_expired locked_out service_unavailable too_many_requests invalid_input invalid_code challenge_over")]
    [InlineData("AccountState", "Active Invited Deactivated")]
    [InlineData("ActingState", "Planned Running Over")]
    [InlineData("StuckDirection", "Incoming Outgoing")]
    [InlineData("CallKind", "Ghost Prank Information Emergency Complaint None")]
    [InlineData("CallState", "Ringing Open Ended Missed TurnedAway")]
    [InlineData("CallStep", "Rang RangBlocked Answered TakenOver MarkedEmergency Categorised Noted Lodged AnsweredWith HungUp Missed TurnedAway Ended")]
    [InlineData("HandOffState", "Called EnRoute OnScene Confirmed Silent")]
    [InlineData("EmergencyState", "Silent Late NoUnit Called EnRoute OnScene Confirmed Outside")]
    [InlineData("BlockEnd", "InForce RanOut Lifted Emergency")]
    [InlineData("PublicState", "Open Closed")]
    [InlineData("PublicBy", "Category Agency Village")]
    [InlineData("PublicGroup", "Category Agency Village")]
    [InlineData("ProfileField", "forwardDays followUpDays informationDays ordinaryDays misconductDays autoCloseDays reopenDays warnAtPercent leaderAtPercent")]
    public void Every_code_that_a_service_sends_has_its_word(string group, string codes)
        => Assert.All(codes.Split(' '), code => Assert.Contains($"{group}.{code}", Indonesian.Keys));

    [Fact]
    public void Every_role_and_every_entry_of_the_audit_log_has_its_word()
    {
        Assert.All(Roles.All.Except([Roles.Citizen]), role => Assert.Contains($"Role.{role}", Indonesian.Keys));
        Assert.All(AuditLog.Actions, action => Assert.Contains($"AuditAction.{action}", Indonesian.Keys));
        var told = Directory.EnumerateFiles(Path.Combine(Repository, "services"), "*.cs", SearchOption.AllDirectories).SelectMany(file => Audited().Matches(File.ReadAllText(file)).Select(match => match.Groups["action"].Value)).Distinct().ToList();
        Assert.True(told.Count > 10);
        Assert.All(told, action => Assert.Contains(action, AuditLog.Actions));
    }

    /// <summary>The states, moves and so on are read from the service's own sources, so that a new one is missed here and not by people.</summary>
    [Theory]
    [InlineData("ComplaintStatus", "ComplaintStatus", "Status", "")]
    [InlineData("ComplaintStatus", "ComplaintStatus", "Next", "")]
    [InlineData("ComplaintStatus", "ComplaintStatus", "Desk", "")]
    [InlineData("ComplaintStatus", "Move", "Step", "Reopen Rate Archive")]
    [InlineData("ComplaintStatus", "Move", "StepDo", "Reopen Rate Archive")]
    [InlineData("Complaint.Clock", "EscalationLevel", "Escalation", "None")]
    [InlineData("TimelineEntry", "Audience", "Audience", "")]
    [InlineData("Complaint", "Channel", "Intake", "")]
    [InlineData("Visibility", "Visibility", "Visibility", "")]
    [InlineData("Visibility", "Visibility", "VisibilityForDesk", "")]
    [InlineData("HandOff", "HandOffStep", "HandOffState", "")]
    [InlineData("Category", "ClockClass", "ClockClass", "")]
    [InlineData("Category", "MobileUnitHelp", "MobileUnitHelp", "")]
    public void Every_value_that_the_complaints_service_has_has_its_word(string file, string type, string group, string except)
    {
        var values = MembersOf(File.ReadAllText(Path.Combine(Repository, "services", "Complaints", "Domain", $"{file}.cs")), type);
        Assert.True(values.Count > 1, type);
        Assert.All(values.Except(except.Split(' ')), value => Assert.Contains($"{group}.{value}", Indonesian.Keys));
    }

    /// <summary>Likewise from the mobile units' service.</summary>
    [Fact]
    public void Every_status_of_a_trip_and_every_entry_of_its_timeline_has_its_word_and_its_picture()
    {
        var domain = Path.Combine(Repository, "services", "MobileUnits", "Domain");
        var statuses = MembersOf(File.ReadAllText(Path.Combine(domain, "RequestStatus.cs")), "RequestStatus");
        var codes = Regex.Match(File.ReadAllText(Path.Combine(domain, "TripRequest.cs")), @"Stable: (?<codes>[\w, ]+)\.", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["codes"].Value.Split(", ").Except(["Asked"]).ToList();

        Assert.Equal(12, statuses.Count);
        Assert.True(codes.Count >= 15);
        Assert.All(statuses, status => Assert.Contains($"BookingStatus.{status}", Indonesian.Keys));
        Assert.All(statuses, status => Assert.Contains($"BookingNext.{status}", Indonesian.Keys));
        Assert.All(codes, code => Assert.Contains($"BookingStep.{code}", Indonesian.Keys));
        Assert.All(Indonesian.Keys.Where(key => key.StartsWith("BookingStep.", StringComparison.Ordinal)), key => Assert.NotEqual("dot", Steps.IconOf(key["BookingStep.".Length..])));
    }

    [Fact]
    public void Every_state_step_and_cause_of_a_trip_has_its_word()
    {
        var units = Path.Combine(Repository, "services", "MobileUnits");
        var states = MembersOf(File.ReadAllText(Path.Combine(units, "Domain", "RequestStatus.cs")), "RequestStatus");
        var causes = MembersOf(File.ReadAllText(Path.Combine(units, "Features", "Journeys", "FailJourney.cs")), "Cause");
        var entries = Regex.Match(File.ReadAllText(Path.Combine(units, "Domain", "TripRequest.cs")), "Stable: (?<codes>Asked[^.]+)\\.", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["codes"].Value.Split(", ");

        Assert.Equal((12, 6, 16), (states.Count, causes.Count, entries.Length));
        Assert.All(states, state => Assert.Contains($"RequestState.{state}", Indonesian.Keys));
        Assert.All(causes, cause => Assert.Contains($"FailCause.{cause}", Indonesian.Keys));
        Assert.All(entries, code => Assert.Contains($"RequestEntry.{code}", Indonesian.Keys));
    }

    [Theory]
    [InlineData("UnitExpense", "ExpenseKind", "ExpenseKind")]
    [InlineData("MobileUnit", "BlockKind", "BlockKind")]
    [InlineData("Journey", "JourneyState", "JourneyState")]
    public void Every_value_that_the_mobile_units_service_has_has_its_word(string file, string type, string group)
    {
        var values = MembersOf(File.ReadAllText(Path.Combine(Repository, "services", "MobileUnits", "Domain", $"{file}.cs")), type);
        Assert.True(values.Count > 1, type);
        Assert.All(values, value => Assert.Contains($"{group}.{value}", Indonesian.Keys));
    }

    /// <summary>They are counted by the code of the refusal.</summary>
    [Fact]
    public void Every_rule_that_refuses_a_booking_has_its_word()
    {
        var rules = File.ReadAllText(Path.Combine(Repository, "services", "MobileUnits", "Features", "Bookings", "BookingRules.cs"));
        var codes = RefusalCode().Matches(rules).Select(match => match.Groups["code"].Value).Distinct().ToList();
        Assert.True(codes.Count > 5);
        Assert.All(codes.Append("no_unit"), code => Assert.Contains($"UnmetReason.{code}", Indonesian.Keys));
    }

    [Fact]
    public void Every_message_that_people_can_be_sent_has_its_word()
    {
        var templates = SentTemplate().Matches(File.ReadAllText(Path.Combine(Repository, "services", "Notifications.Contracts", "NotificationTemplates.cs"))).Select(match => match.Groups["code"].Value).ToList();
        Assert.True(templates.Count > 20);
        Assert.All(templates, code => Assert.Contains($"MessageTemplate.{code}", Indonesian.Keys));
    }

    [Fact]
    public void Every_step_of_a_case_can_be_taken_and_says_that_it_was_done()
    {
        var moves = MembersOf(File.ReadAllText(Path.Combine(Repository, "services", "Complaints", "Domain", "ComplaintStatus.cs")), "Move");
        Assert.Equal(moves.Except(["Reopen", "Rate", "Archive"]).Order(StringComparer.Ordinal), CaseStep.All.Select(step => step.Move).Order(StringComparer.Ordinal));
        Assert.All(CaseStep.All, step => Assert.Contains($"Done.{step.Call}", Indonesian.Keys));
        Assert.All(HandleComplaint.Reports, report => Assert.Contains($"Done.unit-{report.Slug}", Indonesian.Keys));
        Assert.All(CaseStep.All.Where(step => step.Words is not null), step => Assert.Contains($"StepField.{step.Move}", Indonesian.Keys));
    }

    [Fact]
    public void Every_entry_that_the_complaints_service_writes_on_a_timeline_has_its_word_its_picture_and_its_line_in_the_documentation()
    {
        var domain = Directory.EnumerateFiles(Path.Combine(Repository, "services", "Complaints", "Domain"), "*.cs").Select(File.ReadAllText).ToList();
        var codes = domain.SelectMany(source => WrittenCode().Matches(source).Select(match => match.Groups["code"].Value))
            .Concat(["Warned", "Escalated"])
            .Concat(domain.SelectMany(source => MembersOf(source, "HandOffStep")).Select(step => $"Unit{step}"))
            .Distinct().ToList();
        var documentation = File.ReadAllText(Path.Combine(Repository, "docs", "complaints.md"));

        Assert.True(codes.Count > 30);
        Assert.All(codes, code => Assert.Contains($"Timeline.{code}", Indonesian.Keys));
        Assert.All(codes, code => Assert.NotEqual("dot", Steps.IconOf(code)));
        Assert.All(codes, code => Assert.Contains($"`{code}`", documentation, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_state_has_its_picture_and_its_line_in_the_documentation_and_every_picture_is_drawn()
    {
        var states = MembersOf(File.ReadAllText(Path.Combine(Repository, "services", "Complaints", "Domain", "ComplaintStatus.cs")), "ComplaintStatus");
        var documentation = File.ReadAllText(Path.Combine(Repository, "docs", "complaints.md"));
        var pictures = File.ReadAllText(Path.Combine(Repository, "services", "Portal", "wwwroot", "img", "icons.svg"));

        Assert.Equal(13, states.Count);
        Assert.All(states, state => Assert.NotEqual("dot", Steps.IconOf(state)));
        Assert.Equal(states.Count, states.Select(Steps.IconOf).Distinct().Count());
        Assert.All(states, state => Assert.Contains($"`{state}`", documentation, StringComparison.Ordinal));
        Assert.All(AskedPictures().Matches(string.Join('\n', Sources())).Select(match => match.Groups["name"].Value), name => Assert.Contains($"<symbol id=\"{name}\"", pictures, StringComparison.Ordinal));
        Assert.All(Indonesian.Keys.Where(key => key.StartsWith("Timeline.", StringComparison.Ordinal)), key => Assert.Contains($"<symbol id=\"{Steps.IconOf(key["Timeline.".Length..])}\"", pictures, StringComparison.Ordinal));
    }

    /// <summary>The names in an enum's declaration; empty when the source has none of that name.</summary>
    private static IReadOnlyList<string> MembersOf(string source, string type)
        => Regex.Match(source, $$"""enum {{type}}\s*\{(?<body>[^}]*)\}""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } declared
            ? [.. declared.Groups["body"].Value.Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith("//", StringComparison.Ordinal)).SelectMany(line => line.Split(',')).Select(name => name.Trim()).Where(name => name.Length > 0)]
            : [];

    private static Dictionary<string, string> Texts(string culture)
        => Words.Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static string Placeholders(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static string Repository { get; } = FindRepository();

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlanningPlatform.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    private static IEnumerable<string> Sources()
        => Directory.EnumerateFiles(Path.Combine(Repository, "services", "Portal"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs" && !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    [GeneratedRegex("""(?:Record|Happened)\("(?<code>[A-Za-z]+)"(?=[,)])""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WrittenCode();

    [GeneratedRegex("""\.Audit\([a-z]+, "(?<action>[a-z0-9_]+)(?=")""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Audited();

    [GeneratedRegex("""new\(409, "(?<code>[a-z_]+)",""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RefusalCode();

    [GeneratedRegex("""const string [A-Za-z]+ = "(?<code>[a-z-]+)";""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SentTemplate();

    [GeneratedRegex("""<Icon Name="(?<name>[a-z]+)"(?= )""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AskedPictures();

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("""(?:\bT|words|this)\["(?<key>[A-Za-z.\-]+)"|"(?<key>(?:Nav|Category)\.[A-Za-z]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AskedText();
}
