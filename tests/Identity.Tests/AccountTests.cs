using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

public sealed class AccountTests : IDisposable
{
    private static readonly object Lurah = new { role = Roles.VillageHead, region = "35.71.02.1012" };
    private static readonly object Admin = new { role = Roles.Admin };

    private readonly IdentityService identity = new(demo: false);

    public void Dispose() => identity.Dispose();

    [Fact]
    public async Task The_first_administrator_makes_an_account_for_every_role_of_staff()
    {
        using var admin = await identity.FirstAdministratorAsync();
        foreach (var role in Roles.All.Except([Roles.Citizen]))
        {
            var region = role is Roles.VillageHead or Roles.VillageSectionHead or Roles.CommunityGroup ? "35.71.02.1012" : role == Roles.DistrictHead ? "35.71.02" : null;
            await identity.HireAsync(admin, $"petugas.{role}", new { role, region, agency = role == Roles.AgencyOfficer ? "DPUPR" : null, unit = role == Roles.Crew ? "MB-09" : null });

            Assert.Equal([role], await identity.ClaimsAsync($"petugas.{role}", "role"));
            Assert.Equal([region ?? "35.71"], await identity.ClaimsAsync($"petugas.{role}", "region"));
        }

        Assert.Equal(["crew region=35.71 unit=MB-09"], await identity.ClaimsAsync("petugas.crew", "grant"));
        Assert.Equal(["MB-09"], await identity.ClaimsAsync("petugas.crew", "unit"));
    }

    [Fact]
    public async Task An_invitation_sets_the_first_password_once()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (id, token) = await admin.InviteAsync("lurah.banjaran", Lurah);
        Assert.Equal("Invited", (await admin.AccountAsync(id)).Text("state"));

        using var weak = await UseAsync(token, "pendek");
        using var named = await UseAsync(token, "LURAH.banjaran");
        using var first = await UseAsync(token, Staff.Password);
        using var second = await UseAsync(token, "kata sandi lainnya");

        await weak.IsProblemAsync(400, "invalid_input");
        await named.IsProblemAsync(400, "invalid_input");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await second.IsProblemAsync(409, "password_link_used");
        Assert.Equal("Active", (await admin.AccountAsync(id)).Text("state"));
        await identity.SignInAsync("lurah.banjaran", Staff.Password);
    }

    [Fact]
    public async Task An_invitation_expires_is_voided_by_a_newer_one_and_cannot_be_read_in_the_database()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (id, old) = await admin.InviteAsync("lurah.banjaran", Lurah);
        using var renewed = await admin.ChangeAsync(id, "password-reset");
        var token = Staff.TokenIn((await renewed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").Text("path")!);

        await (await UseAsync(old, Staff.Password)).IsProblemAsync(404, "password_link_unknown");
        Assert.DoesNotContain(token, await identity.Database.EverythingStoredAsync(), StringComparison.Ordinal);
        identity.Time.Advance(TimeSpan.FromDays(4));
        await (await UseAsync(token, Staff.Password)).IsProblemAsync(410, "password_link_expired");
    }

    [Fact]
    public async Task A_link_says_what_it_is_worth_before_anything_is_typed_and_is_not_used_up_by_that()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (_, used) = await admin.InviteAsync("lurah.banjaran", Lurah);
        var (id, late) = await admin.InviteAsync("lurah.dandangan", Lurah);

        Assert.Equal(HttpStatusCode.NoContent, (await CheckAsync(used)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await CheckAsync(used)).StatusCode);
        using var done = await UseAsync(used, Staff.Password);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        await (await CheckAsync(used)).IsProblemAsync(409, "password_link_used");
        await (await CheckAsync("bukan-tautan")).IsProblemAsync(404, "password_link_unknown");
        await (await CheckAsync(null)).IsProblemAsync(404, "password_link_unknown");

        identity.Time.Advance(TimeSpan.FromDays(4));
        await (await CheckAsync(late)).IsProblemAsync(410, "password_link_expired");
        using var deactivated = await admin.ChangeAsync(id, "deactivate");
        await (await CheckAsync(late)).IsProblemAsync(404, "password_link_unknown");

        async Task<HttpResponseMessage> CheckAsync(string? token)
        {
            var answer = await identity.CheckAsync("/api/identity/password-link", token);
            Assert.True(answer.Headers.CacheControl?.NoStore);
            return answer;
        }
    }

    [Fact]
    public async Task Of_many_who_use_an_invitation_in_the_same_moment_one_sets_the_password()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (_, token) = await admin.InviteAsync("lurah.banjaran", Lurah);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => UseAsync(token, $"kata sandi nomor {i}")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("""{"username":"=cmd","assignments":[{"role":"planner"}]}""", "username", "invalid")]
    [InlineData("""{"username":"kepala.diskominfo","assignments":[{"role":"planner"}]}""", "username", "taken")]
    [InlineData("""{"username":"KEPALA.Diskominfo","assignments":[{"role":"planner"}]}""", "username", "taken")]
    [InlineData("""{"username":"a","assignments":[]}""", "assignments", "required")]
    [InlineData("""{"username":"a","assignments":[{"role":"citizen"}]}""", "assignments[0].role", "unknown")]
    [InlineData("""{"username":"a","assignments":[{"role":"raja"}]}""", "assignments[0].role", "unknown")]
    [InlineData("""{"username":"a","assignments":[null]}""", "assignments[0].role", "unknown")]
    [InlineData("""{"username":"a","assignments":[{"role":"planner","region":"18.72"}]}""", "assignments[0].region", "unknown")]
    [InlineData("""{"username":"a","assignments":[{"role":"villageHead"}]}""", "assignments[0].region", "wrong_level")]
    [InlineData("""{"username":"a","assignments":[{"role":"districtHead","region":"35.71.02.1012"}]}""", "assignments[0].region", "wrong_level")]
    [InlineData("""{"username":"a","assignments":[{"role":"agencyOfficer"}]}""", "assignments[0].agency", "required")]
    [InlineData("""{"username":"a","assignments":[{"role":"crew"}]}""", "assignments[0].unit", "required")]
    [InlineData("""{"username":"a","assignments":[{"role":"crew","unit":"mb 9"}]}""", "assignments[0].unit", "invalid")]
    [InlineData("""{"username":"a","email":"x","assignments":[{"role":"planner"}]}""", "email", "invalid")]
    [InlineData("""{"username":"a","email":"a@[127.0.0.1]","assignments":[{"role":"planner"}]}""", "email", "invalid")]
    [InlineData("""{"username":"a","name":"Sari\r\nKepala","assignments":[{"role":"planner"}]}""", "name", "line_break")]
    [InlineData("""{"username":"a","phone":"satu","assignments":[{"role":"planner"}]}""", "phone", "invalid")]
    public async Task What_cannot_be_an_account_is_refused_by_the_name_of_its_field(string body, string field, string code)
    {
        using var admin = await identity.FirstAdministratorAsync();

        using var response = await admin.PostAsync("/api/identity/accounts", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(field, (await response.IsProblemAsync(400, "invalid_input")).Field);
        Assert.Contains($"\"{code}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await admin.GetFromJsonAsync<JsonElement>("/api/identity/accounts")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_list_is_searched_filtered_and_paged()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await identity.HireAsync(admin, "lurah.banjaran", Lurah);
        await admin.InviteAsync("perencana.satu", new { role = Roles.Planner, agency = "BAPPEDA" });
        await admin.InviteAsync("perencana.dua", new { role = Roles.Planner, agency = "BAPPEDA" });

        Assert.Equal(["perencana.dua", "perencana.satu"], await NamesAsync("search=NAMA perencana"));
        Assert.Equal(["lurah.banjaran"], await NamesAsync("role=villageHead"));
        Assert.Equal(["perencana.dua", "perencana.satu"], await NamesAsync("state=Invited"));
        Assert.Equal(["lurah.banjaran"], await NamesAsync("page=2&pageSize=1"));
        Assert.Empty(await NamesAsync("search=%25"));
        await (await admin.GetAsync("/api/identity/accounts?role=raja")).IsProblemAsync(400, "invalid_input");

        async Task<IReadOnlyList<string?>> NamesAsync(string query)
            => [.. (await admin.GetFromJsonAsync<JsonElement>($"/api/identity/accounts?{query}")).GetProperty("items").EnumerateArray().Select(row => row.Text("username"))];
    }

    [Fact]
    public async Task A_person_can_hold_several_roles_in_several_places_and_the_token_says_which_where()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "rangkap", Lurah, new { role = Roles.CommunityGroup, region = "35.71.02.1001" });

        Assert.Equal(["communityGroup region=35.71.02.1001", "villageHead region=35.71.02.1012"], await identity.ClaimsAsync("rangkap", "grant"));
        using var changed = await admin.AssignAsync(id, from: null, Lurah);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(["villageHead"], await identity.ClaimsAsync("rangkap", "role"));
        Assert.Equal(["35.71.02.1012"], await identity.ClaimsAsync("rangkap", "region"));
    }

    [Fact]
    public async Task A_transfer_ends_the_old_office_and_begins_the_new_at_midnight_of_the_region()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "lurah.pindah", Lurah);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
        var tomorrow = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(identity.Time.GetUtcNow(), zone).DateTime).AddDays(1);

        using var past = await admin.AssignAsync(id, tomorrow.AddDays(-2), Lurah);
        Assert.Equal("from", (await past.IsProblemAsync(400, "invalid_input")).Field);
        using var transferred = await admin.AssignAsync(id, tomorrow, new { role = Roles.VillageHead, region = "35.71.02.1001" });
        Assert.Equal(HttpStatusCode.OK, transferred.StatusCode);

        Assert.Equal(["35.71.02.1012"], await identity.ClaimsAsync("lurah.pindah", "region"));
        var midnight = new DateTimeOffset(tomorrow.ToDateTime(TimeOnly.MinValue), zone.GetUtcOffset(tomorrow.ToDateTime(TimeOnly.MinValue)));
        identity.Time.Advance(midnight - identity.Time.GetUtcNow() - TimeSpan.FromMinutes(3));
        var last = await identity.SignInAsync("lurah.pindah", Staff.Password);
        Assert.Equal(["35.71.02.1012"], Staff.ClaimsOf(last.AccessToken, "region"));
        Assert.InRange(last.ExpiresIn, 60, 180);
        identity.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(["35.71.02.1001"], await identity.ClaimsAsync("lurah.pindah", "region"));
    }

    [Fact]
    public async Task A_deactivated_account_is_signed_out_and_refused_until_it_is_reactivated()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "lurah.banjaran", Lurah);
        var session = await identity.SignInAsync("lurah.banjaran", Staff.Password);

        using var deactivated = await admin.ChangeAsync(id, "deactivate");

        Assert.Equal("Deactivated", (await deactivated.Content.ReadFromJsonAsync<JsonElement>()).Text("state"));
        await (await identity.PostAsync("/api/identity/token", new { refreshToken = session.RefreshToken })).IsProblemAsync(401, "invalid_refresh_token");
        await (await identity.PostAsync("/api/identity/token", new { username = "lurah.banjaran", password = Staff.Password })).IsProblemAsync(401, "invalid_credentials");
        using var link = await admin.ChangeAsync(id, "password-reset");
        var token = Staff.TokenIn((await link.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").Text("path")!);
        await (await UseAsync(token, "kata sandi lainnya")).IsProblemAsync(404, "password_link_unknown");
        using var back = await admin.ChangeAsync(id, "reactivate");
        await identity.SignInAsync("lurah.banjaran", Staff.Password);
    }

    [Fact]
    public async Task Signing_somebody_out_everywhere_ends_all_their_sessions()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "lurah.banjaran", Lurah);
        var (phone, counter) = (await identity.SignInAsync("lurah.banjaran", Staff.Password), await identity.SignInAsync("lurah.banjaran", Staff.Password));
        Assert.Equal(2, (await admin.AccountAsync(id)).GetProperty("sessions").GetInt32());

        using var done = await admin.PostAsync($"/api/identity/accounts/{id}/sign-out", content: null);

        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        await (await identity.PostAsync("/api/identity/token", new { refreshToken = phone.RefreshToken })).IsProblemAsync(401, "invalid_refresh_token");
        await (await identity.PostAsync("/api/identity/token", new { refreshToken = counter.RefreshToken })).IsProblemAsync(401, "invalid_refresh_token");
    }

    [Fact]
    public async Task The_last_administrator_can_neither_be_deactivated_nor_lose_the_role()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await admin.InviteAsync("belum.berkata.sandi", Admin);
        var id = (await admin.GetFromJsonAsync<JsonElement>("/api/identity/me")).GetProperty("id").GetGuid();

        await (await admin.ChangeAsync(id, "deactivate")).IsProblemAsync(409, "last_administrator");
        await (await admin.AssignAsync(id, from: null, new { role = Roles.Planner })).IsProblemAsync(409, "last_administrator");
        await (await admin.AssignAsync(id, DateOnly.FromDateTime(identity.Time.GetUtcNow().Date).AddDays(3), new { role = Roles.Planner })).IsProblemAsync(409, "last_administrator");

        Assert.Equal(["admin"], await identity.ClaimsAsync(Staff.Administrator, "role"));
        Assert.Contains(await admin.AuditAsync("action=account_deactivated"), entry => entry.Text("outcome") == "Refused" && entry.Text("detail") == "last_administrator");
    }

    [Fact]
    public async Task Of_two_administrators_who_deactivate_each_other_in_the_same_moment_one_stays()
    {
        using var one = await identity.FirstAdministratorAsync();
        var second = await identity.HireAsync(one, "admin.kedua", Admin);
        using var two = await identity.BrowserOfAsync("admin.kedua");
        var first = (await one.GetFromJsonAsync<JsonElement>("/api/identity/me")).GetProperty("id").GetGuid();

        // Several times, for the moment is short.
        for (var round = 0; round < 10; round++)
        {
            var (ofFirst, ofSecond) = (new { version = await one.VersionAsync(first) }, new { version = await one.VersionAsync(second) });
            var answers = await Task.WhenAll(
                one.PostAsJsonAsync($"/api/identity/accounts/{second}/deactivate", ofSecond), two.PostAsJsonAsync($"/api/identity/accounts/{first}/deactivate", ofFirst));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            var (winner, loser) = answers[0].StatusCode == HttpStatusCode.OK ? (one, second) : (two, first);
            using var back = await winner.ChangeAsync(loser, "reactivate");
            Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        }
    }

    [Fact]
    public async Task A_change_names_the_version_that_was_seen()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "lurah.banjaran", Lurah);
        var version = await admin.VersionAsync(id);
        using var done = await admin.PostAsJsonAsync($"/api/identity/accounts/{id}/deactivate", new { version });

        await (await admin.PostAsJsonAsync($"/api/identity/accounts/{id}/reactivate", new { version })).IsProblemAsync(409, "changed_meanwhile");
        Assert.Equal("version", (await (await admin.PostAsJsonAsync($"/api/identity/accounts/{id}/reactivate", new { })).IsProblemAsync(400, "invalid_input")).Field);
        await (await admin.PostAsJsonAsync($"/api/identity/accounts/{Guid.Empty}/reactivate", new { version })).IsProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task A_role_that_was_taken_away_cannot_be_given_back_to_oneself_with_the_old_token()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "admin.kedua", Admin);
        using var second = await identity.BrowserOfAsync("admin.kedua");
        using var changed = await admin.AssignAsync(id, from: null, new { role = Roles.Planner });

        using var attempt = await second.PutAsJsonAsync($"/api/identity/accounts/{id}/assignments", new { version = await admin.VersionAsync(id), assignments = new[] { Admin } });

        await attempt.IsProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task An_administrator_who_was_narrowed_to_a_district_cannot_take_the_city_back_with_the_old_token()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "admin.kedua", Admin);
        using var second = await identity.BrowserOfAsync("admin.kedua");
        using var narrowed = await admin.AssignAsync(id, from: null, new { role = Roles.Admin, region = "35.71.02" });
        Assert.Equal(HttpStatusCode.OK, narrowed.StatusCode);

        using var attempt = await second.PutAsJsonAsync($"/api/identity/accounts/{id}/assignments", new { version = await admin.VersionAsync(id), assignments = new[] { Admin } });

        await attempt.IsProblemAsync(403, "forbidden");
        Assert.Equal(["admin region=35.71.02"], await identity.ClaimsAsync("admin.kedua", "grant"));
    }

    [Fact]
    public async Task Nobody_but_an_administrator_sees_or_makes_accounts()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await identity.HireAsync(admin, "lurah.banjaran", Lurah);
        using var lurah = await identity.BrowserOfAsync("lurah.banjaran");
        using var stranger = identity.CreateClient();

        await (await lurah.GetAsync("/api/identity/accounts")).IsProblemAsync(403, "forbidden");
        await (await lurah.PostAsJsonAsync("/api/identity/accounts", new { username = "x", assignments = new[] { Admin } })).IsProblemAsync(403, "forbidden");
        await (await lurah.GetAsync("/api/identity/audit")).IsProblemAsync(403, "forbidden");
        await (await stranger.GetAsync("/api/identity/accounts")).IsProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task What_the_administrator_of_the_demo_makes_is_gone_with_the_demo_and_real_accounts_are_none_of_its_business()
    {
        using var first = await identity.FirstAdministratorAsync();
        var real = await identity.HireAsync(first, "lurah.banjaran", Lurah);
        using var demo = new IdentityService(folder: identity.Folder, time: identity.Time);
        using var admin = await demo.BrowserOfAsync("admin", IdentityService.DemoPassword);
        await demo.HireAsync(admin, "admin.siluman", Admin);
        await demo.SignInAsync("admin.siluman", Staff.Password);

        await (await admin.ChangeAsync(real, "password-reset")).IsProblemAsync(409, "not_in_the_demo");
        await (await admin.PostAsync($"/api/identity/accounts/{real}/sign-out", content: null)).IsProblemAsync(409, "not_in_the_demo");
        await (await admin.PostAsJsonAsync("/api/identity/keys/replace", new { reason = "coba" })).IsProblemAsync(409, "not_in_the_demo");
        using var off = new IdentityService(demo: false, folder: identity.Folder, time: identity.Time);
        await (await off.PostAsync("/api/identity/token", new { username = "admin.siluman", password = Staff.Password })).IsProblemAsync(401, "invalid_credentials");
    }

    private Task<HttpResponseMessage> UseAsync(string token, string password) => identity.PostAsync("/api/identity/password-link", new { token, password });
}
