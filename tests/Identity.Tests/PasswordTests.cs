using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

public sealed class PasswordTests : IDisposable
{
    private const string NewPassword = "gunung klotok sore";
    private static readonly object Planner = new { role = Roles.Planner };

    private readonly IdentityService identity = new(demo: false);

    public void Dispose() => identity.Dispose();

    [Fact]
    public async Task A_temporary_password_opens_nothing_but_the_change_of_it()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "perencana", Planner);
        var before = await identity.SignInAsync("perencana", Staff.Password);

        var temporary = await TemporaryPasswordAsync(admin, id);

        await (await identity.PostAsync("/api/identity/token", new { username = "perencana", password = Staff.Password })).IsProblemAsync(401, "invalid_credentials");
        await (await identity.PostAsync("/api/identity/token", new { refreshToken = before.RefreshToken })).IsProblemAsync(401, "invalid_refresh_token");
        var restricted = await identity.SignInAsync("perencana", temporary);
        Assert.Equal(["password"], Staff.ClaimsOf(restricted.AccessToken, "must"));
        Assert.Empty(Staff.ClaimsOf(restricted.AccessToken, "role").Concat(Staff.ClaimsOf(restricted.AccessToken, "grant")));

        using var perencana = identity.With(restricted.AccessToken);
        using var changed = await perencana.PostAsJsonAsync("/api/identity/me/password", new { password = temporary, newPassword = NewPassword });
        using var refreshed = await identity.PostAsync("/api/identity/token", new { refreshToken = restricted.RefreshToken });

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(["planner"], Staff.ClaimsOf((await refreshed.Content.ReadFromJsonAsync<Tokens>())!.AccessToken, "role"));
        Assert.Equal(["planner"], await identity.ClaimsAsync("perencana", "role", NewPassword));
    }

    [Fact]
    public async Task A_temporary_password_that_nobody_used_for_three_days_opens_nothing_any_more()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "perencana", Planner);
        var temporary = await TemporaryPasswordAsync(admin, id);
        identity.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        await identity.SignInAsync("perencana", temporary);

        identity.Time.Advance(TimeSpan.FromMinutes(2));

        await (await identity.PostAsync("/api/identity/token", new { username = "perencana", password = temporary })).IsProblemAsync(401, "temporary_password_expired");
        await (await identity.PostAsync("/api/identity/token", new { username = "perencana", password = "bukan ini" })).IsProblemAsync(401, "invalid_credentials");
        await identity.SignInAsync("perencana", await TemporaryPasswordAsync(admin, id));
        await identity.SignInAsync(Staff.Administrator, Staff.Password);
    }

    [Fact]
    public async Task Changing_the_own_password_needs_the_old_one_and_ends_the_other_sessions()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await identity.HireAsync(admin, "perencana", Planner);
        var (here, elsewhere) = (await identity.SignInAsync("perencana", Staff.Password), await identity.SignInAsync("perencana", Staff.Password));
        using var perencana = identity.With(here.AccessToken);

        Assert.Equal("password", (await (await ChangeAsync(perencana, "bukan ini ya", NewPassword)).IsProblemAsync(400, "invalid_input")).Field);
        Assert.Equal("newPassword", (await (await ChangeAsync(perencana, Staff.Password, "pendek")).IsProblemAsync(400, "invalid_input")).Field);
        Assert.Equal("newPassword", (await (await ChangeAsync(perencana, Staff.Password, Staff.Password)).IsProblemAsync(400, "invalid_input")).Field);
        using var changed = await ChangeAsync(perencana, Staff.Password, NewPassword);

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        await (await identity.PostAsync("/api/identity/token", new { refreshToken = elsewhere.RefreshToken })).IsProblemAsync(401, "invalid_refresh_token");
        using var goesOn = await identity.PostAsync("/api/identity/token", new { refreshToken = here.RefreshToken });
        Assert.Equal(HttpStatusCode.OK, goesOn.StatusCode);
    }

    [Fact]
    public async Task Guessing_the_old_password_with_a_found_session_locks_the_name_too()
    {
        using var strict = new IdentityService(demo: false).With("Identity:Lockout:Failures", "3");
        using var admin = await strict.FirstAdministratorAsync();
        for (var i = 0; i < 3; i++)
        {
            await (await ChangeAsync(admin, "bukan ini ya", NewPassword)).IsProblemAsync(400, "invalid_input");
        }

        await (await ChangeAsync(admin, Staff.Password, NewPassword)).IsProblemAsync(429, "locked_out");
    }

    [Fact]
    public async Task Somebody_can_end_their_sessions_elsewhere()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (here, elsewhere) = (await identity.SignInAsync(Staff.Administrator, Staff.Password), await identity.SignInAsync(Staff.Administrator, Staff.Password));
        using var me = identity.With(here.AccessToken);

        using var done = await me.PostAsync("/api/identity/me/sign-out-elsewhere", content: null);

        await (await identity.PostAsync("/api/identity/token", new { refreshToken = elsewhere.RefreshToken })).IsProblemAsync(401, "invalid_refresh_token");
        using var goesOn = await identity.PostAsync("/api/identity/token", new { refreshToken = here.RefreshToken });
        Assert.Equal(HttpStatusCode.OK, goesOn.StatusCode);
    }

    [Fact]
    public async Task The_shared_password_of_the_demo_cannot_be_changed_by_one_of_its_visitors()
    {
        using var demo = new IdentityService();
        using var planner = await demo.BrowserOfAsync("planner", IdentityService.DemoPassword);

        await (await ChangeAsync(planner, IdentityService.DemoPassword, NewPassword)).IsProblemAsync(409, "demo_account");
        await (await planner.PostAsJsonAsync("/api/identity/me/second-factor", new { password = IdentityService.DemoPassword })).IsProblemAsync(409, "demo_account");
        await demo.SignInAsync("planner");
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient me, string password, string newPassword)
        => me.PostAsJsonAsync("/api/identity/me/password", new { password, newPassword });

    private static async Task<string> TemporaryPasswordAsync(HttpClient admin, Guid id)
    {
        using var reset = await admin.PostAsJsonAsync($"/api/identity/accounts/{id}/password-reset", new { version = await admin.VersionAsync(id), means = "TemporaryPassword" });
        return (await reset.Content.ReadFromJsonAsync<JsonElement>()).Text("temporaryPassword")!;
    }
}
