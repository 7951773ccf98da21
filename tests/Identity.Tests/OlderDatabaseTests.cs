using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Identity.Tests;

public sealed class OlderDatabaseTests
{
    [Fact]
    public async Task Accounts_from_before_the_outbox_sign_in_use_their_links_and_are_found_by_their_address()
    {
        await using var identity = new IdentityService(demo: false);
        await FillAsync(identity);

        // Where an assignment names no region it is the city.
        Assert.Equal(["admin region=35.71"], await identity.ClaimsAsync("sari", "grant"));
        Assert.Equal(["35.71"], await identity.ClaimsAsync("sari", "region"));
        Assert.Equal([Roles.Admin], await identity.ClaimsAsync("sari", "role"));
        // She administers already, so no start offers a stranger to become the first.
        Assert.False(File.Exists(identity.SetupLinkFile));
        using var asked = await identity.PostAsync("/api/identity/password-forgotten", new { username = "SARI@contoh.id" });
        using var sari = await identity.BrowserOfAsync("sari");
        await Eventually.TrueAsync(async () => (await sari.AuditAsync("action=password_forgotten")) is [var entry] && entry.Text("detail") == "sent", "she was found");
        using var used = await identity.PostAsync("/api/identity/password-link", new { token = "dari dulu", password = "gunung klotok sore" });
        Assert.True(used.IsSuccessStatusCode);
        using var again = await identity.BrowserOfAsync("sari", "gunung klotok sore");
        var id = (await again.GetFromJsonAsync<JsonElement>("/api/identity/me")).GetProperty("id").GetGuid();
        await (await again.ChangeAsync(id, "deactivate")).IsProblemAsync(409, "last_administrator");
    }

    private static async Task FillAsync(IdentityService identity)
    {
        var options = (DbContextOptions)new DbContextOptionsBuilder<IdentityDb>().UseDatabase(TestDatabase.Provider, identity.Database.ConnectionString).Options;
        await using var db = (IdentityDb)Activator.CreateInstance(DatabaseProviders.ContextFor(typeof(IdentityDb), TestDatabase.Provider), options)!;
        await db.GetService<IMigrator>().MigrateAsync("AccountsAndAudit");

        var (id, assignment, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), identity.Time.GetUtcNow());
        var (before, until) = (Stored(now.AddDays(-1)), Stored(now.AddDays(1)));
        var password = new PasswordHasher<object>().HashPassword(new(), Staff.Password);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Accounts" ("Id", "IsDemo", "CreatedAt", "UserName", "NormalizedUserName", "Email", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled",
                "AccessFailedCount", "PasswordHash", "SecurityStamp", "FullName", "SearchText", "MustChangePassword", "Version")
            VALUES ({id}, {false}, {before}, 'sari', 'SARI', 'Sari@Contoh.id', {false}, {false}, {false}, {false}, 0, {password}, 'x', 'Sari', 'SARI', {false}, 2)
            """);
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "Assignments" ("Id", "AccountId", "Role", "ValidFrom") VALUES ({assignment}, {id}, 'admin', {before})""");
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "PasswordLinks" ("AccountId", "Hash", "ExpiresAt") VALUES ({id}, {OpaqueToken.Hash("dari dulu")}, {until})""");
    }

    /// <summary>As a parameter of plain SQL: SQLite holds ticks.</summary>
    private static object Stored(DateTimeOffset moment) => TestDatabase.Provider == DatabaseProvider.Sqlite ? moment.UtcTicks : moment;
}
