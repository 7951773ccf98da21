using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanningPlatform.Regions;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>A dispatcher has a day planned, watches, stops, puts somebody in who came since, and adopts; then the same on a phone without JavaScript.</summary>
[Collection(PlatformCollection.Name)]
public sealed partial class DayPlanTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private static readonly Regency Kediri = Regency.Load("35.71");

    // A week on which no other test books anything.
    private readonly DateOnly _day = Kediri.TimeZone.DateOf(TimeProvider.System.GetUtcNow()).AddDays(11);

    private Uri Address => fixture.Platform.BaseAddress;

    [Fact]
    public async Task A_dispatcher_watches_a_plan_stops_it_puts_somebody_in_and_adopts_it_by_keyboard()
    {
        using var client = fixture.Platform.CreateClient();
        var office = await OfficeAsync(client);
        async Task BookAsync(string village, string to, int hour, int minute, int passengers, int minutes = 45)
            => await this.BookAsync(client, await office.WithAsync(ServiceDefaults.Roles.VillageSectionHead, CodeOf(village)), village, to, At(_day, hour, minute), passengers, minutes);

        foreach (var (village, index) in ((string[])["Bawang", "Semampir", "Lirboyo", "Bujel", "Ngronggo", "Tosaren", "Pojok", "Blabak", "Dermo", "Tamanan", "Jamsaren", "Ketami"]).Select((village, index) => (village, index)))
        {
            foreach (var hour in (int[])[7, 9, 11, 13])
            {
                await BookAsync(village, index % 2 == 0 ? "rsud-gambiran" : "rsud-kilisuci", hour, 15 * (index % 3), passengers: 1 + (index % 3));
            }
        }

        for (var crowd = 0; crowd < 13; crowd++)
        {
            await BookAsync("Bawang", "rsud-kilisuci", 15, 0, passengers: 6, minutes: 5);
        }

        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        var page = (await SignInAsync(desk, "dispatcher", "/armada")).Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Rencana hari" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/armada/rencana");
        await page.LookAsync(chromium, Address, "rencana-daftar");
        await page.GetByLabel("Hari", new() { Exact = true }).FillAsync(_day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByLabel("Waktu hitung").SelectOptionAsync("300");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hitung rencana" }).PressAsync("Enter");

        // How far it is shows without anybody reloading.
        await Expect(page.GetByText("Rencana terbaik sejauh ini")).ToBeVisibleAsync();
        await page.LookAsync(chromium, Address, "rencana-berjalan");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cukup, hentikan" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "perjalanan dengan" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByText("Dihentikan, siap dipakai")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "permintaan belum terlayani" })).ToBeVisibleAsync();

        await BookAsync("Bujel", "rsud-gambiran", 10, 0, passengers: 1);
        await page.ReloadAsync();
        await page.LookAsync(chromium, Address, "rencana");
        var since = page.Locator("section[aria-labelledby=sesudah] .row");
        await Expect(since).ToHaveCountAsync(1);
        await since.GetByRole(AriaRole.Button, new() { Name = "Masukkan ke rencana ini" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Bujel → RSUD Gambiran masuk ke MB-" })).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("rencana-masuk"), FullPage = true });
        await page.GetByRole(AriaRole.Link, new() { Name = "Lihat perjalanannya" }).PressAsync("Enter");
        await Expect(page.Locator("tr:target")).ToBeVisibleAsync();

        // Who nobody can take hears the reason and changes nothing.
        await page.Locator("section[aria-labelledby=tertinggal] .row").First.GetByRole(AriaRole.Button, new() { Name = "Masukkan ke rencana ini" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(KeptOut());
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("rencana-ditolak"), FullPage = true });

        await page.GetByRole(AriaRole.Button, new() { Name = "Pakai rencana" }).PressAsync("Enter");
        await Expect(page.GetByText("Rencana dipakai:")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("rencana-dipakai"), FullPage = true });

        // What became a journey shows in the plan.
        var plan = page.Url[..page.Url.LastIndexOf('/')];
        await page.GotoAsync(plan);
        await Expect(page.Locator(".rides .chip.done").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_without_JavaScript_a_plan_is_asked_for_looked_at_and_adopted()
    {
        using var client = fixture.Platform.CreateClient();
        var day = _day.AddDays(1);
        var office = await OfficeAsync(client);
        await BookAsync(client, await office.WithAsync(ServiceDefaults.Roles.VillageSectionHead, CodeOf("Bawang")), "Bawang", "rsud-gambiran", At(day, 8, 0), passengers: 2, minutes: 45);
        await using var phone = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        var page = (await SignInAsync(phone, "dispatcher", "/armada")).Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Rencana hari" }).ClickAsync();
        await page.GetByLabel("Hari", new() { Exact = true }).FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Hitung rencana" }).ClickAsync();
        var reload = page.GetByRole(AriaRole.Link, new() { Name = "Lihat kemajuan sekarang" });
        while (await reload.CountAsync() > 0)
        {
            await reload.ClickAsync();
        }

        await Expect(page.Locator(".plan-picture.on-phone .ride").First).ToBeVisibleAsync();
        await Expect(page.Locator(".rides tbody tr").Filter(new() { HasText = "Jemput di Bawang" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pakai rencana" }).ClickAsync();
        await Expect(page.GetByText("Rencana dipakai: 1 perjalanan untuk 1 permintaan.")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("rencana-dipakai-ponsel"), FullPage = true });
    }

    [GeneratedRegex("kurang [0-9]+ (?:menit|kursi)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeptOut();

    private async Task BookAsync(HttpClient client, string token, string village, string to, DateTimeOffset from, int passengers, int minutes)
        => await SendAsync(client, HttpMethod.Post, "/api/mobile-units/counter", new
        {
            purpose = "Health", passengers, needsWheelchair = false, pickUp = new { villageCode = CodeOf(village), name = "depan musala" }, dropOff = new { destination = to },
            from, until = from.AddMinutes(minutes), contact = new { name = "Seorang warga", phone = "0812-0000-0077", privacyNotice = ServiceDefaults.PrivacyNotice.Version },
        }, token);

    private static string CodeOf(string village) => Kediri.VillagesNamed(village)[0].Code.ToString();

    private static DateTimeOffset At(DateOnly day, int hour, int minute) => Kediri.TimeZone.ToInstant(day, new(hour, minute));

    /// <summary>Books for one village after the other.</summary>
    private async Task<Somebody> OfficeAsync(HttpClient client) => await Somebody.InvitedAsync(client, await TokenAsync(client, "admin"));

    private async Task<string> TokenAsync(HttpClient client, string account)
        => (await SendAsync(client, HttpMethod.Post, "/api/identity/token", new { username = account, password = fixture.Platform.DemoPassword }, token: null)).GetProperty("accessToken").GetString()!;

    private static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, object? body, string? token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<Staff> SignInAsync(IBrowserContext context, string account, string home)
    {
        var staff = new Staff(await context.NewPageAsync());
        await staff.SignInAsync(account, fixture.Platform.DemoPassword, home);
        return staff;
    }
}
