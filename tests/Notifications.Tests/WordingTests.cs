using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Notifications.Texts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Tests;

/// <summary>The city's own words.</summary>
public sealed class WordingTests
{
    private const string Good = "Halo, {{number}} dari {{city}}: {{link}} {{stop}}";

    private static readonly Uri Address = new("/api/notifications/texts/complaint-received/id", UriKind.Relative);

    [Fact]
    public void Every_template_of_the_contract_has_standard_texts_that_pass_the_rules_for_edited_ones()
    {
        var contract = typeof(NotificationTemplates).GetFields().Select(field => (string)field.GetValue(null)!).Order(StringComparer.Ordinal);
        Assert.Equal(contract, Catalog.All.Select(template => template.Code).Order(StringComparer.Ordinal));
        foreach (var (template, language) in Catalog.All.SelectMany(template => Template.Languages.Select(language => (template, language))))
        {
            var wording = template.Standard(language);
            Assert.False(TextRules.Check(template, wording.Subject, wording.Body, wording.Short).Any, $"{template.Code} {language}");
        }
    }

    [Fact]
    public async Task An_edited_text_is_what_people_read_until_the_standard_is_restored()
    {
        await using var told = await Told.StartAsync();

        using var edited = await told.Admin.PutAsJsonAsync(Address, new { version = 0, subject = "Kabar {{number}}", body = Good, @short = Good });
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        Assert.Contains("Halo, ADU-7K2M-Q4XD dari Kota Kediri: http://", await TextAsync(told, "id"), StringComparison.Ordinal);
        Assert.Contains("Thank you.", await TextAsync(told, "en"), StringComparison.Ordinal);
        var listed = await told.Admin.GetFromJsonAsync<JsonElement>(new Uri("/api/notifications/texts", UriKind.Relative));
        var text = listed.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("template").GetString() == "complaint-received" && item.GetProperty("language").GetString() == "id");
        Assert.Equal((1, "admin"), (text.GetProperty("version").GetInt32(), text.GetProperty("editedBy").GetString()));

        using var restored = await told.Admin.PostAsJsonAsync(new Uri(Address + "/restore", UriKind.Relative), new { version = 1 });
        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        Assert.Contains("Terima kasih.", await TextAsync(told, "id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_editors_the_second_is_told()
    {
        await using var told = await Told.StartAsync();
        object words = new { version = 0, subject = "Kabar", body = Good, @short = Good };
        await told.Admin.PutAsJsonAsync(Address, words);

        using var second = await told.Admin.PutAsJsonAsync(Address, words);

        Assert.Equal((HttpStatusCode.Conflict, "changed_meanwhile"), (second.StatusCode, await MailTests.CodeAsync(second)));
        using var together = await told.Admin.PutAsJsonAsync(Address, new { subject = "Kabar", body = Good, @short = Good });
        Assert.Equal(HttpStatusCode.BadRequest, together.StatusCode);
    }

    [Theory]
    [InlineData("", Good, Good, "subject", "required")]
    [InlineData("Kabar", "", Good, "body", "required")]
    [InlineData("Kabar", Good, "", "short", "required")]
    [InlineData("Kabar\nBcc: semua@contoh.id", Good, Good, "subject", "line_break")]
    [InlineData("Kabar", "{{link}} {{stop}} {{secret}}", Good, "body", "unknown_placeholder")]
    [InlineData("Kabar", "{{link}}", Good, "body", "missing_placeholder")]
    [InlineData("Kabar", Good, "{{stop}}", "short", "missing_placeholder")]
    [InlineData("{{description}}", Good, Good, "subject", "unknown_placeholder")]
    public async Task A_text_that_would_leave_somebody_with_a_hole_is_refused(string subject, string body, string shortText, string field, string code)
    {
        await using var told = await Told.StartAsync();

        foreach (var path in new[] { Address, new Uri(Address + "/preview", UriKind.Relative) })
        {
            object words = path == Address ? new { version = 0, subject, body, @short = shortText } : new { subject, body, @short = shortText };
            using var answer = path == Address ? await told.Admin.PutAsJsonAsync(path, words) : await told.Admin.PostAsJsonAsync(path, words);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
            Assert.Equal((field, code), (error.GetProperty("field").GetString(), error.GetProperty("code").GetString()));
        }

        Assert.Contains("Terima kasih.", await TextAsync(told, "id"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/{{link}} {{stop}}", "link_not_alone")]
    [InlineData("//evil.example/{{link}} {{stop}}", "link_not_alone")]
    [InlineData("{{link}}@evil.example {{stop}}", "link_not_alone")]
    [InlineData("{{ link }}.evil.example {{stop}}", "link_not_alone")]
    [InlineData("{{link}}\u00A0.evil.example {{stop}}", "link_not_alone")]
    [InlineData("evil{{link}} {{stop}}", "link_not_alone")]
    [InlineData("{{link}}{{stop}}", "link_not_alone")]
    [InlineData("{{link}} https://evil.example/{{stop}}", "link_not_alone")]
    [InlineData("{{link}} {{link}}/x {{stop}}", "link_not_alone")]
    [InlineData("{{link}} {{stop}} https://evil.example", "other_link")]
    [InlineData("{{link}} {{stop}} //evil", "other_link")]
    [InlineData("{{link}} {{stop}} www.evil", "other_link")]
    [InlineData("{{link}} {{stop}} Evil.Example", "other_link")]
    [InlineData("{{link}} {{stop}} {{number}}.example", "other_link")]
    [InlineData("{{link}} {{stop}} t.me/evil", "other_link")]
    [InlineData("{{link}} {{stop}} 192.0.2.1/evil", "other_link")]
    [InlineData("{{link}} {{stop}} evil@evil", "other_link")]
    [InlineData("{{link}}. {{stop}}, atau tidak", null)]
    [InlineData("Buka:\n{{link}}\n\n{{stop}}?", null)]
    [InlineData("Rp1.000.000, pukul 08.00-14.30; a.n. Budi, S.Kom., M.Si. (0354) 123.456. Selesai... {{link}} {{stop}}", null)]
    public void A_link_leads_here_and_nowhere_else(string text, string? code)
    {
        var template = Catalog.Find(NotificationTemplates.ComplaintReceived)!;
        const string Fine = "{{link}} {{stop}}";
        foreach (var (field, errors) in new[]
        {
            ("subject", TextRules.Check(template, text.ReplaceLineEndings(" "), Fine, Fine)), ("body", TextRules.Check(template, "Kabar", text, Fine)), ("short", TextRules.Check(template, "Kabar", Fine, text)),
        })
        {
            Assert.Equal(code is null ? [] : [(field, code)], errors.Any ? errors.ToRefusal().Errors.Select(error => (error.Field, error.Code)) : []);
        }
    }

    [Fact]
    public async Task A_preview_shows_the_text_with_values_and_saves_nothing()
    {
        await using var told = await Told.StartAsync();

        using var answer = await told.Admin.PostAsJsonAsync(new Uri(Address + "/preview", UriKind.Relative), new { subject = "Kabar {{number}}", body = Good, @short = Good });

        Assert.Equal("Kabar ADU-7K2M-Q4XD", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("subject").GetString());
        Assert.Contains("Terima kasih.", await TextAsync(told, "id"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/notifications/texts/no-such/id")]
    [InlineData("/api/notifications/texts/complaint-received/fr")]
    public async Task A_text_that_does_not_exist_is_not_found(string address)
    {
        await using var told = await Told.StartAsync();
        using var answer = await told.Admin.PutAsJsonAsync(new Uri(address, UriKind.Relative), new { version = 0, subject = "Kabar", body = Good, @short = Good });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_report_counts_what_became_of_messages_and_shows_no_address()
    {
        await using var told = await Told.StartAsync(("Sms:Address", "http://127.0.0.1:1"), ("RetryAfter", "01:00:00"));
        await told.BecomesAsync(await told.AskAsync(email: "warga@contoh.id"), NotificationState.Sent);
        await told.BecomesAsync(await told.AskAsync(), NotificationState.Suppressed);
        var waits = await told.AskAsync(phone: "081234567890");
        await PlanningPlatform.Testing.Eventually.TrueAsync(async () => (await told.FindAsync(waits))?.Attempts == 1, "it was tried");

        var report = await told.Admin.GetFromJsonAsync<JsonElement>(new Uri("/api/notifications/report?days=1", UriKind.Relative));
        var channels = report.GetProperty("channels").EnumerateArray().ToDictionary(channel => channel.GetProperty("channel").GetString()!);
        Assert.True(channels["Email"].GetProperty("goesToFolder").GetBoolean());
        Assert.False(channels["Sms"].GetProperty("goesToFolder").GetBoolean());
        Assert.Equal("""{"Sent":1,"Suppressed":1}""", Sorted(channels["Email"].GetProperty("counts")));
        Assert.Equal("""{"Waiting":1}""", Sorted(channels["Sms"].GetProperty("counts")));

        var list = await told.Admin.GetStringAsync(new Uri("/api/notifications?state=Sent", UriKind.Relative));
        Assert.Contains("w***@contoh.id", list, StringComparison.Ordinal);
        Assert.DoesNotContain("warga@contoh.id", await told.Admin.GetStringAsync(new Uri("/api/notifications", UriKind.Relative)), StringComparison.Ordinal);
        foreach (var bad in new[] { "/api/notifications/report?days=0", "/api/notifications?state=Lost", "/api/notifications?page=0" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await told.Admin.GetAsync(new Uri(bad, UriKind.Relative))).StatusCode);
        }

        using var dispatcher = told.Running.CreateClientFor(Roles.Dispatcher);
        Assert.Equal(HttpStatusCode.Forbidden, (await dispatcher.GetAsync(new Uri("/api/notifications", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await told.Anybody.GetAsync(new Uri("/api/notifications/texts", UriKind.Relative))).StatusCode);
    }

    private static string Sorted(JsonElement counts)
        => JsonSerializer.Serialize(counts.EnumerateObject().OrderBy(count => count.Name, StringComparer.Ordinal).ToDictionary(count => count.Name, count => count.Value.GetInt32()));

    private static async Task<string> TextAsync(Told told, string language)
    {
        var sent = await told.BecomesAsync(await told.AskAsync(phone: "081234567890", language: language), NotificationState.Sent);
        return await File.ReadAllTextAsync(Directory.EnumerateFiles(told.MailFolder, $"*{sent.Id}.txt").Single());
    }
}
