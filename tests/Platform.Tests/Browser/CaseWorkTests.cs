using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>A case as desk, agency and resident work on it, each with their own browser.</summary>
[Collection(PlatformCollection.Name)]
public sealed class CaseWorkTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private Uri Address => fixture.Platform.BaseAddress;

    [Fact]
    public async Task A_question_is_answered_an_agency_answers_and_a_resident_who_is_not_content_reopens_without_javascript()
    {
        await using var phone = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        await using var office = await chromium.OpenAsync(Address, Screen.Desk);
        var resident = new Resident(await phone.NewPageAsync());
        await resident.LodgeAsync("Banjaran", "Kebisingan, PKL", "Musik keras sampai tengah malam");
        await resident.FollowAsync();

        var operator112 = await SignInAsync(desk, "operator112");
        await operator112.OpenComplaintAsync(resident.Number);
        await operator112.PressAsync("Verifikasi", "Aduan diverifikasi.");
        await operator112.Page.Locator("summary", new() { HasTextString = "Tanya pelapor" }).ClickAsync();
        await operator112.Page.GetByLabel("Pertanyaan").FillAsync("Setiap malam, atau akhir pekan saja?");
        await operator112.PressAsync("Kirim pertanyaan", "Pertanyaan terkirim.");

        await resident.Page.ReloadAsync();
        await Expect(resident.Page.GetByText("Setiap malam, atau akhir pekan saja?").First).ToBeVisibleAsync();
        await LookAsync(resident.Page, "lacak-ditanya");
        await resident.Page.GetByLabel("Jawaban Anda").FillAsync("Akhir pekan saja");
        await resident.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim", Exact = true }).ClickAsync();
        await Expect(resident.Page.GetByText("Balasan terkirim.")).ToBeVisibleAsync();

        await operator112.Page.GotoAsync(operator112.Page.Url);
        await operator112.Page.GetByLabel("Teruskan ke").SelectOptionAsync(new SelectOptionValue { Label = "Dinas PUPR" });
        await operator112.PressAsync("Teruskan", "Aduan diteruskan ke dinas.");

        await AnswerAtTheAgencyAsync(office, resident);

        await resident.SeesAsync("Laporan diselesaikan");
        await LookAsync(resident.Page, "lacak-dijawab");
        await resident.Page.GetByText("Belum beres: buka kembali").ClickAsync();
        await resident.Page.GetByLabel("Apa yang belum beres?").FillAsync("Tadi malam masih keras");
        await resident.Page.GetByRole(AriaRole.Button, new() { Name = "Buka kembali" }).ClickAsync();
        await Expect(resident.Page.GetByText("Laporan dibuka kembali.")).ToBeVisibleAsync();

        // Back at the desk it is forwarded once more, with whatever else was ticked.
        await operator112.Page.GotoAsync($"/operator?number={resident.Number}");
        await operator112.Page.GetByLabel($"Tandai {resident.Number}").CheckAsync();
        await operator112.Page.GetByLabel("Untuk yang ditandai").SelectOptionAsync("Forward");
        await operator112.Page.GetByLabel("Teruskan ke").SelectOptionAsync(new SelectOptionValue { Label = "Satpol PP (termasuk Damkar)" });
        await operator112.PressAsync("Kerjakan", "1 dari 1 berhasil");
        await resident.SeesAsync("Diteruskan ke dinas");
    }

    [Fact]
    public async Task An_emergency_stays_on_top_until_its_unit_confirms_that_it_is_over()
    {
        await using var phone = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        var resident = new Resident(await phone.NewPageAsync());
        await resident.LodgeAsync("Campurejo", "Ular, tawon, hewan buas", "Ular masuk dapur");

        var operator112 = await SignInAsync(desk, "operator112");
        var page = operator112.Page;
        await page.GotoAsync("/operator?status=Resolved");
        var urgent = page.Locator(".alarm").GetByRole(AriaRole.Link).Filter(new() { HasText = resident.Number });
        await Expect(urgent).ToBeVisibleAsync();
        await LookAsync(page, "operator-darurat");
        await urgent.ClickAsync();
        await Expect(page.GetByText("Belum ada unit yang dipanggil.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Unit yang dipanggil" }).FillAsync("Damkar");
        await operator112.PressAsync("Catat panggilan", "Panggilan tercatat.");
        await operator112.PressAsync("Sudah berangkat", "Tercatat: unit berangkat.");
        await LookAsync(page, "aduan-darurat");
        await operator112.PressAsync("Sudah di lokasi", "Tercatat: unit di lokasi.");
        await page.GetByLabel("Hasilnya menurut unit").FillAsync("Ular ditangkap dan dilepas jauh dari rumah");
        await operator112.PressAsync("Tertangani", "Unit memastikan sudah tertangani.");
        await page.GetByLabel("Jawaban dinas").FillAsync("Sudah aman.");
        await operator112.PressAsync("Selesaikan", "Aduan selesai.");

        await page.GotoAsync("/operator");
        await Expect(page.Locator(".alarm").GetByText(resident.Number)).ToHaveCountAsync(0);
    }

    private async Task AnswerAtTheAgencyAsync(IBrowserContext office, Resident resident)
    {
        var officer = await SignInAsync(office, "dinas");
        await officer.Page.GotoAsync("/operator?status=Forwarded");
        var row = officer.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = resident.Number });
        await Expect(row).ToBeVisibleAsync();
        await LookAsync(officer.Page, "kotak-masuk");
        await row.ClickAsync();
        await officer.PressAsync("Mulai", "Penanganan dimulai.");
        await LookAsync(officer.Page, "aduan-dinas");
        await officer.Page.GetByLabel("Jawaban dinas").FillAsync("Pemilik warung sudah diingatkan.");
        await officer.PressAsync("Selesaikan", "Aduan selesai.");
    }

    private async Task<Staff> SignInAsync(IBrowserContext context, string account)
    {
        var staff = new Staff(await context.NewPageAsync());
        await staff.SignInAsync(account, fixture.Platform.DemoPassword, account == "operator112" ? "/112" : "/operator");
        return staff;
    }

    private Task LookAsync(IPage page, string name) => page.LookAsync(chromium, Address, name);
}
