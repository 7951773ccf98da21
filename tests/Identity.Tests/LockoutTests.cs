using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

/// <summary>Who is kept waiting by wrong passwords, and who is not.</summary>
public sealed class LockoutTests : IDisposable
{
    private const string Guesser = "203.0.113.9";
    private const string Office = "198.51.100.2";

    private readonly IdentityService identity = new IdentityService(demo: false).With("Identity:Lockout:Failures", "3").With("Identity:Lockout:FailuresFromAnywhere", "10");

    public void Dispose() => identity.Dispose();

    [Fact]
    public async Task A_name_locked_for_one_address_is_open_to_its_owner_at_another_however_long_somebody_tries()
    {
        using var admin = await identity.FirstAdministratorAsync();
        // An hour of what the lock lets through.
        for (var round = 0; round < 12; round++)
        {
            for (var i = 0; i < 3; i++)
            {
                await (await TryAsync("bukan ini", Guesser)).IsProblemAsync(401, "invalid_credentials");
            }

            await (await TryAsync("bukan ini", Guesser)).IsProblemAsync(429, "locked_out");
            await (await TryAsync(Staff.Password, Guesser)).IsProblemAsync(429, "locked_out");
            identity.Time.Advance(TimeSpan.FromSeconds(301));
        }

        await (await TryAsync("salah ketik", Office)).IsProblemAsync(401, "invalid_credentials");
        using var signedIn = await TryAsync(Staff.Password, Office);

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Contains(await admin.AuditAsync("action=sign_in_failed"), entry => entry.Text("detail") == "failures=37");
    }

    [Fact]
    public async Task Guessing_from_many_addresses_locks_the_name_for_all_whichever_replicas_are_asked()
    {
        using var admin = await identity.FirstAdministratorAsync();
        using var replica = new IdentityService(demo: false, folder: identity.Folder, time: identity.Time).With("Identity:Lockout:Failures", "3").With("Identity:Lockout:FailuresFromAnywhere", "10");
        _ = replica.Services;

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => TryAsync("bukan ini", $"203.0.113.{i}", i % 2 == 0 ? identity : replica)));

        Assert.Equal(10, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(20, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        await (await TryAsync(Staff.Password, Office)).IsProblemAsync(429, "locked_out");
        Assert.Contains(await admin.AuditAsync("action=sign_in_locked"), entry => entry.Text("detail") == "failures=10 from=anywhere");
        identity.Time.Advance(TimeSpan.FromMinutes(6));
        using var signedIn = await TryAsync(Staff.Password, Office);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
    }

    [Fact]
    public async Task Whoever_sets_a_password_by_a_link_does_not_wait()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "perencana", new { role = Roles.Planner });
        for (var i = 0; i < 12; i++)
        {
            using var wrong = await identity.PostAsync("/api/identity/token", new { username = "perencana", password = "bukan ini" }, i % 2 == 0 ? Guesser : $"203.0.113.{i}");
        }

        using var reset = await admin.ChangeAsync(id, "password-reset");
        var link = (await reset.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").Text("path")!;
        await (await identity.PostAsync("/api/identity/token", new { username = "perencana", password = Staff.Password }, Guesser)).IsProblemAsync(429, "locked_out");
        using var set = await identity.PostAsync("/api/identity/password-link", new { token = Staff.TokenIn(link), password = "gunung klotok sore" }, Office);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);

        using var signedIn = await identity.PostAsync("/api/identity/token", new { username = "perencana", password = "gunung klotok sore" }, Guesser);

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
    }

    private Task<HttpResponseMessage> TryAsync(string password, string from, IdentityService? service = null)
        => (service ?? identity).PostAsync("/api/identity/token", new { username = Staff.Administrator, password }, from);
}
