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
        "Status", "Timeline", "Next", "JourneyState", "ProposalStatus", "ProposalNext", "Purpose", "Visibility", "SignIn", "Crew", "CrewStep", "Done", "Problem", "Trouble", "Wrong",
        "Role", "AccountState", "AccountStep", "AccountStepMeaning", "ActingState", "AuditAction", "AuditFact", "StuckDirection", "MessageState", "MessageError", "MessageTemplate", "Channel", "Language", "ErasureState",
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
    [InlineData("Timeline", "Received Verified Forwarded MobileUnitRequested Assigned Accepted Departed Arrived Completed Resolved ContactErased ErasureRequested ContentErased ErasureRefused")]
    [InlineData("Next", "Received Verified Forwarded MobileUnitRequested Assigned Accepted Departed Arrived Completed Resolved")]
    [InlineData("Status", "Received Verified Forwarded InProgress Resolved Closed Rejected Merged ReturnedByAgency Postponed TransferredOutside Reopened Archived")]
    [InlineData("JourneyState", "Assigned Accepted EnRoute Arrived Completed")]
    [InlineData("Purpose", "Health Social Administration Other")]
    [InlineData("Visibility", "Public Anonymous Secret")]
    [InlineData("ProposalStatus", "Submitted ContactErased")]
    [InlineData("ErasureState", "Open Granted Refused")]
    [InlineData("SignIn", "invalid_credentials temporary_password_expired locked_out service_unavailable too_many_requests invalid_input invalid_code challenge_over")]
    [InlineData("AccountState", "Active Invited Deactivated")]
    [InlineData("ActingState", "Planned Running Over")]
    [InlineData("StuckDirection", "Incoming Outgoing")]
    public void Every_code_that_a_service_sends_has_its_word(string group, string codes)
        => Assert.All(codes.Split(' '), code => Assert.Contains($"{group}.{code}", Indonesian.Keys));

    [Fact]
    public void Every_role_and_every_entry_of_the_audit_log_has_its_word()
    {
        Assert.All(Roles.All.Except([Roles.Citizen]), role => Assert.Contains($"Role.{role}", Indonesian.Keys));
        Assert.All(AuditLog.Actions, action => Assert.Contains($"AuditAction.{action}", Indonesian.Keys));
    }

    private static Dictionary<string, string> Texts(string culture)
        => Words.Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static string Placeholders(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Sources()
    {
        var repository = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(repository.FullName, "PlanningPlatform.sln")))
            repository = repository.Parent!;
        var portal = Path.Combine(repository.FullName, "services", "Portal");
        return Directory.EnumerateFiles(portal, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs" && !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText);
    }

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("""(?:\bT|words|this)\["(?<key>[A-Za-z.\-]+)"|"(?<key>(?:Nav|Category)\.[A-Za-z]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AskedText();
}
