using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Identity.Tests;

/// <summary>Whose business it is hears that the limit of a complaint is over, and that nobody looks at a queue.</summary>
public sealed class EscalationTests : IAsyncLifetime
{
    private const string Banjaran = "35.71.02.1012";

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
    public async Task The_desk_s_supervisors_of_the_place_and_the_officers_of_the_agency_that_leads_hear_of_it_and_nobody_else()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await HireAsync(admin, "kota", new { role = Roles.Supervisor112 });
        await HireAsync(admin, "kecamatan", new { role = Roles.Supervisor112, region = "35.71.02" });
        await HireAsync(admin, "dinas", new { role = Roles.AgencyOfficer, agency = "DPUPR" });
        await HireAsync(admin, "kecamatan.lain", new { role = Roles.Supervisor112, region = "35.71.03" });
        await HireAsync(admin, "dinas.lain", new { role = Roles.AgencyOfficer, agency = "DINKES" });
        await HireAsync(admin, "operator", new { role = Roles.Operator112 });
        var gone = await HireAsync(admin, "pindah", new { role = Roles.Supervisor112 });
        using var deactivated = await admin.ChangeAsync(gone, "deactivate");
        Assert.Equal(HttpStatusCode.OK, deactivated.StatusCode);
        await using var complaints = await EventPublisher.StartAsync(identity.Broker, typeof(ComplaintEscalated).Assembly);

        var whole = Escalated("Supervisor", "DPUPR");
        var half = Escalated("Leaders", agency: null);
        await complaints.PublishAsync(whole, half);

        await Eventually.TrueAsync(() => Task.FromResult(About(whole).Count > 2 && About(half).Count > 1), "both are told");
        Assert.Equal(["dinas@contoh.id", "kecamatan@contoh.id", "kota@contoh.id"], About(whole).Select(content => content.Email).Order(StringComparer.Ordinal));
        Assert.Equal(["kecamatan@contoh.id", "kota@contoh.id"], About(half).Select(content => content.Email).Order(StringComparer.Ordinal));
        Assert.All(About(whole), content => Assert.Equal(("ADU-7K2M-9QX1", "100"), (content.Values["number"], content.Values["percent"])));
        Assert.All(About(half), content => Assert.Equal("150", content.Values["percent"]));
        Assert.DoesNotContain("contoh.id", mailbox.Sealed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nobody_looks_at_the_queue_of_the_Mobmas_dispatchers_and_managers_of_the_programme_hear_of_it_and_nobody_else()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await HireAsync(admin, "dispatcher", new { role = Roles.Dispatcher, region = "35.71.02" });
        await HireAsync(admin, "manajer", new { role = Roles.ProgramManager });
        await HireAsync(admin, "operator", new { role = Roles.Operator112 });
        await HireAsync(admin, "kru", new { role = Roles.Crew, unit = "MB-09" });
        var gone = await HireAsync(admin, "pindah", new { role = Roles.Dispatcher });
        using var deactivated = await admin.ChangeAsync(gone, "deactivate");
        Assert.Equal(HttpStatusCode.OK, deactivated.StatusCode);
        await using var mobileUnits = await EventPublisher.StartAsync(identity.Broker, typeof(DispatchQueueUnmanned).Assembly);

        await mobileUnits.PublishAsync(new DispatchQueueUnmanned(Guid.CreateVersion7(identity.Time.GetUtcNow()), 1, identity.Time.GetUtcNow(), Waiting: 3, LongestMinutes: 14));

        await Eventually.TrueAsync(() => Task.FromResult(Told().Count > 1), "both are told");
        Assert.Equal(["dispatcher@contoh.id", "manajer@contoh.id"], Told().Select(content => content.Email).Order(StringComparer.Ordinal));
        Assert.All(Told(), content => Assert.Equal(("3", "14", "/armada"), (content.Values["waiting"], content.Values["minutes"], content.Values["link"])));

        List<NotificationContent> Told() => [.. mailbox.Letters.Where(letter => letter.Request.Template == NotificationTemplates.DispatchQueueUnmanned).Select(letter => letter.Content)];
    }

    private List<NotificationContent> About(ComplaintEscalated escalated)
        => [.. mailbox.Letters.Where(letter => letter.Request.Template == NotificationTemplates.ComplaintEscalated && letter.Content.Values["link"] == $"/operator/{escalated.ComplaintId}").Select(letter => letter.Content)];

    private ComplaintEscalated Escalated(string level, string? agency)
        => new(Guid.CreateVersion7(identity.Time.GetUtcNow()), 4, identity.Time.GetUtcNow(), "ADU-7K2M-9QX1", level, Banjaran, agency);

    private static async Task<Guid> HireAsync(HttpClient admin, string username, object assignment)
    {
        using var invited = await admin.PostAsJsonAsync("/api/identity/accounts", new { username, name = $"Nama {username}", email = $"{username}@contoh.id", assignments = new[] { assignment } });
        Assert.True(invited.StatusCode == HttpStatusCode.Created, await invited.Content.ReadAsStringAsync());
        return (await invited.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }
}
