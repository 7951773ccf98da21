using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanningPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>People get mail and text messages through all of the platform, and follow the links in them; without a provider they lie in the mail folder.</summary>
[Collection(PlatformCollection.Name)]
public sealed partial class MessagesToPeopleTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private const string Password = "jalan dhoho pagi hari";

    [Fact]
    public async Task Somebody_invited_by_mail_chooses_a_password_and_comes_in()
    {
        using var client = fixture.Platform.CreateClient();
        var admin = await TokenAsync(client, "admin", fixture.Platform.DemoPassword);
        var username = $"surat-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}"[..20];
        await Somebody.SendAsync(client, HttpMethod.Post, "/api/identity/accounts", new { username, name = "Petugas Baru", email = $"{username}@contoh.go.id", assignments = new[] { new { role = "operator112" } } }, admin);

        var mail = await ArrivedAsync("*.eml", $"{username}@contoh.go.id");
        var link = Link().Match(mail).Value;
        fixture.Platform.Secrets.Add(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        await using var context = await chromium.OpenAsync(fixture.Platform.BaseAddress, Screen.Phone);
        var page = await context.NewPageAsync();
        await page.GotoAsync(link);
        // On so short a form the button stays below the fields, also on a small phone.
        await page.AssertFitsAsync("undangan");
        Assert.Equal("static", await page.Locator(".bar").EvaluateAsync<string>("bar => getComputedStyle(bar).position"));
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#repeated").FillAsync(Password);
        await page.Locator("form.form button").ClickAsync();

        var staff = new Staff(page);
        await staff.SignInAsync(username, Password, "/112");
        await page.GotoAsync("/saya");
        await page.LookAsync(chromium, fixture.Platform.BaseAddress, "saya");
    }

    [Fact]
    public async Task A_resident_hears_of_their_report_by_text_message_and_stops_it_and_an_administrator_sees_both_and_edits_the_words()
    {
        using var client = fixture.Platform.CreateClient();
        var notice = await Somebody.SendAsync(client, HttpMethod.Get, "/api/complaints/privacy-notice", null);
        var lodged = await Somebody.SendAsync(client, HttpMethod.Post, "/api/complaints", new
        {
            categoryCode = "ANTAR", description = "Kontrol ke puskesmas", villageCode = "35.71.02.1012", visibility = "Anonymous",
            reporter = new { phone = "0812-3300-4455", privacyNotice = notice.GetProperty("version").GetString(), news = true },
        });
        var number = lodged.GetProperty("trackingNumber").GetString()!;
        var text = await ArrivedAsync("*.txt", number);
        Assert.StartsWith("Sms: +6281233004455", text, StringComparison.Ordinal);
        Assert.DoesNotContain(lodged.GetProperty("trackingSecret").GetString()!, text, StringComparison.Ordinal);

        await using var phone = await chromium.OpenAsync(fixture.Platform.BaseAddress, Screen.Phone, javaScript: false);
        var page = await phone.NewPageAsync();
        await page.GotoAsync(StopLink().Match(text).Value);
        await page.LookAsync(chromium, fixture.Platform.BaseAddress, "berhenti");
        await page.GetByRole(AriaRole.Button, new() { Name = "Berhenti mengirim kabar" }).ClickAsync();
        await Expect(page.GetByText("Kami tidak akan mengirim kabar lagi ke +62***455.")).ToBeVisibleAsync();

        await using var office = await chromium.OpenAsync(fixture.Platform.BaseAddress, Screen.Desk);
        var admin = new Staff(await office.NewPageAsync());
        await admin.SignInAsync("admin", fixture.Platform.DemoPassword, "/akun");
        foreach (var (path, name) in new[] { ("/akun", "akun"), ("/akun/undang", "akun-undang"), ("/akun/impor", "akun-impor"), ("/jejak", "jejak"), ("/pesan", "pesan") })
        {
            await admin.Page.GotoAsync(path);
            await admin.Page.LookAsync(chromium, fixture.Platform.BaseAddress, name);
        }

        await admin.Page.GotoAsync("/kabar");
        await Expect(admin.Page.GetByText("+62***455").First).ToBeVisibleAsync();
        await admin.Page.LookAsync(chromium, fixture.Platform.BaseAddress, "kabar");
        await admin.Page.GotoAsync("/kabar/teks");
        await admin.Page.LookAsync(chromium, fixture.Platform.BaseAddress, "kabar-teks");
        await admin.Page.GotoAsync("/kabar/teks/proposal-received/id");
        await admin.Page.LookAsync(chromium, fixture.Platform.BaseAddress, "kabar-teks-ubah");
        await admin.Page.GetByLabel("Judul surel").FillAsync("Usulan {{number}} sudah masuk");
        await admin.PressAsync("Simpan", "Teks disimpan.");
    }

    private static async Task<string> TokenAsync(HttpClient client, string username, string password)
        => (await Somebody.SendAsync(client, HttpMethod.Post, "/api/identity/token", new { username, password })).GetProperty("accessToken").GetString()!;

    /// <summary>The newest message in the mail folder with these words in it, decoded.</summary>
    private async Task<string> ArrivedAsync(string files, string words)
    {
        string? found = null;
        var folder = Path.Combine(fixture.Platform.DataFolder, "mail");
        await Eventually.TrueAsync(
            () => Task.FromResult(Directory.Exists(folder) && (found = Directory.EnumerateFiles(folder, files).Select(file => Readable(File.ReadAllText(file))).FirstOrDefault(text => text.Contains(words, StringComparison.Ordinal))) is not null),
            $"a message with {words} lies in the mail folder");
        return found!;
    }

    /// <summary>Headers as they are, the body without its transfer encoding.</summary>
    private static string Readable(string message)
    {
        var parts = message.ReplaceLineEndings("\n").Split("\n\n", 2);
        return parts.Length < 2 ? message
            : parts[0].Contains("base64", StringComparison.OrdinalIgnoreCase) ? $"{parts[0]}\n\n{Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Replace("\n", "", StringComparison.Ordinal)))}"
            : parts[0].Contains("quoted-printable", StringComparison.OrdinalIgnoreCase) ? $"{parts[0]}\n\n{parts[1].Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)}"
            : message;
    }

    [GeneratedRegex(@"http://\S+/undangan\?token=[\w-]+", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"http://\S+/berhenti/\w+", RegexOptions.None, 1000)]
    private static partial Regex StopLink();
}
