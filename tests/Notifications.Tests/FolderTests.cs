using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Tests;

/// <summary>Without a provider messages become files.</summary>
public sealed class FolderTests
{
    [Fact]
    public async Task Without_a_provider_mail_and_text_messages_lie_in_the_mail_folder_for_their_owner_alone()
    {
        await using var told = await Told.StartAsync();

        var mail = await told.BecomesAsync(await told.AskAsync(NotificationTemplates.AccountInvited, email: "sekretaris@contoh.go.id", phone: "081234567890", expires: TimeProvider.System.GetUtcNow().AddDays(3)), NotificationState.Sent);
        var text = await told.BecomesAsync(await told.AskAsync(phone: "081234567890"), NotificationState.Sent);

        var files = Directory.GetFiles(told.MailFolder).Order(StringComparer.Ordinal).ToList();
        Assert.Equal([$"{mail.CreatedAt:yyyyMMdd-HHmmss}-{mail.Id}.eml", $"{text.CreatedAt:yyyyMMdd-HHmmss}-{text.Id}.txt"], files.Select(Path.GetFileName));
        Assert.Contains("sekretaris@contoh.go.id", MailTests.Header(await File.ReadAllTextAsync(files[0]), "To"), StringComparison.Ordinal);
        Assert.Contains("Akun sekretaris sudah dibuat", MailTests.Body(await File.ReadAllTextAsync(files[0])), StringComparison.Ordinal);
        Assert.Equal("", MailTests.Header(await File.ReadAllTextAsync(files[0]), "List-Unsubscribe"));
        Assert.StartsWith("Sms: +6281234567890", await File.ReadAllTextAsync(files[1]), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(told.MailFolder));
        Assert.Empty(Directory.GetDirectories(told.MailFolder));
    }

    [Fact]
    public async Task What_somebody_subscribed_to_has_an_end_of_its_own_also_for_mail_programs()
    {
        await using var told = await Told.StartAsync();
        var digest = told.Request(
            NotificationTemplates.AlertDigest, "warga@contoh.id", phone: null, Guid.CreateVersion7(), expires: null, language: "id", ("area", "Kelurahan Banjaran"), ("count", "1"), ("link", "/aduan"),
            ("items", "ADU-7K2M-Q4XD · Lampu jalan\nJalan A/B, Kelurahan Banjaran\n/aduan/ADU-7K2M-Q4XD"), ("stop", "/langganan/7K2M"), ("stopAtOnce", "/api/complaints/alerts/7K2M/stop"));
        await told.PublishAsync(digest);
        await told.BecomesAsync(digest.NotificationId, NotificationState.Sent);

        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(told.MailFolder)));
        var body = MailTests.Body(mail).ReplaceLineEndings("\n");
        Assert.Contains("Jalan A/B, Kelurahan Banjaran\nhttp://127.0.0.1:8080/aduan/ADU-7K2M-Q4XD\n", body, StringComparison.Ordinal);
        Assert.Contains("Semua laporan: http://127.0.0.1:8080/aduan\n", body, StringComparison.Ordinal);
        Assert.Contains("Berhenti berlangganan kabar Kelurahan Banjaran: http://127.0.0.1:8080/langganan/7K2M", body, StringComparison.Ordinal);
        Assert.DoesNotContain("/berhenti/", body, StringComparison.Ordinal);
        Assert.Equal("<http://127.0.0.1:8080/api/complaints/alerts/7K2M/stop>", MailTests.Header(mail, "List-Unsubscribe"));
    }

    [Fact]
    public async Task What_somebody_cannot_be_reached_by_is_not_sent()
    {
        await using var told = await Told.StartAsync();

        foreach (var (email, phone) in new (string?, string?)[] { (null, null), ("no address", null), (null, "twelve"), ("a@b.c\r\nBcc: all@contoh.id", "12") })
        {
            var notification = await told.BecomesAsync(await told.AskAsync(email: email, phone: phone), NotificationState.Suppressed);
            Assert.Equal("no_address", notification.Error);
        }

        Assert.False(Directory.Exists(told.MailFolder));
    }

    [Fact]
    public async Task Numbers_abroad_are_written_to_only_where_the_city_wants_to_pay_for_it()
    {
        await using (var told = await Told.StartAsync())
        {
            Assert.Equal("no_address", (await told.BecomesAsync(await told.AskAsync(phone: "+6512345678"), NotificationState.Suppressed)).Error);
        }

        await using var generous = await Told.StartAsync(("SendAbroad", "true"));
        await generous.BecomesAsync(await generous.AskAsync(phone: "+6512345678"), NotificationState.Sent);
    }

    [Theory]
    [InlineData("081234567890", "+6281234567890")]
    [InlineData("0812-3456-7890", "+6281234567890")]
    [InlineData("62 812 3456 7890", "+6281234567890")]
    [InlineData("+62 (812) 3456.7890", "+6281234567890")]
    [InlineData("0354 123456", "+62354123456")]
    [InlineData("+6512345678", "+6512345678")]
    [InlineData("812-3456-7890", "+6281234567890")]
    [InlineData("0062 812 3456 7890", "+6281234567890")]
    [InlineData("354 123456", null)]
    [InlineData("6281234567890", "+6281234567890")]
    [InlineData("112", null)]
    [InlineData("+0812345678", null)]
    [InlineData("08123456789012345", null)]
    [InlineData("0812 three", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Telephone_numbers_are_read_as_people_write_them(string? typed, string? number) => Assert.Equal(number, TelephoneNumber.Normalize(typed));

    [Theory]
    [InlineData(" warga@Contoh.ID ", "warga@contoh.id")]
    [InlineData("Warga <warga@contoh.id>", null)]
    [InlineData("warga@contoh.id, lain@contoh.id", null)]
    [InlineData("warga", null)]
    [InlineData("warga@10.0.0.5", null)]
    [InlineData("warga@[10.0.0.5]", null)]
    [InlineData("warga@surat", null)]
    [InlineData("josé@contoh.id", null)]
    [InlineData("😀@contoh.id", null)]
    [InlineData(null, null)]
    public void An_address_is_one_address_and_nothing_else(string? typed, string? address) => Assert.Equal(address, Recipient.NormalizeEmail(typed));
}
