using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Messaging;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Identity.Tests;

public sealed class AuditTests : IDisposable
{
    private readonly IdentityService identity = new(demo: false);

    public void Dispose() => identity.Dispose();

    [Fact]
    public async Task Every_administrative_action_leaves_who_whom_when_and_from_where()
    {
        using var admin = await identity.FirstAdministratorAsync();
        admin.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7, 10.0.0.1");
        var id = await identity.HireAsync(admin, "perencana", new { role = Roles.Planner });
        using var assigned = await admin.AssignAsync(id, from: null, new { role = Roles.Treasurer });
        using var reset = await admin.ChangeAsync(id, "password-reset");
        using var deactivated = await admin.ChangeAsync(id, "deactivate");
        using var reactivated = await admin.ChangeAsync(id, "reactivate");
        using var signedOut = await admin.PostAsync($"/api/identity/accounts/{id}/sign-out", content: null);
        using var second = await admin.ChangeAsync(id, "second-factor-reset");

        var entries = await admin.AuditAsync("target=perencana");

        Assert.Equal(
            ["second_factor_reset", "sessions_ended", "account_reactivated", "account_deactivated", "password_reset", "roles_changed", "password_set", "account_invited"],
            entries.Select(entry => entry.Text("action")));
        var changed = entries.Single(entry => entry.Text("action") == "roles_changed");
        Assert.Equal((Staff.Administrator, "203.0.113.7", "Done"), (changed.Text("actor"), changed.Text("address"), changed.Text("outcome")));
        Assert.Equal("planner region=35.71 -> treasurer region=35.71", changed.Text("detail"));
    }

    [Fact]
    public async Task What_is_administered_elsewhere_stands_in_the_same_log_once()
    {
        await using var listening = await new IdentityService(demo: false).WithBrokerAsync();
        using var admin = await listening.FirstAdministratorAsync();
        await using var complaints = await EventPublisher.StartAsync(listening.Broker, typeof(Administered).Assembly);
        var now = listening.Time.GetUtcNow();
        var act = new Administered(Guid.CreateVersion7(now), 1, now, "admin", "message_discarded", new string('x', 1000), "203.0.113.7", "reason=aduan uji");

        await complaints.PublishAsync(act);
        await complaints.PublishAsync(act with { ActId = Guid.CreateVersion7(now), Action = "message_replayed", Target = "JourneyStateChanged" });

        // Two acts need not come in the order in which they were done.
        await Eventually.TrueAsync(async () => (await admin.AuditAsync("action=message_replayed")).Count == 1 && (await admin.AuditAsync("action=message_discarded")).Count > 0, "both are written");
        var entry = Assert.Single(await admin.AuditAsync("action=message_discarded"));
        Assert.Equal(("admin", "203.0.113.7", "reason=aduan uji", 256), (entry.Text("actor"), entry.Text("address"), entry.Text("detail"), entry.Text("target")!.Length));
    }

    [Fact]
    public async Task No_password_token_or_link_is_in_the_log()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (id, token) = await admin.InviteAsync("perencana", new { role = Roles.Planner });
        using var joined = await identity.PostAsync("/api/identity/password-link", new { token, password = "rahasia sekali ini" });
        using var reset = await admin.PostAsJsonAsync($"/api/identity/accounts/{id}/password-reset", new { version = await admin.VersionAsync(id), means = "TemporaryPassword" });
        var temporary = (await reset.Content.ReadFromJsonAsync<JsonElement>()).Text("temporaryPassword")!;
        var session = await identity.SignInAsync("perencana", temporary);

        var log = string.Join('\n', (await admin.AuditAsync()).Select(entry => entry.GetRawText()));

        Assert.All(new[] { token, "rahasia sekali ini", temporary, session.RefreshToken, session.AccessToken }, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failed_sign_ins_are_summed_up_and_names_that_do_not_exist_are_not_kept()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await identity.HireAsync(admin, "perencana", new { role = Roles.Planner });
        for (var i = 0; i < 3; i++)
        {
            await (await identity.PostAsync("/api/identity/token", new { username = "perencana", password = "bukan ini" })).IsProblemAsync(401, "invalid_credentials");
            await (await identity.PostAsync("/api/identity/token", new { username = $"kata-sandi-saya-{i}", password = "bukan ini" })).IsProblemAsync(401, "invalid_credentials");
        }

        identity.Time.Advance(TimeSpan.FromMinutes(16));
        await identity.Services.GetRequiredService<Housekeeping>().RunOnceAsync(default);

        var failures = await admin.AuditAsync("action=sign_in_failed");
        Assert.Equal(["-", "perencana"], failures.Select(entry => entry.Text("target")).Order(StringComparer.Ordinal));
        Assert.StartsWith("failures=3 until=", failures.Single(entry => entry.Text("target") == "perencana").Text("detail"), StringComparison.Ordinal);
        Assert.Equal("failures=3 unknownNames=3", failures.Single(entry => entry.Text("target") == "-").Text("detail"));
        Assert.DoesNotContain("kata-sandi-saya", string.Concat((await admin.AuditAsync()).Select(entry => entry.GetRawText())), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Failures_before_a_sign_in_a_lock_and_a_stolen_session_are_in_the_log()
    {
        using var strict = new IdentityService(demo: false).With("Identity:Lockout:Failures", "3");
        using var admin = await strict.FirstAdministratorAsync();
        await strict.HireAsync(admin, "perencana", new { role = Roles.Planner });
        await WrongAsync(2);
        var stolen = await strict.SignInAsync("perencana", Staff.Password);
        using var refreshed = await strict.PostAsync("/api/identity/token", new { refreshToken = stolen.RefreshToken });
        strict.Time.Advance(TimeSpan.FromMinutes(2));
        using var reused = await strict.PostAsync("/api/identity/token", new { refreshToken = stolen.RefreshToken });
        using var again = await strict.PostAsync("/api/identity/token", new { refreshToken = stolen.RefreshToken });
        await WrongAsync(3);

        Assert.Equal(["sign_in_locked", "session_reused", "sign_in_failed"], (await admin.AuditAsync("target=perencana")).Select(entry => entry.Text("action")).Take(3));
        Assert.Equal("failures=2", (await admin.AuditAsync("target=perencana&action=sign_in_failed"))[0].Text("detail"));

        async Task WrongAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await (await strict.PostAsync("/api/identity/token", new { username = "perencana", password = "bukan ini" })).IsProblemAsync(401, "invalid_credentials");
            }
        }
    }

    [Fact]
    public async Task The_log_is_filtered_by_time_and_read_by_the_inspector_too()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await identity.HireAsync(admin, "inspektur", new { role = Roles.Inspector });
        using var inspector = await identity.BrowserOfAsync("inspektur");

        Assert.NotEmpty(await inspector.AuditAsync($"from={identity.Time.GetUtcNow().AddMinutes(-5):yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Empty(await inspector.AuditAsync($"from={identity.Time.GetUtcNow().AddMinutes(5):yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Empty(await inspector.AuditAsync("actor=perencana"));
        await (await inspector.GetAsync("/api/identity/accounts")).IsProblemAsync(403, "forbidden");
        await (await inspector.GetAsync("/api/identity/audit?page=0")).IsProblemAsync(400, "invalid_input");
    }

    [Fact]
    public async Task No_entry_is_changed_or_removed()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await using var scope = identity.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        db.Audit.Remove(await db.Audit.FirstAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }
}
