using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

public sealed class RetentionTests : IDisposable
{
    private readonly IdentityService identity = new(demo: false);

    public void Dispose() => identity.Dispose();

    [Fact]
    public async Task Entries_of_the_log_are_removed_after_five_years_however_many_there_are_and_not_a_day_before()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await InDatabaseAsync(async db =>
        {
            var at = identity.Time.GetUtcNow();
            db.Audit.AddRange(Enumerable.Range(0, 2500).Select(_ => new AuditEntry { Id = Guid.CreateVersion7(at), At = at, Actor = "-", Action = "sign_in_failed", Target = "-", Outcome = AuditOutcome.Refused }));
            return await db.SaveChangesAsync();
        });

        identity.Time.Advance(TimeSpan.FromDays(1824));
        await KeepHouseAsync();
        Assert.True(await InDatabaseAsync(db => db.Audit.CountAsync()) > 2500);
        identity.Time.Advance(TimeSpan.FromDays(2));
        await KeepHouseAsync();

        // What housekeeping itself wrote down since.
        Assert.All(await InDatabaseAsync(db => db.Audit.Select(entry => entry.Action).ToListAsync()), action => Assert.StartsWith("key_", action, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_session_that_has_ended_nothing_is_kept_and_the_others_go_on()
    {
        using var admin = await identity.FirstAdministratorAsync();
        identity.Time.Advance(TimeSpan.FromHours(11));
        var late = await identity.SignInAsync(Staff.Administrator, Staff.Password);
        identity.Time.Advance(TimeSpan.FromHours(2));

        await KeepHouseAsync();

        Assert.Equal(1, await InDatabaseAsync(db => db.RefreshTokens.CountAsync()));
        using var goesOn = await identity.PostAsync("/api/identity/token", new { refreshToken = late.RefreshToken });
        Assert.True(goesOn.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_links_bearer_is_told_for_a_month_what_became_of_it()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var (_, unused) = await admin.InviteAsync("perencana", new { role = Roles.Planner });
        var (_, used) = await admin.InviteAsync("bendahara", new { role = Roles.Treasurer });
        using var joined = await UseAsync(used);

        identity.Time.Advance(TimeSpan.FromDays(32));
        await KeepHouseAsync();
        await (await UseAsync(unused)).IsProblemAsync(410, "password_link_expired");
        await (await UseAsync(used)).IsProblemAsync(409, "password_link_used");
        Assert.Equal(0, await InDatabaseAsync(db => db.SetupTokens.CountAsync()));

        identity.Time.Advance(TimeSpan.FromDays(2));
        await KeepHouseAsync();
        await (await UseAsync(unused)).IsProblemAsync(404, "password_link_unknown");
        Assert.Equal(0, await InDatabaseAsync(db => db.PasswordLinks.CountAsync()));

        Task<HttpResponseMessage> UseAsync(string token) => identity.PostAsync("/api/identity/password-link", new { token, password = Staff.Password });
    }

    [Fact]
    public async Task Whoever_left_keeps_no_second_factor_and_after_five_years_no_address()
    {
        using var admin = await identity.FirstAdministratorAsync();
        using var invited = await admin.PostAsJsonAsync("/api/identity/accounts", new { username = "perencana", name = "Sari Dewi", email = "sari@contoh.id", phone = "0812-3456-7890", assignments = new[] { new { role = Roles.Planner } } });
        var id = (await invited.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        await InDatabaseAsync(async db =>
        {
            db.SecondFactors.Add(new() { AccountId = id, ProtectedSecret = [1] });
            db.RecoveryCodes.Add(new() { AccountId = id, Hash = "x" });
            return await db.SaveChangesAsync();
        });

        using var left = await admin.ChangeAsync(id, "deactivate");

        Assert.Equal(0, await InDatabaseAsync(async db => await db.SecondFactors.CountAsync() + await db.RecoveryCodes.CountAsync()));
        identity.Time.Advance(TimeSpan.FromDays(1824));
        await KeepHouseAsync();
        Assert.Equal("sari@contoh.id", (await AccountAsync()).Email);
        identity.Time.Advance(TimeSpan.FromDays(2));
        await KeepHouseAsync();
        var account = await AccountAsync();
        Assert.Equal(("Sari Dewi", null, null, null, "PERENCANA SARI DEWI"), (account.FullName, account.Email, account.NormalizedEmail, account.PhoneNumber, account.SearchText.Trim()));

        Task<Account> AccountAsync() => InDatabaseAsync(db => db.Accounts.SingleAsync(each => each.Id == id));
    }

    private Task KeepHouseAsync() => identity.Services.GetRequiredService<Housekeeping>().RunOnceAsync(default);

    private async Task<T> InDatabaseAsync<T>(Func<IdentityDb, Task<T>> ask)
    {
        await using var scope = identity.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }
}
