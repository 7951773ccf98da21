using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>How a report is made: by a resident with and without JavaScript, and at a counter.</summary>
[Collection(PlatformCollection.Name)]
public sealed class LodgingTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private const string Category = "Pemangkasan pohon berbahaya";

    private Uri Address => fixture.Platform.BaseAddress;

    [Fact]
    public async Task Words_suggest_the_category_which_asks_its_question_and_the_next_one_who_reports_it_joins()
    {
        await using var plain = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        await using var phone = await chromium.OpenAsync(Address, Screen.Phone);

        // Without JavaScript the form comes back with the suggestions, then with the question.
        var first = new Resident(await plain.NewPageAsync());
        await TellAsync(first.Page, "Pohon miring dahannya kena kabel listrik, takut roboh");
        await PressAsync(first.Page, "Kirim laporan");
        await first.Page.AssertFitsAsync("lapor-saran");
        await first.Page.LookAsync(chromium, Address, "lapor-saran");
        await PressAsync(first.Page, Category);
        await Expect(first.Page.GetByText("Satu hal lagi sebelum laporan dikirim")).ToBeVisibleAsync();
        await first.Page.GetByLabel("Kena kabel").CheckAsync();
        await first.Page.AssertFitsAsync("lapor-pertanyaan");
        await first.Page.LookAsync(chromium, Address, "lapor-pertanyaan");
        await first.SendAsync();

        // With JavaScript both come while somebody types, and what was typed stays where it is.
        var second = new Resident(await phone.NewPageAsync());
        await TellAsync(second.Page, "Pohon miring, dahan kena kabel listrik, takut roboh");
        await PressAsync(second.Page, Category);
        await Expect(second.Page.GetByLabel("Jenis laporan")).ToHaveValueAsync("POHON");
        await second.Page.GetByLabel("Dekat sekolah").CheckAsync();
        await Expect(second.Page.GetByRole(AriaRole.Button, new() { Name = Category })).ToHaveCountAsync(0);
        await second.Page.LookAsync(chromium, Address, "lapor-terpilih");
        await PressAsync(second.Page, "Kirim laporan");
        await Expect(second.Page.GetByRole(AriaRole.Heading, new() { Name = "Apakah ini sudah dilaporkan?" })).ToBeVisibleAsync();
        await second.Page.AssertFitsAsync("lapor-serupa");
        await second.Page.LookAsync(chromium, Address, "lapor-serupa");
        await PressAsync(second.Page, $"Ikut laporan ini, {first.Number}");

        await second.ReceivedAsync();
        Assert.NotEqual(first.Number, second.Number);
        await second.FollowAsync();
        await Expect(second.Page.GetByText(first.Number).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task At_the_counter_somebody_who_is_present_tells_and_goes_home_with_a_slip()
    {
        await using var office = await chromium.OpenAsync(Address, Screen.Desk);
        var officer = new Staff(await office.NewPageAsync());
        await officer.SignInAsync("rtrw", fixture.Platform.DemoPassword, "/loket");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Terima laporan warga" }).ClickAsync();
        await Expect(officer.Page.GetByLabel("Kelurahan atau desa")).ToHaveValueAsync("35.71.02.1012");
        await officer.Page.LookAsync(chromium, Address, "loket-baru");
        await officer.Page.GetByLabel("Apa yang diceritakan warga?").FillAsync("Bapak tidak bisa jalan, minta diantar kontrol ke puskesmas");
        await officer.Page.GetByLabel("Jenis laporan").SelectOptionAsync(new SelectOptionValue { Label = "Perlu diantar kontrol / terapi" });
        await PressAsync(officer.Page, "Kirim dan buat tanda terima");

        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Name = "Laporan diterima" })).ToBeVisibleAsync();
        var (number, secret) = (await officer.Page.Locator(".slip dd").First.InnerTextAsync(), await officer.Page.Locator(".slip dd").Last.InnerTextAsync());
        Assert.DoesNotContain(secret, officer.Page.Url, StringComparison.Ordinal);
        await officer.Page.LookAsync(chromium, Address, "loket-slip");
        await officer.Page.PrintedAsync("loket-slip-kertas");

        await PressAsync(officer.Page, "Sudah diserahkan");
        await Expect(officer.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = number })).ToBeVisibleAsync();
        await officer.Page.LookAsync(chromium, Address, "loket");
        await officer.Page.GotoAsync($"/loket/{number}/slip");
        await Expect(officer.Page.GetByText(secret)).ToHaveCountAsync(0);
    }

    private static async Task TellAsync(IPage page, string words)
    {
        await page.GotoAsync("/lapor");
        await page.GetByLabel("Kelurahan atau desa").SelectOptionAsync(new SelectOptionValue { Label = "Ngronggo" });
        await page.GetByLabel("Nama jalan atau gang").FillAsync("Gang Kenari");
        await page.GetByLabel("Patokan").FillAsync("depan musala");
        // Key by key, as people type: what asks while they do has to bear it.
        await page.GetByLabel("Ceritakan").PressSequentiallyAsync(words);
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
}
