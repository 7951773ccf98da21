using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Identity.Tests;

/// <summary>Links reach people by themselves, not only by the administrator's hand.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private static readonly object Planner = new { role = Roles.Planner };

    private IdentityService identity = null!;
    private Mailbox mailbox = null!;

    public async Task InitializeAsync()
    {
        identity = await new IdentityService(demo: false).WithBrokerAsync();
        mailbox = await Mailbox.OpenAsync(identity);
    }

    public async Task DisposeAsync()
    {
        await mailbox.DisposeAsync();
        await identity.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_is_invited_is_sent_the_link_that_the_administrator_sees()
    {
        using var admin = await identity.FirstAdministratorAsync();

        var answer = await InviteAsync(admin, "sari", "Sari Dewi", "sari@contoh.id", "+62 812-3456-789");

        var letter = Assert.Single(await mailbox.HasAsync(1));
        Assert.Equal((NotificationTemplates.AccountInvited, answer.GetProperty("id").GetGuid(), 1), (letter.Request.Template, letter.Request.AboutId, letter.Request.Version));
        Assert.Equal(("id", "sari@contoh.id", "+62 812-3456-789"), (letter.Content.Language, letter.Content.Email, letter.Content.Phone));
        var link = answer.GetProperty("link");
        Assert.Equal(("Sari Dewi", "sari", link.Text("path")), (letter.Content.Values["name"], letter.Content.Values["username"], letter.Content.Values["link"]));
        Assert.Equal(link.GetProperty("expiresAt").GetDateTimeOffset(), DateTimeOffset.ParseExact(letter.Content.Values["expires"], "O", null));
        Assert.Equal(["s***@contoh.id"], SentTo(answer));

        Assert.DoesNotContain(letter.Token, mailbox.Sealed + await identity.Database.EverythingStoredAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("contoh.id", mailbox.Sealed, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nobody_is_told_of_an_account_without_an_address_or_of_one_that_was_refused()
    {
        using var admin = await identity.FirstAdministratorAsync();

        var silent = await InviteAsync(admin, "tanpa.alamat", name: null, email: null, phone: null);
        using var taken = await admin.PostAsJsonAsync("/api/identity/accounts", new { username = "tanpa.alamat", email = "lain@contoh.id", assignments = new[] { Planner } });
        var called = await InviteAsync(admin, "sari", name: null, email: null, phone: "(0354) 123456");

        Assert.Equal(JsonValueKind.Null, silent.GetProperty("sentTo").ValueKind);
        await taken.IsProblemAsync(400, "invalid_input");
        Assert.Equal(["035***456"], SentTo(called));
        Assert.Equal("sari", Assert.Single(await mailbox.HasAsync(1)).Content.Values["name"]);
    }

    [Fact]
    public async Task An_import_tells_each_who_has_an_address_and_none_when_it_is_refused()
    {
        using var admin = await identity.FirstAdministratorAsync();

        using var refused = await ImportAsync("username;email;role\nsatu;satu@contoh.id;planner\ndua;dua@contoh.id;raja\n");
        using var done = await ImportAsync("username;email;role\nsatu;satu@contoh.id;planner\ndua;;planner\ntiga;tiga@contoh.id;planner\n");

        await refused.IsProblemAsync(400, "invalid_input");
        var created = (await done.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("created").EnumerateArray().ToDictionary(made => made.Text("username")!);
        Assert.Equal(["s***@contoh.id"], SentTo(created["satu"]));
        Assert.Equal(JsonValueKind.Null, created["dua"].GetProperty("sentTo").ValueKind);
        Assert.Equal(
            new[] { "satu", "tiga" }.Select(name => $"{name} {created[name].GetProperty("link").Text("path")}"),
            (await mailbox.HasAsync(2)).Select(letter => $"{letter.Content.Values["username"]} {letter.Content.Values["link"]}").Order(StringComparer.Ordinal));

        Task<HttpResponseMessage> ImportAsync(string csv) => admin.PostAsync("/api/identity/accounts/import", new StringContent(csv, Encoding.UTF8, "text/csv"));
    }

    [Fact]
    public async Task A_reset_sends_its_link_and_a_temporary_password_is_told_to_nobody()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = (await InviteAsync(admin, "sari", name: null, "sari@contoh.id", phone: null)).GetProperty("id").GetGuid();
        var again = await ResetAsync("Link");
        using var joined = await identity.PostAsync("/api/identity/password-link", new { token = Staff.TokenIn(again.GetProperty("link").Text("path")!), password = Staff.Password });
        var temporary = await ResetAsync("TemporaryPassword");
        var reset = await ResetAsync("Link");

        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        Assert.Equal(JsonValueKind.Null, temporary.GetProperty("sentTo").ValueKind);
        Assert.Equal(["s***@contoh.id"], SentTo(reset));
        var letters = await mailbox.HasAsync(3);
        Assert.Equal([NotificationTemplates.AccountInvited, NotificationTemplates.AccountInvited, NotificationTemplates.PasswordReset], letters.Select(letter => letter.Request.Template));
        Assert.Equal(reset.GetProperty("link").Text("path"), letters[2].Content.Values["link"]);
        Assert.Equal(3, letters.DistinctBy(letter => letter.Request.NotificationId).Count());

        async Task<JsonElement> ResetAsync(string means)
        {
            using var answer = await admin.PostAsJsonAsync($"/api/identity/accounts/{id}/password-reset", new { version = await admin.VersionAsync(id), means });
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }
    }

    [Fact]
    public async Task While_the_broker_is_away_people_sign_in_and_their_invitations_wait()
    {
        await using var rabbit = await PrivateRabbitMq.StartAsync();
        await rabbit.KillNodeAsync();
        await using var alone = new IdentityService(demo: false).With("ConnectionStrings:messaging", rabbit.ConnectionString);
        using var admin = await alone.FirstAdministratorAsync();
        await InviteAsync(admin, "sari", name: null, "sari@contoh.id", phone: null);
        Assert.Equal(1, await OutboxAsync());

        await rabbit.StartNodeAsync();

        await Eventually.TrueAsync(async () => await OutboxAsync() == 0, "the broker has confirmed the letter");

        async Task<int> OutboxAsync()
        {
            await using var scope = alone.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IdentityDb>().Database.SqlQueryRaw<int>("""SELECT COUNT(*) AS "Value" FROM "OutboxMessage" """).SingleAsync();
        }
    }

    private static async Task<JsonElement> InviteAsync(HttpClient admin, string username, string? name, string? email, string? phone)
    {
        using var response = await admin.PostAsJsonAsync("/api/identity/accounts", new { username, name, email, phone, assignments = new[] { Planner } });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static IEnumerable<string?> SentTo(JsonElement answer) => answer.GetProperty("sentTo").EnumerateArray().Select(address => address.GetString());
}
