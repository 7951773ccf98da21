using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

public sealed class ActingTests : IDisposable
{
    private static readonly object Admin = new { role = Roles.Admin };
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");

    private readonly IdentityService identity = new(demo: false);

    public void Dispose() => identity.Dispose();

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(identity.Time.GetUtcNow(), Zone).DateTime);

    [Fact]
    public async Task A_section_head_acts_for_the_lurah_from_the_first_day_to_the_end_of_the_last()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (kasi, lurah) = await TwoOfficialsAsync(admin);
        var (from, until) = (Today.AddDays(1), Today.AddDays(2));

        using var registered = await AppointAsync(admin, kasi, lurah, from, until);

        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        Assert.Equal(["villageSectionHead"], await identity.ClaimsAsync("kasi", "role"));
        MoveTo(from, TimeSpan.FromSeconds(1));
        var acting = (await identity.SignInAsync("kasi", Staff.Password)).AccessToken;
        Assert.Equal(["villageHead", "villageSectionHead"], Staff.ClaimsOf(acting, "role"));
        Assert.Equal(["35.71.02.1001", "35.71.02.1012"], Staff.ClaimsOf(acting, "region"));
        Assert.Equal(["villageHead region=35.71.02.1012"], Staff.ClaimsOf(acting, "acting_grant"));
        Assert.Equal(["lurah"], Staff.ClaimsOf(acting, "acting_for"));
        Assert.Equal(["villageHead"], await identity.ClaimsAsync("lurah", "role"));

        MoveTo(until.AddDays(1), -TimeSpan.FromMinutes(2));
        var last = await identity.SignInAsync("kasi", Staff.Password);
        Assert.Equal(["lurah"], Staff.ClaimsOf(last.AccessToken, "acting_for"));
        Assert.InRange(last.ExpiresIn, 60, 120);
        MoveTo(until.AddDays(1), TimeSpan.FromSeconds(1));
        var after = (await identity.SignInAsync("kasi", Staff.Password)).AccessToken;
        Assert.Equal(["villageSectionHead"], Staff.ClaimsOf(after, "role"));
        Assert.Empty(Staff.ClaimsOf(after, "acting_for"));
    }

    [Fact]
    public async Task An_appointment_is_listed_ended_early_and_in_the_log()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (kasi, lurah) = await TwoOfficialsAsync(admin);
        using var registered = await AppointAsync(admin, kasi, lurah, Today, Today.AddDays(5));
        Assert.Equal(["lurah"], await identity.ClaimsAsync("kasi", "acting_for"));
        var listed = Assert.Single((await admin.GetFromJsonAsync<JsonElement>("/api/identity/acting")).GetProperty("items").EnumerateArray());
        Assert.Equal(("kasi", "lurah", "Running", "800/12/2026"), (listed.Text("username"), listed.Text("forUsername"), listed.Text("state"), listed.Text("decree")));

        using var ended = await admin.PostAsync($"/api/identity/acting/{listed.Text("id")}/end", content: null);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Empty(await identity.ClaimsAsync("kasi", "acting_for"));
        Assert.Contains("decree=800/12/2026", Assert.Single(await admin.AuditAsync("action=acting_registered&target=kasi")).Text("detail"), StringComparison.Ordinal);
        Assert.Single(await admin.AuditAsync("action=acting_ended&target=kasi"));
    }

    [Fact]
    public async Task What_somebody_acts_in_is_not_handed_on_and_the_own_office_can_change_beside_it()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (kasi, lurah) = await TwoOfficialsAsync(admin);
        var third = await identity.HireAsync(admin, "staf", new { role = Roles.InformationOfficer });
        using var first = await AppointAsync(admin, kasi, lurah, Today, Today.AddDays(5));

        using var second = await AppointAsync(admin, third, kasi, Today, Today.AddDays(5));
        using var changed = await admin.AssignAsync(kasi, from: null, new { role = Roles.Planner });

        Assert.Equal(["informationOfficer", "villageSectionHead"], await identity.ClaimsAsync("staf", "role"));
        Assert.Equal(["planner", "villageHead"], await identity.ClaimsAsync("kasi", "role"));
    }

    [Fact]
    public async Task An_appointment_that_makes_no_sense_is_refused_by_field()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (kasi, lurah) = await TwoOfficialsAsync(admin);

        await IsRefusedAsync(AppointAsync(admin, kasi, kasi, Today, Today), "accountId");
        await IsRefusedAsync(AppointAsync(admin, kasi, Guid.Empty, Today, Today), "forAccountId");
        await IsRefusedAsync(AppointAsync(admin, kasi, lurah, Today, Today.AddDays(-1)), "until");
        await IsRefusedAsync(AppointAsync(admin, kasi, lurah, Today.AddDays(-5), Today.AddDays(-1)), "until");
        await IsRefusedAsync(AppointAsync(admin, kasi, lurah, Today, Today.AddDays(800)), "until");
        await IsRefusedAsync(admin.PostAsJsonAsync("/api/identity/acting", new { }), "accountId");
        using var gone = await admin.ChangeAsync(kasi, "deactivate");
        await IsRefusedAsync(AppointAsync(admin, kasi, lurah, Today, Today), "accountId");
    }

    [Fact]
    public async Task Whoever_administers_only_by_decree_cannot_stay_or_let_somebody_else_stay()
    {
        using var permanent = await identity.FirstAdministratorAsync();
        var (kasi, lurah) = await TwoOfficialsAsync(permanent);
        var office = await identity.HireAsync(permanent, "kabid.aplikasi", Admin);
        var next = await identity.HireAsync(permanent, "calon", new { role = Roles.Planner });
        var colleague = await identity.HireAsync(permanent, "plh.lain", new { role = Roles.Planner });
        using var planned = await permanent.AssignAsync(next, Today.AddDays(20), Admin);
        using var appointed = await AppointAsync(permanent, kasi, office, Today, Today.AddDays(3));
        using var longer = await AppointAsync(permanent, colleague, office, Today, Today.AddDays(300));
        Assert.Equal(HttpStatusCode.Created, longer.StatusCode);
        using var acting = await identity.BrowserOfAsync("kasi");
        var appointments = (await acting.GetFromJsonAsync<JsonElement>("/api/identity/acting")).GetProperty("items").EnumerateArray().Select(each => each.GetProperty("id").GetGuid()).ToList();

        // Their own account, those who administer, will, or do so by decree as well, whatever the change.
        foreach (var account in new[] { kasi, office, next, colleague })
        {
            await IsForbiddenAsync(acting.AssignAsync(account, from: null, new { role = Roles.Planner }));
            await IsForbiddenAsync(acting.PostAsJsonAsync($"/api/identity/accounts/{account}/password-reset", new { version = await acting.VersionAsync(account), means = "TemporaryPassword" }));
            await IsForbiddenAsync(acting.PutAsJsonAsync($"/api/identity/accounts/{account}", new { version = await acting.VersionAsync(account), email = "saya@contoh.id" }));
            await IsForbiddenAsync(acting.ChangeAsync(account, "second-factor-reset"));
            await IsForbiddenAsync(acting.ChangeAsync(account, "deactivate"));
            await IsForbiddenAsync(acting.PostAsync($"/api/identity/accounts/{account}/sign-out", content: null));
        }

        // The role itself, in every way there is.
        await IsForbiddenAsync(acting.AssignAsync(lurah, from: null, Admin));
        await IsForbiddenAsync(acting.AssignAsync(lurah, Today.AddDays(30), Admin));
        await IsForbiddenAsync(acting.PostAsJsonAsync("/api/identity/accounts", new { username = "siluman", assignments = new[] { Admin } }));
        await IsForbiddenAsync(acting.PostAsync("/api/identity/accounts/import", new StringContent("username;role\nsiluman;admin\n", System.Text.Encoding.UTF8, "text/csv")));
        await IsForbiddenAsync(AppointAsync(acting, lurah, office, Today, Today.AddDays(300)));
        await IsForbiddenAsync(AppointAsync(acting, lurah, next, Today, Today.AddDays(300)));
        await IsForbiddenAsync(acting.PostAsync($"/api/identity/acting/{appointments[0]}/end", content: null));

        // What the office is for goes on, and a permanent administrator may do all of it.
        using var moved = await acting.AssignAsync(lurah, from: null, new { role = Roles.Planner });
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        await acting.InviteAsync("pegawai.baru", new { role = Roles.Planner });
        using var given = await permanent.AssignAsync(kasi, from: null, Admin);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        using var staying = await acting.AssignAsync(lurah, from: null, Admin);
        Assert.Equal(HttpStatusCode.OK, staying.StatusCode);
    }

    private async Task<(Guid Kasi, Guid Lurah)> TwoOfficialsAsync(HttpClient admin) => (
        await identity.HireAsync(admin, "kasi", new { role = Roles.VillageSectionHead, region = "35.71.02.1001" }),
        await identity.HireAsync(admin, "lurah", new { role = Roles.VillageHead, region = "35.71.02.1012" }));

    private static Task<HttpResponseMessage> AppointAsync(HttpClient admin, Guid accountId, Guid forAccountId, DateOnly from, DateOnly until)
        => admin.PostAsJsonAsync("/api/identity/acting", new { accountId, forAccountId, kind = "Plh", decree = "800/12/2026", from, until });

    private static async Task IsRefusedAsync(Task<HttpResponseMessage> attempt, string field)
    {
        using var response = await attempt;
        Assert.Equal(field, (await response.IsProblemAsync(400, "invalid_input")).Field);
    }

    private static async Task IsForbiddenAsync(Task<HttpResponseMessage> attempt)
    {
        using var response = await attempt;
        await response.IsProblemAsync(403, "acting_administrator");
    }

    private void MoveTo(DateOnly day, TimeSpan after)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        identity.Time.Advance(new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)) + after - identity.Time.GetUtcNow());
    }
}
