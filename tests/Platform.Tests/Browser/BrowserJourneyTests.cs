using Microsoft.Playwright;
using PlanningPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>Journey 1 as people walk it, each with their own browser.</summary>
[Collection(PlatformCollection.Name)]
public sealed class BrowserJourneyTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private Uri Address => fixture.Platform.BaseAddress;

    [Fact]
    public async Task A_residents_complaint_becomes_a_finished_visit()
    {
        await using var phone = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        await using var board = await chromium.OpenAsync(Address, Screen.Desk);
        await using var car = await chromium.OpenAsync(Address, Screen.PhoneAtNight);
        await using var office = await chromium.OpenAsync(Address, Screen.Desk);

        var resident = new Resident(await phone.NewPageAsync());
        await resident.LodgeAsync("Bawang", "Perlu diantar kontrol / terapi", "Ibu lansia kontrol besok 07.30, tidak ada kendaraan");
        await LookAsync(resident.Page, "tanda-terima");
        await resident.FollowAsync();
        await resident.SeesAsync("Laporan diterima");

        // The dispatcher's board is open before the request exists: it appears by itself.
        var dispatcher = await SignInAsync(board, "dispatcher", "/armada");
        await HandleAtTheDeskAsync(desk, resident);
        await AssignAsync(dispatcher, resident);
        await DriveAsync(car, resident);
        await ResolveAsync(desk, resident);

        await resident.SeesAsync("Laporan diselesaikan");
        Assert.Equal(
            ["Laporan diterima", "Laporan diperiksa petugas 112", "Diteruskan ke dinas", "Mobmas diminta", "Mobmas ditugaskan", "Awak Mobmas siap", "Mobmas berangkat", "Mobmas tiba", "Perjalanan Mobmas selesai", "Laporan diselesaikan"],
            await resident.StepsAsync());
        await LookAsync(resident.Page, "lacak-selesai");

        var manager = await SignInAsync(office, "manager", "/ringkasan");
        await Eventually.TrueAsync(async () =>
        {
            await manager.Page.ReloadAsync();
            return await manager.Page.GetByText("Separuh Mobmas tiba dalam").CountAsync() > 0;
        }, "the manager sees how long residents waited");
        await LookAsync(manager.Page, "ringkasan");
    }

    [Fact]
    public async Task Pages_that_need_no_data_of_their_own_are_open_to_everybody()
    {
        await using var context = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        var page = await context.NewPageAsync();
        foreach (var (path, name) in new[] { ("/", "depan"), ("/lapor", "lapor"), ("/lacak", "lacak"), ("/usulan", "usulan"), ("/usulan/baru", "usulan-baru"), ("/privasi", "privasi"), ("/masuk", "masuk"), ("/lupa", "lupa"), ("/setup?token=x", "setup"), ("/tidak-ada", "tidak-ada") })
        {
            await page.GotoAsync(path);
            await LookAsync(page, name);
        }
    }

    [Fact]
    public async Task A_proposal_is_sent_and_followed_without_javascript()
    {
        await using var context = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/usulan/baru");
        await page.GetByLabel("Kelurahan atau desa").SelectOptionAsync(new SelectOptionValue { Label = "Banjaran" });
        await page.GetByLabel("Usulan", new() { Exact = true }).FillAsync("Perbaikan saluran Gang II");
        await page.GetByLabel("Masalah yang ingin diatasi").FillAsync("Meluap tiap hujan, masuk ke rumah warga RT 03.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Kirim usulan" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Usulan Anda sudah kami terima" })).ToBeVisibleAsync();
        await LookAsync(page, "usulan-tanda-terima");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ikuti usulan" }).ClickAsync();
        await Expect(page.GetByText("Perbaikan saluran Gang II")).ToBeVisibleAsync();
        await LookAsync(page, "usulan-lacak");
    }

    [Fact]
    public async Task A_resident_who_left_a_contact_takes_it_back_and_has_all_erased_without_javascript()
    {
        await using var phone = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        await using var office = await chromium.OpenAsync(Address, Screen.Desk);
        var resident = new Resident(await phone.NewPageAsync());
        await resident.LodgeWithContactAsync("Bawang", "Perlu diantar kontrol / terapi", "Ibu lansia kontrol besok 07.30");
        await resident.FollowAsync();
        await LookAsync(resident.Page, "data-pribadi");

        await resident.PressInsideAsync("Hapus kontak saya", "Hapus kontak sekarang");
        await Expect(resident.Page.GetByText("Kontak Anda sudah dihapus.")).ToBeVisibleAsync();
        await resident.PressInsideAsync("Minta isi laporan dihapus", "Kirim permintaan");
        await Expect(resident.Page.GetByText("Petugas memutuskan paling lambat")).ToBeVisibleAsync();

        var officer = await SignInAsync(office, "ppid", "/privasi/permintaan");
        await LookAsync(officer.Page, "permintaan-hapus");
        var request = officer.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = resident.Number });
        await request.GetByText("Kabulkan …").ClickAsync();
        await request.GetByRole(AriaRole.Button, new() { Name = "Hapus sekarang" }).ClickAsync();
        await Expect(officer.Page.GetByText("Isi laporan dihapus.")).ToBeVisibleAsync();
        await resident.SeesAsync("Isi laporan dihapus");
        await LookAsync(resident.Page, "data-terhapus");
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_a_wrong_role_sees_a_friendly_door()
    {
        await using var context = await chromium.OpenAsync(Address, Screen.Desk);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/masuk?returnUrl=%2Foperator");
        await page.GetByLabel("Nama pengguna").FillAsync("crew");
        await page.GetByLabel("Kata sandi").FillAsync("bukan kata sandi ini");
        await page.GetByRole(AriaRole.Button, new() { Name = "Masuk" }).ClickAsync();
        await Expect(page.GetByText("Nama pengguna atau kata sandi tidak cocok")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Nama pengguna")).ToHaveValueAsync("crew");

        await page.GetByLabel("Kata sandi").FillAsync(fixture.Platform.DemoPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Masuk" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Halaman ini untuk petugas lain" })).ToBeVisibleAsync();
        await LookAsync(page, "tidak-berwenang");

        await page.GetByRole(AriaRole.Button, new() { Name = "Keluar" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Masuk untuk petugas" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_operator_takes_calls_with_the_keyboard_alone()
    {
        await using var context = await chromium.OpenAsync(Address, Screen.Desk);
        var page = (await SignInAsync(context, "supervisor112", "/112/langsung")).Page;
        await page.GotoAsync("/112");

        // A ghost: one key.
        await page.Keyboard.PressAsync("b");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Hening" })).ToBeVisibleAsync();
        await LookAsync(page, "112-panggilan");
        await page.Keyboard.PressAsync("1");
        await Expect(page.GetByText("Salah tekan? Betulkan")).ToBeVisibleAsync();

        // A question: its words, and the figure of the answer.
        await page.Keyboard.PressAsync("b");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Tanya informasi" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("3");
        await Expect(page.GetByLabel("Cari jawaban")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("kartu anak");
        await Expect(page.Locator("#jawaban li")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("1");
        await Expect(page.GetByText("Dijawab dan ditutup.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("0");

        // An emergency: two keys and Enter; its unit is one more.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Panggilan baru" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("d");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Darurat apa?" })).ToBeVisibleAsync();
        await LookAsync(page, "112-darurat");
        await page.Keyboard.PressAsync("1");
        await Expect(page.GetByLabel("Di mana")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("belakang pasar");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Laporan darurat dibuka. Panggil unitnya sekarang.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("1");
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Damkar Satpol PP" })).ToBeVisibleAsync();
        await LookAsync(page, "112-kartu");
        await page.GetByText("Pastikan tertangani").ClickAsync();
        await page.GetByLabel("Hasilnya menurut unit").FillAsync("Padam");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tertangani" }).ClickAsync();
        await Expect(page.GetByText("Kabar unit tercatat.")).ToBeVisibleAsync();
        await page.GotoAsync("/112");
        await page.Keyboard.PressAsync("0");
        await Expect(page.GetByText("Panggilan selesai.")).ToBeVisibleAsync();
        await page.GotoAsync("/112/langsung");
        await LookAsync(page, "112-langsung");
    }

    private async Task HandleAtTheDeskAsync(IBrowserContext desk, Resident resident)
    {
        var operator112 = await SignInAsync(desk, "operator112", "/112");
        await operator112.Page.GotoAsync("/operator");
        await LookAsync(operator112.Page, "operator");
        await operator112.OpenComplaintAsync(resident.Number);
        await LookAsync(operator112.Page, "aduan");
        await operator112.PressAsync("Verifikasi", "Aduan diverifikasi.");
        await operator112.Page.GetByLabel("Teruskan ke").SelectOptionAsync(new SelectOptionValue { Label = "Dinas Kesehatan" });
        await operator112.PressAsync("Teruskan", "Aduan diteruskan ke dinas.");
        await LookAsync(operator112.Page, "aduan-diteruskan");
        await operator112.Page.GetByRole(AriaRole.Radio, new() { Name = "Kesehatan", Exact = true }).CheckAsync();
        await operator112.PressAsync("Kirim permintaan", "Permintaan Mobmas sudah sampai");
        await resident.SeesAsync("Mobmas diminta");
    }

    private async Task AssignAsync(Staff dispatcher, Resident resident)
    {
        var request = dispatcher.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = resident.Number });
        await Expect(request).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await LookAsync(dispatcher.Page, "armada");
        await request.ClickAsync();
        await Expect(dispatcher.Page.Locator(".unit.best")).ToBeVisibleAsync();
        await LookAsync(dispatcher.Page, "tugaskan");
        await dispatcher.Page.Locator(".unit.best").First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(dispatcher.Page.GetByText("Mobil ditugaskan.")).ToBeVisibleAsync();
        await resident.SeesAsync("Mobmas ditugaskan");
    }

    private async Task DriveAsync(IBrowserContext car, Resident resident)
    {
        var crew = await SignInAsync(car, "crew", "/kru");
        await LookAsync(crew.Page, "kru");
        foreach (var (button, news, step) in new[]
        {
            ("Terima tugas", "Tugas diterima.", "Awak Mobmas siap"), ("Berangkat", "Selamat jalan.", "Mobmas berangkat"),
            ("Sudah tiba", "Tercatat tiba.", "Mobmas tiba"), ("Selesai", "Perjalanan selesai.", "Perjalanan Mobmas selesai"),
        })
        {
            var journey = crew.Page.GetByRole(AriaRole.Article, new() { Name = resident.Number });
            await journey.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Expect(crew.Page.GetByText(news)).ToBeVisibleAsync();
            await resident.SeesAsync(step);
        }

        await LookAsync(crew.Page, "kru-selesai");
    }

    private static async Task ResolveAsync(IBrowserContext desk, Resident resident)
    {
        // The complaint's page is still open at the desk; it has followed the journey by itself.
        var operator112 = new Staff(desk.Pages[0]);
        await Expect(operator112.Page.GetByLabel("Jawaban dinas")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await operator112.Page.GetByLabel("Jawaban dinas").FillAsync("Sudah diantar kontrol dan pulang dengan selamat.");
        await operator112.PressAsync("Selesaikan", "Aduan selesai.");
        await resident.SeesAsync("Laporan diselesaikan");
    }

    private async Task<Staff> SignInAsync(IBrowserContext context, string account, string home)
    {
        var staff = new Staff(await context.NewPageAsync());
        await staff.SignInAsync(account, fixture.Platform.DemoPassword, home);
        return staff;
    }

    private Task LookAsync(IPage page, string name) => page.LookAsync(chromium, Address, name);
}
