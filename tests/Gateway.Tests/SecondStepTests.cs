using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.Identity.Tests;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway.Tests;

public sealed class SecondStepTests : IAsyncLifetime
{
    private readonly IdentityService identity = new(demo: false);
    private EchoService portal = null!;
    private GatewayDoor gateway = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        portal = await EchoService.StartAsync();
        identity.Listen();
        gateway = new GatewayDoor(time: identity.Time).LeadingTo(portal.Address).LeadingTo(identity.ClientOptions.BaseAddress.ToString(), "identity");
        client = gateway.Client();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await gateway.DisposeAsync();
        await identity.DisposeAsync();
        await portal.DisposeAsync();
    }

    [Fact]
    public async Task With_a_second_factor_the_browser_is_asked_for_the_code_and_then_signed_in()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var secret = await EnrolAsync(admin);

        using var first = await PostAsync("/masuk", "", ("username", Staff.Administrator), ("password", Staff.Password), ("returnUrl", "/akun?peran=crew"));
        Assert.Equal("/masuk/kode?returnUrl=%2Fakun%3Fperan%3Dcrew", first.Headers.Location!.OriginalString);
        var challenge = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("planning-sign-in=", challenge, StringComparison.Ordinal);
        Assert.Contains("httponly", challenge, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/masuk", challenge, StringComparison.OrdinalIgnoreCase);

        using var wrong = await PostAsync("/masuk/kode", challenge.Split(';')[0], ("code", "000000"), ("returnUrl", "/akun"));
        Assert.Equal("/masuk/kode?error=invalid_code&returnUrl=%2Fakun", wrong.Headers.Location!.OriginalString);
        using var right = await PostAsync("/masuk/kode", challenge.Split(';')[0], ("code", Totp.CodeAt(Totp.StepAt(identity.Time.GetUtcNow()) + 1, secret)), ("returnUrl", "/akun"));
        Assert.Equal("/akun", right.Headers.Location!.OriginalString);
        Assert.Contains(right.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("planning-session=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_without_its_password_and_a_code_from_another_site_lead_nowhere()
    {
        using var over = await PostAsync("/masuk/kode", "", ("code", "000000"), ("returnUrl", "https://example.com"));
        Assert.Equal("/masuk?error=challenge_over&returnUrl=%2Fkerja", over.Headers.Location!.OriginalString);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/masuk/kode") { Content = new FormUrlEncodedContent([new("code", "000000")]) };
        foreign.Headers.Add("Origin", "https://example.com");
        using var refused = await client.SendAsync(foreign);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task After_the_forced_change_of_a_password_the_session_is_renewed_with_all_its_rights()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "perencana", new { role = Roles.Planner });
        using var reset = await admin.PostAsJsonAsync($"/api/identity/accounts/{id}/password-reset", new { version = await admin.VersionAsync(id), means = "TemporaryPassword" });
        var temporary = (await reset.Content.ReadFromJsonAsync<JsonElement>()).Text("temporaryPassword")!;
        using var signedIn = await PostAsync("/masuk", "", ("username", "perencana"), ("password", temporary));
        var session = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var restricted = await BearerAsync(session);
        Assert.Equal("password", restricted.GetClaim("must").Value);
        using var perencana = identity.With(restricted.EncodedToken);
        using var changed = await perencana.PostAsJsonAsync("/api/identity/me/password", new { password = temporary, newPassword = Staff.Password });

        using var request = new HttpRequestMessage(HttpMethod.Get, "/sesi/perbarui?returnUrl=%2Fkerja");
        request.Headers.Add("Cookie", session);
        using var renewed = await client.SendAsync(request);

        Assert.Equal("/kerja", renewed.Headers.Location!.OriginalString);
        Assert.Equal("planner", (await BearerAsync(renewed.Headers.GetValues("Set-Cookie").Single().Split(';')[0])).GetClaim("role").Value);
        using var stranger = await client.GetAsync("/sesi/perbarui?returnUrl=//example.com");
        Assert.Equal("/kerja", stranger.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_token_with_as_many_assignments_as_there_may_be_fits_into_the_cookie()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var villages = new[] { "35.71.01.1001", "35.71.01.1002", "35.71.01.1003", "35.71.02.1001", "35.71.02.1002", "35.71.02.1003", "35.71.02.1012", "35.71.03.1001", "35.71.03.1002", "35.71.03.1003" };
        await identity.HireAsync(admin, new string('n', 64), [.. villages.Select((region, i) => new { role = Roles.VillageSectionHead, region, agency = $"DINAS-DENGAN-KODE-0{i}", unit = $"UNIT-DENGAN-KODE--0{i}" })]);

        using var signedIn = await PostAsync("/masuk", "", ("username", new string('n', 64)), ("password", Staff.Password));

        Assert.InRange(signedIn.Headers.GetValues("Set-Cookie").Single().Length, 1000, 4096);
    }

    [Fact]
    public async Task The_audit_log_has_the_address_of_the_browser()
    {
        using var admin = await identity.FirstAdministratorAsync();
        using var wrong = await PostAsync("/masuk", "", ("username", Staff.Administrator), ("password", "bukan ini"));
        using var right = await PostAsync("/masuk", "", ("username", Staff.Administrator), ("password", Staff.Password));

        Assert.Equal("127.0.0.1", Assert.Single(await admin.AuditAsync("action=sign_in_failed")).Text("address"));
    }

    private static async Task<byte[]> EnrolAsync(HttpClient me)
    {
        using var offered = await me.PostAsJsonAsync("/api/identity/me/second-factor", new { password = Staff.Password });
        var bits = string.Concat((await offered.Content.ReadFromJsonAsync<JsonElement>()).Text("secret")!.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        byte[] secret = [.. bits.Chunk(8).Select(eight => Convert.ToByte(new string(eight), 2))];
        using var confirmed = await me.PostAsJsonAsync("/api/identity/me/second-factor/confirm", new { code = Totp.CodeAt(Totp.StepAt(TimeProvider.System.GetUtcNow()), secret) });
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        return secret;
    }

    private async Task<JsonWebToken> BearerAsync(string session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/kerja");
        request.Headers.Add("Cookie", session);
        using var response = await client.SendAsync(request);
        return new((await response.Content.ReadFromJsonAsync<Seen>())!.Headers["Authorization"]["Bearer ".Length..]);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string cookie, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        request.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        if (cookie.Length > 0)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await client.SendAsync(request);
    }
}
