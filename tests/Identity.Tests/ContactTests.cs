using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

public sealed class ContactTests : IDisposable
{
    private static readonly object Planner = new { role = Roles.Planner };

    private readonly IdentityService identity = new(demo: false);

    public void Dispose() => identity.Dispose();

    [Fact]
    public async Task An_administrator_changes_name_address_and_telephone_and_the_log_says_which_not_what()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (id, _) = await admin.InviteAsync("perencana", Planner);
        var version = await admin.VersionAsync(id);

        using var changed = await ChangeAsync(admin, id, new { version, name = " Sari Dewi ", email = "Sari@Contoh.id", phone = "+62 812-3456-789" });

        var account = await changed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("Sari Dewi", "Sari@Contoh.id", "+62 812-3456-789"), (account.Text("name"), account.Text("email"), account.Text("phone")));
        Assert.Equal(version + 1, account.GetProperty("version").GetInt32());
        Assert.Equal("fields=name,email,phone", Assert.Single(await admin.AuditAsync("action=contact_changed&target=perencana")).Text("detail"));
        Assert.Single((await admin.GetFromJsonAsync<JsonElement>("/api/identity/accounts?search=sari@contoh")).GetProperty("items").EnumerateArray());

        using var emptied = await ChangeAsync(admin, id, new { version = version + 1, name = "Sari Dewi" });
        Assert.Null((await emptied.Content.ReadFromJsonAsync<JsonElement>()).Text("email"));
        Assert.Equal("fields=email,phone", (await admin.AuditAsync("action=contact_changed&target=perencana"))[0].Text("detail"));
    }

    [Fact]
    public async Task Of_two_administrators_who_change_an_account_the_second_is_told()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (id, _) = await admin.InviteAsync("perencana", Planner);
        var version = await admin.VersionAsync(id);

        using var first = await ChangeAsync(admin, id, new { version, name = "Sari" });
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        await (await ChangeAsync(admin, id, new { version, name = "Dewi" })).IsProblemAsync(409, "changed_meanwhile");
        await (await ChangeAsync(admin, id, new { name = "Dewi" })).IsProblemAsync(400, "invalid_input");
        await (await ChangeAsync(admin, Guid.CreateVersion7(), new { version, name = "Dewi" })).IsProblemAsync(404, "not_found");
        Assert.Equal("Sari", (await admin.AccountAsync(id)).Text("name"));
    }

    [Theory]
    [InlineData("bukan surel", null, "email")]
    [InlineData(null, "nol delapan", "phone")]
    [InlineData(null, "0-----", "phone")]
    [InlineData(null, "+0 8 1 2 3", "phone")]
    [InlineData(null, "354 123456", "phone")]
    [InlineData("büdi@contoh.id", null, "email")]
    [InlineData("budi@contoh.", null, "email")]
    public async Task What_is_no_address_is_refused_and_changes_nothing(string? email, string? phone, string field)
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (id, _) = await admin.InviteAsync("perencana", Planner);
        var before = (await admin.AccountAsync(id)).GetRawText();

        using var refused = await ChangeAsync(admin, id, new { version = await admin.VersionAsync(id), name = "Sari", email, phone });

        Assert.Equal(field, (await refused.IsProblemAsync(400, "invalid_input")).Field);
        Assert.Equal(before, (await admin.AccountAsync(id)).GetRawText());
    }

    [Fact]
    public async Task A_link_that_may_have_gone_to_a_wrong_address_is_void_once_the_address_is_right()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (id, token) = await admin.InviteAsync("perencana", Planner);
        using var renamed = await ChangeAsync(admin, id, new { version = await admin.VersionAsync(id), name = "Sari" });
        Assert.NotNull((await admin.AccountAsync(id)).Text("linkExpiresAt"));

        using var moved = await ChangeAsync(admin, id, new { version = await admin.VersionAsync(id), name = "Sari", email = "sari@contoh.id" });

        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Null((await admin.AccountAsync(id)).Text("linkExpiresAt"));
        await (await identity.PostAsync("/api/identity/password-link", new { token, password = Staff.Password })).IsProblemAsync(404, "password_link_unknown");
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient admin, Guid id, object contact) => admin.PutAsJsonAsync($"/api/identity/accounts/{id}", contact);
}
