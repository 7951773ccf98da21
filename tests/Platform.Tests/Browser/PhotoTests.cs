using System.Text;
using Microsoft.Playwright;
using PlanningPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>Photos from the phone to the desk.</summary>
[Collection(PlatformCollection.Name)]
public sealed class PhotoTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private Uri Address => fixture.Platform.BaseAddress;

    [Fact]
    public async Task A_report_is_sent_with_photos_without_javascript_and_desk_and_reporter_see_them()
    {
        await using var phone = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        var original = TestPicture.WithExif(TestPicture.Jpeg(1600, 1200), TestPicture.Exif(orientation: 6, latitude: -7.8215, longitude: 112.002, owner: "RAHASIA"));
        var resident = new Resident(await phone.NewPageAsync());
        await resident.FillInAsync("Bawang", "Lampu jalan padam", "Lampu padam sejak kemarin");
        await resident.ChooseAsync(("lampu.jpg", original), ("gambar.svg", Encoding.ASCII.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>")));

        // One of them is none: the text and the other photo stay.
        await resident.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim laporan" }).ClickAsync();
        await Expect(resident.Page.GetByText("gambar.svg: Berkas ini bukan foto").First).ToBeVisibleAsync();
        await AssertShownAsync(resident.Page, ".photos img", 1);
        await Expect(resident.Page.GetByText("Pakai lokasi dari foto")).ToBeHiddenAsync();
        await Expect(resident.Page.GetByText("Gunakan lokasi saya")).ToBeHiddenAsync();
        await resident.Page.LookAsync(chromium, Address, "lapor-foto");
        await resident.SendAsync();
        await resident.FollowAsync();

        await AssertShownAsync(resident.Page, "section .photos img", 1);
        await resident.Page.LookAsync(chromium, Address, "lacak-foto");
        var operator112 = new Staff(await desk.NewPageAsync());
        await operator112.SignInAsync("operator112", fixture.Platform.DemoPassword, "/112");
        await operator112.OpenComplaintAsync(resident.Number);
        await AssertShownAsync(operator112.Page, ".photos img", 1);
        await operator112.Page.LookAsync(chromium, Address, "aduan-foto");
        var path = await operator112.Page.Locator(".photos a").First.GetAttributeAsync("href");
        var copy = await desk.APIRequest.GetAsync(path!);
        var asItCame = await desk.APIRequest.GetAsync(path!.Replace("/1280", "/original", StringComparison.Ordinal));
        Assert.True(asItCame.Ok, $"{asItCame.Status} {await asItCame.TextAsync()}");
        Assert.Equal(original, await asItCame.BodyAsync());
        Assert.DoesNotContain("RAHASIA", Encoding.Latin1.GetString(await copy.BodyAsync()), StringComparison.Ordinal);
        Assert.Equal(("default-src 'none'; sandbox", "image/webp"), (copy.Headers["content-security-policy"], copy.Headers["content-type"]));

        // Public once the desk has verified it.
        var open = $"/api/complaints/photos/{path.Split('/')[4]}/320";
        using var stranger = fixture.Platform.CreateClient();
        using var before = await stranger.GetAsync(new Uri(open, UriKind.Relative));
        await operator112.PressAsync("Verifikasi", "Aduan diverifikasi.");
        using var after = await stranger.GetAsync(new Uri(open, UriKind.Relative));
        Assert.Equal((404, 200), ((int)before.StatusCode, (int)after.StatusCode));
        Assert.Equal(("default-src 'none'; sandbox", "public, max-age=3600"), (after.Headers.GetValues("Content-Security-Policy").Single(), after.Headers.CacheControl?.ToString()));
    }

    [Fact]
    public async Task With_javascript_photos_go_while_the_rest_is_typed_and_the_place_of_one_is_offered()
    {
        await using var phone = await chromium.OpenAsync(Address, Screen.Phone);
        var resident = new Resident(await phone.NewPageAsync());
        await resident.FillInAsync("Bawang", "Lampu jalan padam", "Lampu padam sejak kemarin");
        var placed = TestPicture.WithExif(TestPicture.Jpeg(900, 600), TestPicture.Exif(latitude: -7.8215, longitude: 112.002));
        await resident.ChooseAsync(("lampu.jpg", placed), ("terlalu-besar.jpg", new byte[(10 * 1024 * 1024) + 1]), ("tiang.png", TestPicture.Png(400, 300)));

        await Expect(resident.Page.GetByText("terlalu-besar.jpg: Foto ini lebih dari 10 MB.")).ToBeVisibleAsync();
        await AssertShownAsync(resident.Page, ".photos img", 2);
        await resident.Page.GetByRole(AriaRole.Button, new() { Name = "Pakai lokasi dari foto" }).ClickAsync();
        await Expect(resident.Page.GetByText("Lokasi dari foto dipakai.")).ToBeVisibleAsync();
        Assert.Equal("-7.8215", await resident.Page.Locator("[name='location.latitude']").InputValueAsync());
        // Not this one after all.
        await resident.Page.GetByLabel("Sertakan foto ini").Last.UncheckAsync();
        await resident.SendAsync();
        await resident.FollowAsync();

        await AssertShownAsync(resident.Page, "section .photos img", 1);
    }

    /// <summary>There, and with pixels in it.</summary>
    private static async Task AssertShownAsync(IPage page, string pictures, int count)
    {
        await Expect(page.Locator(pictures)).ToHaveCountAsync(count);
        await Eventually.TrueAsync(
            async () =>
            {
                await page.Locator(pictures).First.ScrollIntoViewIfNeededAsync();
                return await page.EvaluateAsync<bool>("pictures => [...document.querySelectorAll(pictures)].every(picture => picture.naturalWidth > 0)", pictures);
            },
            "the pictures are shown");
    }
}
