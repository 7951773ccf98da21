using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>A Mobmas is booked by a resident without JavaScript and by an office, approved by the lurah, followed and cancelled.</summary>
[Collection(PlatformCollection.Name)]
public sealed class BookingTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private const string Phone = "0812-0000-0042";

    private Uri Address => fixture.Platform.BaseAddress;

    [Fact]
    public async Task A_resident_without_JavaScript_books_follows_and_cancels_with_the_telephone_number_alone()
    {
        await using var phone = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/");
        await page.LookAsync(chromium, Address, "beranda-mobmas");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Pesan Mobmas" }).ClickAsync();
        await page.AssertFitsAsync("mobmas");
        await page.LookAsync(chromium, Address, "mobmas");
        await page.GetByRole(AriaRole.Link, new() { Name = "Pesan Mobmas" }).ClickAsync();
        await page.AssertFitsAsync("mobmas-pesan");
        await page.LookAsync(chromium, Address, "mobmas-pesan");

        // An emergency reads at once whom to call.
        await page.GetByLabel("Gawat darurat").CheckAsync();
        await Expect(page.GetByText("Telepon 112 sekarang")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("mobmas-pesan-darurat"), FullPage = true });

        await FillInAsync(page, "Kesehatan", "RSUD Gambiran");
        await page.GetByText("Diantar pulang, atau perjalanan rutin").ClickAsync();
        await page.GetByLabel("Dapat dijemput pulang mulai").FillAsync("11:00");
        await page.Locator("[id='return.until']").FillAsync("12:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Kirim pesanan" }).ClickAsync();
        await Expect(page.Locator("[id='contact.privacyNotice-wrong']")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Pesan untuk pengemudi")).ToHaveValueAsync("sulit berjalan");
        await page.LookAsync(chromium, Address, "mobmas-pesan-salah");
        await page.GetByLabel("Saya sudah membaca").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Kirim pesanan" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Pesanan Mobmas diterima" })).ToBeVisibleAsync();
        var number = await page.Locator(".slip dd").First.InnerTextAsync();
        Assert.DoesNotContain("0042", page.Url, StringComparison.Ordinal);
        await page.LookAsync(chromium, Address, "mobmas-tanda-terima");
        await page.PrintedAsync("mobmas-tanda-terima-kertas");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Lihat pesanan" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Menunggu mobil" }).First).ToBeVisibleAsync();
        await page.AssertFitsAsync("mobmas-nomor");
        await page.LookAsync(chromium, Address, "mobmas-nomor");

        // Another device asks for the telephone number once.
        await using var other = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        var elsewhere = await other.NewPageAsync();
        await elsewhere.GotoAsync($"/mobmas/{number}");
        await elsewhere.LookAsync(chromium, Address, "mobmas-telepon");
        await elsewhere.GetByLabel("Nomor telepon").FillAsync("+62 812 0000 0042");
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Lihat pesanan" }).ClickAsync();
        await elsewhere.GetByText("Batalkan semua perjalanan").ClickAsync();
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Ya, batalkan semua" }).ClickAsync();
        await Expect(elsewhere.GetByText("Perjalanan dibatalkan.")).ToBeVisibleAsync();
        await elsewhere.LookAsync(chromium, Address, "mobmas-batal");
        await elsewhere.GetByText("Hapus data pesanan ini").ClickAsync();
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Hapus sekarang" }).ClickAsync();
        await Expect(elsewhere.GetByText("Data pesanan sudah dihapus.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_office_books_for_somebody_who_came_and_the_lurah_decides()
    {
        await using var office = await chromium.OpenAsync(Address, Screen.Desk);
        var officer = new Staff(await office.NewPageAsync());
        await officer.SignInAsync("rtrw", fixture.Platform.DemoPassword, "/loket");
        await officer.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Mobmas" }).ClickAsync();
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Pesankan Mobmas" }).ClickAsync();
        await Expect(officer.Page.GetByLabel("Kelurahan atau desa").First).ToHaveValueAsync("35.71.02.1012");
        await officer.Page.LookAsync(chromium, Address, "loket-mobmas-baru");
        await FillInAsync(officer.Page, "Keperluan lain", "GOR Jayabaya");
        await officer.Page.GetByLabel("Warga sudah membaca").CheckAsync();
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim dan buat tanda terima" }).ClickAsync();
        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Name = "Pesanan Mobmas diterima" })).ToBeVisibleAsync();
        var number = await officer.Page.Locator(".slip dd").First.InnerTextAsync();
        await officer.Page.LookAsync(chromium, Address, "loket-mobmas-slip");
        await officer.Page.PrintedAsync("loket-mobmas-slip-kertas");
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Sudah diserahkan" }).ClickAsync();
        await Expect(officer.Page.GetByText(number)).ToBeVisibleAsync();
        await officer.Page.LookAsync(chromium, Address, "loket-mobmas");

        await using var house = await chromium.OpenAsync(Address, Screen.Desk);
        var lurah = new Staff(await house.NewPageAsync());
        await lurah.SignInAsync("lurah", fixture.Platform.DemoPassword, "/loket");
        await lurah.Page.GetByRole(AriaRole.Link, new() { Name = "Persetujuan" }).ClickAsync();
        await Expect(lurah.Page.GetByText(number)).ToBeVisibleAsync();
        await lurah.Page.LookAsync(chromium, Address, "mobmas-persetujuan");
        await lurah.PressAsync("Setujui", "Pesanan disetujui");
        await lurah.Page.LookAsync(chromium, Address, "mobmas-persetujuan-kosong");

        await officer.Page.GotoAsync("/loket/mobmas");
        await officer.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = number }).GetByText("Batalkan", new() { Exact = true }).ClickAsync();
        await officer.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = number }).GetByLabel("Alasan").FillAsync("Sudah diantar keluarganya");
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Ya, batalkan" }).ClickAsync();
        await Expect(officer.Page.GetByText("Perjalanan dibatalkan.")).ToBeVisibleAsync();
    }

    private static async Task FillInAsync(IPage page, string purpose, string destination)
    {
        await page.GetByLabel(purpose).CheckAsync();
        await page.Locator("[id='pickUp.villageCode']").SelectOptionAsync("35.71.02.1012");
        await page.GetByLabel("Alamat atau patokan").FillAsync("Jalan Semeru 4, depan musala");
        var option = await page.Locator("[id='dropOff.destination'] option").Filter(new() { HasText = destination }).GetAttributeAsync("value");
        await page.Locator("[id='dropOff.destination']").SelectOptionAsync(option!);
        await page.Locator("#date").FillAsync(TimeProvider.System.GetUtcNow().AddHours(7).AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Locator("#from").FillAsync("08:00");
        await page.Locator("#until").FillAsync("09:30");
        await page.GetByLabel("Jumlah orang").FillAsync("2");
        await page.GetByLabel("Ada yang memakai kursi roda").CheckAsync();
        await page.GetByLabel("Pesan untuk pengemudi").FillAsync("sulit berjalan");
        await page.GetByLabel("Nomor telepon").FillAsync(Phone);
    }
}
