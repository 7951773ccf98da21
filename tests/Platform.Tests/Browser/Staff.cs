using Microsoft.Playwright;
using PlanningPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>Somebody who signs in and works through the pages of their role.</summary>
internal sealed class Staff(IPage page)
{
    public IPage Page => page;

    public async Task SignInAsync(string account, string password, string home)
    {
        await page.GotoAsync("/masuk");
        await page.GetByLabel("Nama pengguna").FillAsync(account);
        await page.GetByLabel("Kata sandi").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Masuk" }).ClickAsync();
        await page.WaitForURLAsync($"**{home}");
    }

    /// <summary>Presses a button and waits for the page to say what came of it.</summary>
    public async Task PressAsync(string button, string news)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(page.GetByText(news)).ToBeVisibleAsync();
    }

    /// <summary>Opens a complaint from the queue of new ones, page by page if need be.</summary>
    public async Task OpenComplaintAsync(string number)
    {
        await page.GotoAsync("/operator");
        var row = page.GetByRole(AriaRole.Link).Filter(new() { HasText = number });
        while (await row.CountAsync() == 0)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Berikutnya" }).ClickAsync();
        }

        await row.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Langkah berikutnya" })).ToBeVisibleAsync();
    }
}

internal static class StaffInBrowser
{
    /// <summary>Somebody signed in in a window of their own.</summary>
    public static async Task<Staff> SignInAsync(this IBrowserContext context, PlatformProcess platform, string account, string home)
    {
        var staff = new Staff(await context.NewPageAsync());
        await staff.SignInAsync(account, platform.DemoPassword, home);
        return staff;
    }
}
