using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

/// <summary>Whose accounts drive a unit, for those who look after it.</summary>
public sealed class CrewTests : IDisposable
{
    private readonly IdentityService _identity = new(demo: false);

    public void Dispose() => _identity.Dispose();

    [Fact]
    public async Task A_units_crew_is_who_may_drive_it_now_and_nobody_else()
    {
        using var admin = await _identity.FirstAdministratorAsync();
        await _identity.HireAsync(admin, "sopir.sembilan", Crew("MB-09"));
        await _identity.HireAsync(admin, "cadangan", Crew("*", "35.71.03"));
        await _identity.HireAsync(admin, "sopir.lima", Crew("MB-05"));
        await _identity.HireAsync(admin, "lain.kecamatan", Crew("*", "35.71.01"));
        await admin.InviteAsync("baru", Crew("MB-09"));
        var gone = await _identity.HireAsync(admin, "sudah.pindah", Crew("MB-09"));
        using (await admin.ChangeAsync(gone, "deactivate"))
        {
        }

        await _identity.HireAsync(admin, "dispatcher.pesantren", new { role = Roles.Dispatcher, region = "35.71.03" });
        using var dispatcher = await _identity.BrowserOfAsync("dispatcher.pesantren");

        var crew = (await dispatcher.GetFromJsonAsync<JsonElement>("/api/identity/crew?unit=MB-09&place=35.71.03.1009")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(
            [("baru", false, "Invited"), ("cadangan", true, "Active"), ("sopir.sembilan", false, "Active")],
            crew.Select(each => (each.Text("username"), each.GetProperty("everyUnit").GetBoolean(), each.Text("state"))));
        using var elsewhere = await dispatcher.GetAsync(new Uri("/api/identity/crew?unit=MB-01&place=35.71.01.1001", UriKind.Relative));
        await elsewhere.IsProblemAsync(403, "outside_scope");
        using var nameless = await dispatcher.GetAsync(new Uri("/api/identity/crew?place=Bawang", UriKind.Relative));
        await nameless.IsProblemAsync(400, "invalid_input");
        using var driver = await _identity.BrowserOfAsync("cadangan");
        using var refused = await driver.GetAsync(new Uri("/api/identity/crew?unit=MB-09&place=35.71.03.1009", UriKind.Relative));
        await refused.IsProblemAsync(403, "forbidden");
    }

    private static object Crew(string unit, string region = "35.71") => new { role = Roles.Crew, region, unit };
}
