using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Identity.Tests;

/// <summary>Anybody can say that somebody's password is forgotten: what that gives its owner, and what it does not give a stranger.</summary>
public sealed class ForgottenPasswordTests : IAsyncLifetime
{
    private const string NewPassword = "gunung klotok sore";
    private static readonly object Planner = new { role = Roles.Planner };

    private IdentityService identity = null!;
    private Mailbox mailbox = null!;
    private HttpClient admin = null!;

    public async Task InitializeAsync()
    {
        identity = await new IdentityService(demo: false).WithBrokerAsync();
        mailbox = await Mailbox.OpenAsync(identity);
        admin = await identity.FirstAdministratorAsync();
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await mailbox.DisposeAsync();
        await identity.DisposeAsync();
    }

    [Theory]
    [InlineData("SARI.dewi")]
    [InlineData(" Sari@Contoh.id ")]
    public async Task Its_owner_asks_by_user_name_or_address_and_sets_a_new_password_by_mail(string typed)
    {
        await HireAsync("sari.dewi", "sari@contoh.id");
        var session = await identity.SignInAsync("sari.dewi", Staff.Password);

        await AskAsync(typed);

        var letter = (await mailbox.HasAsync(2))[1];
        Assert.Equal((NotificationTemplates.PasswordReset, "sari@contoh.id", "sari.dewi"), (letter.Request.Template, letter.Content.Email, letter.Content.Values["username"]));
        await identity.SignInAsync("sari.dewi", Staff.Password);
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(letter.Token, NewPassword)).StatusCode);
        await identity.SignInAsync("sari.dewi", NewPassword);
        await (await identity.PostAsync("/api/identity/token", new { refreshToken = session.RefreshToken })).IsProblemAsync(401, "invalid_refresh_token");
    }

    [Fact]
    public async Task Nobody_learns_from_the_answer_who_has_an_account()
    {
        await HireAsync("sari", "sari@contoh.id");
        await HireAsync("tanpa.alamat", email: null);
        var gone = await HireAsync("sudah.pindah", "pindah@contoh.id");
        using var deactivated = await admin.ChangeAsync(gone, "deactivate");
        using var invited = await admin.PostAsJsonAsync("/api/identity/accounts", new { username = "belum.masuk", email = "belum@contoh.id", assignments = new[] { Planner } });

        List<string> answers = [];
        foreach (var name in (string[])["tidak.ada.di.sini", "tanpa.alamat", "sudah.pindah", "belum.masuk", "kata sandi saya!", "sari", "sari"])
        {
            using var answer = await identity.PostAsync("/api/identity/password-forgotten", new { username = name });
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal("""{"linkValidMinutes":60,"oneLinkPerMinutes":15}""", Assert.Single(answers.Distinct()));
        // Three invitations, and the one letter that was asked for.
        Assert.Equal("sari", (await mailbox.HasAsync(4))[3].Content.Values["username"]);
        await AnsweredAsync();
        Assert.Equal(
            ["belum.masuk no_password_yet", "sari sent", "sudah.pindah deactivated", "tanpa.alamat no_address"],
            (await admin.AuditAsync("action=password_forgotten")).Select(entry => $"{entry.Text("target")} {entry.Text("detail")}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("TIDAK.ADA.DI.SINI", await identity.Database.EverythingStoredAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_clock_does_not_tell_who_has_an_account_either()
    {
        await HireAsync("sari", "sari@contoh.id");

        // A busy machine disturbs one round; a difference that tells something shows in every round.
        var ratio = await RatioAsync();
        for (var round = 1; round < 4 && ratio is < 0.5 or > 2; round++)
        {
            ratio = await RatioAsync();
        }

        Assert.InRange(ratio, 0.5, 2);

        async Task<double> RatioAsync()
        {
            Dictionary<string, List<double>> times = new() { ["sari"] = [], ["tidak.ada"] = [] };
            // One after the other, so that whatever else the machine does slows down both.
            for (var i = 0; i < 25; i++)
            {
                foreach (var (name, taken) in times)
                {
                    identity.Time.Advance(TimeSpan.FromMinutes(16));
                    var watch = Stopwatch.StartNew();
                    await AskAsync(name);
                    taken.Add(watch.Elapsed.TotalMilliseconds);
                }
            }

            return times["sari"].Order().ElementAt(12) / times["tidak.ada"].Order().ElementAt(12);
        }
    }

    [Fact]
    public async Task A_demo_account_whose_password_is_everybodys_is_sent_nothing()
    {
        await using var demo = await new IdentityService().WithBrokerAsync();
        await using var letters = await Mailbox.OpenAsync(demo);
        using var chief = await demo.BrowserOfAsync("admin", IdentityService.DemoPassword);
        var id = await demo.HireAsync(chief, "contoh", Planner);
        using var changed = await chief.PutAsJsonAsync($"/api/identity/accounts/{id}", new { version = await chief.VersionAsync(id), email = "contoh@contoh.id" });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        using var asked = await demo.PostAsync("/api/identity/password-forgotten", new { username = "contoh" });

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        await Eventually.TrueAsync(async () => (await chief.AuditAsync("action=password_forgotten")).Any(entry => entry.Text("detail") == "demo_account"), "the log says why not");
        Assert.Empty(letters.Letters);
    }

    [Fact]
    public async Task However_often_and_from_however_many_replicas_somebody_is_asked_for_one_mail_leaves_in_a_quarter_of_an_hour()
    {
        await HireAsync("sari", "sari@contoh.id");
        await using var replica = new IdentityService(demo: false, folder: identity.Folder, time: identity.Time).With("ConnectionStrings:messaging", identity.Broker);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AskAsync(i % 2 == 0 ? "sari" : "sari@contoh.id", i % 3 == 0 ? replica : identity)));
        await AnsweredAsync();
        await mailbox.HasAsync(2);
        identity.Time.Advance(TimeSpan.FromMinutes(14));
        await AskAsync("sari");
        await AnsweredAsync();
        identity.Time.Advance(TimeSpan.FromMinutes(2));
        await AskAsync("sari");
        await AnsweredAsync();

        await mailbox.HasAsync(3);
        Assert.Equal(2, (await admin.AuditAsync("action=password_forgotten")).Count);
    }

    [Fact]
    public async Task A_strangers_request_makes_no_link_void_and_the_first_that_is_used_all_others()
    {
        const string Name = "sari.dewi.lestari";
        var id = await HireAsync(Name, "sari@contoh.id");
        using var reset = await admin.ChangeAsync(id, "password-reset");
        await AskAsync(Name);
        await mailbox.HasAsync(3);
        identity.Time.Advance(TimeSpan.FromMinutes(16));
        await AskAsync(Name);
        var tokens = (await mailbox.HasAsync(4)).Select(letter => letter.Token).ToList();

        foreach (var good in tokens[1..])
        {
            // Whose name that is only a link that works finds out.
            await (await UseAsync(good, Name)).IsProblemAsync(400, "invalid_input");
        }

        Assert.Equal(HttpStatusCode.OK, (await UseAsync(tokens[1], NewPassword)).StatusCode);
        await (await UseAsync(tokens[1], NewPassword)).IsProblemAsync(409, "password_link_used");
        await (await UseAsync(tokens[2], NewPassword)).IsProblemAsync(404, "password_link_unknown");
        await (await UseAsync(tokens[3], NewPassword)).IsProblemAsync(404, "password_link_unknown");
    }

    [Fact]
    public async Task A_link_that_was_asked_for_is_good_for_an_hour_and_void_once_the_address_is_another()
    {
        var id = await HireAsync("sari", "lama@contoh.id");
        await AskAsync("sari");
        var first = (await mailbox.HasAsync(2))[1];
        using var moved = await admin.PutAsJsonAsync($"/api/identity/accounts/{id}", new { version = await admin.VersionAsync(id), email = "baru@contoh.id" });
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        identity.Time.Advance(TimeSpan.FromMinutes(16));
        await AskAsync("baru@contoh.id");
        var second = (await mailbox.HasAsync(3))[2];
        identity.Time.Advance(TimeSpan.FromMinutes(61));

        await (await UseAsync(first.Token, NewPassword)).IsProblemAsync(404, "password_link_unknown");
        Assert.Equal("baru@contoh.id", second.Content.Email);
        await (await UseAsync(second.Token, NewPassword)).IsProblemAsync(410, "password_link_expired");
    }

    [Fact]
    public async Task Those_who_share_an_offices_mailbox_are_each_sent_their_own()
    {
        await HireAsync("kasi.banjaran", "kelurahan@contoh.id");
        await HireAsync("lurah.banjaran", "kelurahan@contoh.id");

        await AskAsync("kelurahan@contoh.id");

        Assert.Equal(["kasi.banjaran", "lurah.banjaran"], (await mailbox.HasAsync(4)).Skip(2).Select(letter => letter.Content.Values["username"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_log_says_from_where_somebody_was_asked_for_and_what_is_no_name_is_refused()
    {
        await HireAsync("sari", "sari@contoh.id");
        using var client = identity.CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using var asked = await client.PostAsJsonAsync("/api/identity/password-forgotten", new { username = "sari" });
        await mailbox.HasAsync(2);

        var entry = Assert.Single(await admin.AuditAsync("action=password_forgotten"));
        Assert.Equal(("-", "sari", "203.0.113.9", "Done"), (entry.Text("actor"), entry.Text("target"), entry.Text("address"), entry.Text("outcome")));
        Assert.Equal("username", (await (await identity.PostAsync("/api/identity/password-forgotten", new { username = " " })).IsProblemAsync(400, "invalid_input")).Field);
        Assert.Equal("username", (await (await identity.PostAsync("/api/identity/password-forgotten", new { username = new string('a', 255) })).IsProblemAsync(400, "invalid_input")).Field);
    }

    [Theory]
    [InlineData("0-----")]
    [InlineData("------")]
    public async Task A_telephone_of_hardly_a_digit_from_before_that_was_refused_keeps_nobody_waiting(string phone)
    {
        await HireAsync("sari", "sari@contoh.id");
        await HireAsync("budi", "budi@contoh.id");
        await using (var scope = identity.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IdentityDb>().Database.ExecuteSqlAsync($"""UPDATE "Accounts" SET "PhoneNumber" = {phone} WHERE "UserName" = 'sari'""");
        }

        await AskAsync("sari");
        await AskAsync("budi");

        await AnsweredAsync();
        Assert.Equal(["budi", "sari"], (await mailbox.HasAsync(4)).Skip(2).Select(letter => letter.Content.Values["username"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_request_that_cannot_be_answered_holds_nobody_else_and_is_dropped()
    {
        var broken = await HireAsync("sari", "kantor@contoh.id");
        await HireAsync("budi", "budi@contoh.id");
        await HireAsync("tuti", "kantor@contoh.id");
        await using (var scope = identity.Services.CreateAsyncScope())
        {
            // She has her invitation's link, so that every other one fails in the database.
            var noSecond = $"""CREATE UNIQUE INDEX "NoSecondLink" ON "PasswordLinks" ("AccountId") WHERE "AccountId" = '{broken.ToString().ToUpperInvariant()}'""";
            await scope.ServiceProvider.GetRequiredService<IdentityDb>().Database.ExecuteSqlRawAsync(noSecond);
        }

        await AskAsync("sari");
        await AskAsync("kantor@contoh.id");
        await AskAsync("budi");

        Assert.Equal("budi", (await mailbox.HasAsync(4))[3].Content.Values["username"]);
        await AnsweredAsync();
        Assert.Equal(["budi sent"], (await admin.AuditAsync("action=password_forgotten")).Select(entry => $"{entry.Text("target")} {entry.Text("detail")}"));
        // What was not answered does not count: whoever asks again once it works is heard.
        await using (var scope = identity.Services.CreateAsyncScope())
        {
            var repaired = TestDatabase.Provider == DatabaseProvider.SqlServer ? """DROP INDEX "NoSecondLink" ON "PasswordLinks" """ : """DROP INDEX "NoSecondLink" """;
            await scope.ServiceProvider.GetRequiredService<IdentityDb>().Database.ExecuteSqlRawAsync(repaired);
        }

        await AskAsync("sari");
        Assert.Equal("sari", (await mailbox.HasAsync(5))[4].Content.Values["username"]);
    }

    /// <summary>Invited, by mail where there is an address, and joined.</summary>
    private async Task<Guid> HireAsync(string username, string? email)
    {
        using var response = await admin.PostAsJsonAsync("/api/identity/accounts", new { username, email, assignments = new[] { Planner } });
        var invited = await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        using var joined = await UseAsync(Staff.TokenIn(invited.GetProperty("link").Text("path")!), Staff.Password);
        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        return invited.GetProperty("id").GetGuid();
    }

    private async Task AskAsync(string typed, IdentityService? replica = null)
    {
        using var answer = await (replica ?? identity).PostAsync("/api/identity/password-forgotten", new { username = typed });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    /// <summary>Nobody who asked waits any more.</summary>
    private Task AnsweredAsync() => Eventually.TrueAsync(async () =>
    {
        await using var scope = identity.Services.CreateAsyncScope();
        return !await scope.ServiceProvider.GetRequiredService<IdentityDb>().ForgottenPasswords.AnyAsync();
    }, "everybody who asked was answered");

    private Task<HttpResponseMessage> UseAsync(string token, string password) => identity.PostAsync("/api/identity/password-link", new { token, password });
}
