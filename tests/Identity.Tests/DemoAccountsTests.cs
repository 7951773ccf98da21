using System.Net;
using PlanningPlatform.Identity.Demo;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

public sealed class DemoAccountsTests
{
    [Fact]
    public void Every_role_that_staff_can_have_has_a_demo_account()
        => Assert.Equal(Roles.All.Except([Roles.Citizen]).Order(), DemoAccounts.All.Select(account => account.Role).Distinct().Order());

    [Fact]
    public void Whom_misconduct_goes_to_can_be_tried()
        => Assert.Contains(DemoAccounts.All, account => account is { Role: Roles.AgencyOfficer, Agency: "INSPEKTORAT" });

    [Fact]
    public async Task Every_demo_account_signs_in_and_is_listed_for_the_banner()
    {
        using var identity = new IdentityService();
        foreach (var account in DemoAccounts.All)
        {
            await identity.SignInAsync(account.UserName);
        }

        var lines = await File.ReadAllLinesAsync(Path.Combine(identity.Folder, "demo-accounts.txt"));
        Assert.Equal(DemoAccounts.All.Count, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("operator112;operator112;Operator 112", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Equal(3, line.Split(';').Length));
    }

    [Fact]
    public async Task A_new_demo_password_takes_the_place_of_the_old_one_at_the_next_start()
    {
        using var before = new IdentityService();
        await before.SignInAsync("manager");

        using var after = new IdentityService(folder: before.Folder, demoPassword: "kata sandi baru");

        await after.SignInAsync("manager", "kata sandi baru");
        using var old = await after.PostAsync("/api/identity/token", new { username = "crew", password = IdentityService.DemoPassword });
        await old.IsProblemAsync(401, "invalid_credentials");
    }

    [Fact]
    public async Task With_the_demo_off_its_accounts_are_refused_also_those_signed_in()
    {
        using var before = new IdentityService();
        var tokens = await before.SignInAsync("admin");

        using var after = new IdentityService(demo: false, folder: before.Folder);

        using var password = await after.PostAsync("/api/identity/token", new { username = "admin", password = IdentityService.DemoPassword });
        await password.IsProblemAsync(401, "invalid_credentials");
        using var refresh = await after.PostAsync("/api/identity/token", new { refreshToken = tokens.RefreshToken });
        await refresh.IsProblemAsync(401, "invalid_refresh_token");
        Assert.False(File.Exists(Path.Combine(after.Folder, "demo-accounts.txt")));
    }

    [Fact]
    public async Task Another_city_has_the_same_accounts_without_the_villages_of_Kediri()
    {
        using var identity = new IdentityService().With("Region:Code", "18.72");

        var token = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken((await identity.SignInAsync("lurah")).AccessToken);

        Assert.Equal("18.72", token.GetClaim("region").Value);
    }

    [Fact]
    public async Task Without_the_demo_there_are_no_accounts()
    {
        using var identity = new IdentityService(demo: false);
        using var response = await identity.PostAsync("/api/identity/token", new { username = "operator112", password = IdentityService.DemoPassword });
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
