using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>Somebody with a cheap phone, no account, and JavaScript switched off.</summary>
internal sealed class Resident(IPage page)
{
    public IPage Page => page;

    public string Number { get; private set; } = "";

    public async Task LodgeAsync(string village, string category, string words)
    {
        await FillInAsync(village, category, words);
        await SendAsync();
    }

    /// <summary>Forgets the box beside the contact at first, is told so, and finds everything else as it was.</summary>
    public async Task LodgeWithContactAsync(string village, string category, string words)
    {
        await FillInAsync(village, category, words);
        await page.Locator("summary", new() { HasTextString = "Kontak Anda" }).ClickAsync();
        await page.GetByLabel("Nomor telepon").FillAsync("0800-111-2222");
        await page.GetByRole(AriaRole.Button, new() { Name = "Kirim laporan" }).ClickAsync();
        await Expect(page.Locator("[id='reporter.privacyNotice-wrong']")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Nomor telepon")).ToHaveValueAsync("0800-111-2222");
        await page.GetByLabel("Saya sudah membaca").CheckAsync();
        await SendAsync();
    }

    /// <summary>Opens what is folded away and presses the button in it.</summary>
    public async Task PressInsideAsync(string summary, string button)
    {
        await page.GetByText(summary, new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }

    public Task ChooseAsync(params (string Name, byte[] Bytes)[] files)
        => page.Locator("input[type=file]").SetInputFilesAsync(files.Select(file => new FilePayload { Name = file.Name, MimeType = "image/jpeg", Buffer = file.Bytes }));

    public async Task FillInAsync(string village, string category, string words)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Lapor Jalan rusak" }).ClickAsync();
        await page.GetByLabel("Kelurahan atau desa").SelectOptionAsync(new SelectOptionValue { Label = village });
        await page.GetByLabel("RT").FillAsync("03");
        await page.GetByLabel("RW").FillAsync("04");
        await page.GetByLabel("Patokan").FillAsync("depan musala");
        await page.GetByLabel("Jenis laporan").SelectOptionAsync(new SelectOptionValue { Label = category });
        await page.GetByLabel("Ceritakan").FillAsync(words);
    }

    /// <summary>Also where another test reported something like it: this one is another thing.</summary>
    public async Task SendAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Kirim laporan" }).ClickAsync();
        var received = page.GetByRole(AriaRole.Heading, new() { Name = "Laporan Anda sudah kami terima" });
        var another = page.GetByRole(AriaRole.Button, new() { Name = "Bukan, kirim laporan saya" });
        await Expect(received.Or(another)).ToBeVisibleAsync();
        if (await another.IsVisibleAsync())
        {
            await another.ClickAsync();
        }

        await ReceivedAsync();
    }

    /// <summary>The slip is there.</summary>
    public async Task ReceivedAsync()
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Laporan Anda sudah kami terima" })).ToBeVisibleAsync();
        Number = await page.Locator(".slip dd").First.InnerTextAsync();
        Assert.DoesNotContain(await page.Locator(".slip dd").Last.InnerTextAsync(), page.Url, StringComparison.Ordinal);
    }

    public async Task FollowAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Ikuti laporan" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/lacak/{Number}$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>Reloads until the step is there: without JavaScript that is what people do.</summary>
    public Task SeesAsync(string step) => Testing.Eventually.TrueAsync(async () =>
    {
        await page.ReloadAsync();
        return await page.Locator(".timeline .what", new() { HasTextString = step }).CountAsync() > 0;
    }, $"the resident sees \"{step}\"");

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<string>> StepsAsync() => [.. (await page.Locator(".timeline .what").AllInnerTextsAsync()).Reverse()];
}
