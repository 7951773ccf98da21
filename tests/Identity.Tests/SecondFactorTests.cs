using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

public sealed class SecondFactorTests : IDisposable
{
    private static readonly object Planner = new { role = Roles.Planner };

    private readonly IdentityService identity = new(demo: false);

    public void Dispose() => identity.Dispose();

    // RFC 6238, appendix B, the rows for SHA-1.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_codes_are_those_of_RFC_6238(long seconds, string code)
        => Assert.Equal(code, Totp.CodeAt(Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), Encoding.ASCII.GetBytes("12345678901234567890"), digits: 8));

    // RFC 4648, 10, without the padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_shown_in_base_32(string text, string base32) => Assert.Equal(base32, Totp.Base32(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public async Task With_a_second_factor_the_password_alone_signs_nobody_in()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await identity.HireAsync(admin, "perencana", Planner);
        var phone = await EnrolAsync("perencana");

        using var plain = await SendAsync(await ChallengeAsync("perencana"), phone.Next());
        Assert.Equal(HttpStatusCode.OK, plain.StatusCode);
        Assert.Empty(await admin.AuditAsync("action=sign_in_failed"));
        var challenge = await ChallengeAsync("perencana");
        await (await SendAsync(challenge, "000000")).IsProblemAsync(401, "invalid_code");
        await (await SendAsync("bukan tantangan", phone.Next())).IsProblemAsync(401, "invalid_code");
        using var signedIn = await SendAsync(challenge, phone.Next());

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal(["planner"], Staff.ClaimsOf((await signedIn.Content.ReadFromJsonAsync<Tokens>())!.AccessToken, "role"));
    }

    [Fact]
    public async Task A_code_is_taken_once_also_by_several_replicas_in_the_same_moment()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await identity.HireAsync(admin, "perencana", Planner);
        var phone = await EnrolAsync("perencana");
        var challenge = await ChallengeAsync("perencana");
        using var replica = new IdentityService(demo: false, folder: identity.Folder, time: identity.Time);
        var code = phone.Next();

        var answers = await Task.WhenAll(new[] { identity, replica, identity, replica }.Select(each => each.PostAsync("/api/identity/token", new { challenge, code })));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await (await SendAsync(await ChallengeAsync("perencana"), code)).IsProblemAsync(401, "invalid_code");
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_a_lost_phone_once_and_is_in_the_log()
    {
        using var admin = await identity.FirstAdministratorAsync();
        await identity.HireAsync(admin, "perencana", Planner);
        var phone = await EnrolAsync("perencana");
        Assert.Equal(10, phone.RecoveryCodes.Count);

        using var signedIn = await SendAsync(await ChallengeAsync("perencana"), phone.RecoveryCodes[0].ToLowerInvariant());

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        await (await SendAsync(await ChallengeAsync("perencana"), phone.RecoveryCodes[0])).IsProblemAsync(401, "invalid_code");
        Assert.Single(await admin.AuditAsync("action=recovery_code_used&target=perencana"));
    }

    [Fact]
    public async Task Wrong_codes_lock_the_name_and_the_right_password_does_not_clear_their_count()
    {
        using var strict = new IdentityService(demo: false).With("Identity:Lockout:Failures", "4");
        using var admin = await strict.FirstAdministratorAsync();
        await strict.HireAsync(admin, "perencana", Planner);
        await EnrolAsync("perencana", strict);

        for (var i = 0; i < 4; i++)
        {
            await (await SendAsync(await ChallengeAsync("perencana", strict), "000000", strict)).IsProblemAsync(401, "invalid_code");
        }

        await (await strict.PostAsync("/api/identity/token", new { username = "perencana", password = Staff.Password })).IsProblemAsync(429, "locked_out");
        Assert.Single(await admin.AuditAsync("action=sign_in_locked&target=perencana"));
    }

    [Fact]
    public async Task Wrong_codes_in_a_row_lock_the_codes_for_twice_as_long_each_time_until_a_right_one()
    {
        using var strict = new IdentityService(demo: false).With("Identity:Lockout:Failures", "100").With("Identity:Lockout:WrongCodes", "3");
        using var admin = await strict.FirstAdministratorAsync();
        await strict.HireAsync(admin, "perencana", Planner);
        var phone = await EnrolAsync("perencana", strict);
        await WrongAsync();
        await WrongAsync();

        // However long ago the others were.
        strict.Time.Advance(TimeSpan.FromDays(3));
        await WrongAsync();
        await IsLockedAsync(TimeSpan.FromMinutes(5));
        strict.Time.Advance(TimeSpan.FromMinutes(5));
        await WrongAsync();
        await IsLockedAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(2, (await admin.AuditAsync("action=second_factor_locked&target=perencana")).Count);

        using var recovered = await SendAsync(await ChallengeAsync("perencana", strict), phone.RecoveryCodes[0], strict);
        Assert.Equal(HttpStatusCode.OK, recovered.StatusCode);
        using var signedIn = await SendAsync(await ChallengeAsync("perencana", strict), phone.Next(), strict);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        await WrongAsync();
        await WrongAsync();
        using var again = await SendAsync(await ChallengeAsync("perencana", strict), phone.Next(), strict);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await WrongAsync();
        await WrongAsync();

        async Task WrongAsync() => await (await SendAsync(await ChallengeAsync("perencana", strict), "000000", strict)).IsProblemAsync(401, "invalid_code");

        async Task IsLockedAsync(TimeSpan duration)
        {
            using var locked = await SendAsync(await ChallengeAsync("perencana", strict), phone.Next(), strict);
            await locked.IsProblemAsync(429, "locked_out");
            Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value, duration - TimeSpan.FromSeconds(45), duration);
        }
    }

    [Fact]
    public async Task A_challenge_is_over_after_five_minutes_and_when_the_password_changes()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "perencana", Planner);
        var phone = await EnrolAsync("perencana");
        var old = await ChallengeAsync("perencana");
        using var reset = await admin.PostAsJsonAsync($"/api/identity/accounts/{id}/password-reset", new { version = await admin.VersionAsync(id), means = "TemporaryPassword" });

        await (await SendAsync(old, phone.Next())).IsProblemAsync(401, "invalid_code");
        var challenge = await ChallengeAsync("perencana", password: (await reset.Content.ReadFromJsonAsync<JsonElement>()).Text("temporaryPassword"));
        identity.Time.Advance(TimeSpan.FromMinutes(6));
        await (await SendAsync(challenge, phone.Next())).IsProblemAsync(401, "invalid_code");
    }

    [Fact]
    public async Task A_role_that_needs_a_second_factor_does_nothing_before_it_is_enrolled()
    {
        using var strict = new IdentityService(demo: false).With("Identity:TwoFactorRoles:0", Roles.Planner);
        using var admin = await strict.FirstAdministratorAsync();
        await strict.HireAsync(admin, "perencana", Planner);
        Assert.Equal(["second_factor"], await strict.ClaimsAsync("perencana", "must"));
        Assert.Empty(await strict.ClaimsAsync("perencana", "role"));

        var phone = await EnrolAsync("perencana", strict);
        using var signedIn = await SendAsync(await ChallengeAsync("perencana", strict), phone.Next(), strict);

        Assert.Equal(["planner"], Staff.ClaimsOf((await signedIn.Content.ReadFromJsonAsync<Tokens>())!.AccessToken, "role"));
    }

    [Fact]
    public async Task A_new_phone_needs_a_code_of_the_old_one_which_works_until_the_new_one_is_confirmed()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var old = await EnrolAsync(Staff.Administrator);
        using var me = await SignedInAsync(old);

        Assert.Equal("code", (await (await me.PostAsJsonAsync("/api/identity/me/second-factor", new { password = Staff.Password })).IsProblemAsync(400, "invalid_input")).Field);
        using var offered = await me.PostAsJsonAsync("/api/identity/me/second-factor", new { password = Staff.Password, code = old.RecoveryCodes[0] });
        Assert.Equal(HttpStatusCode.OK, offered.StatusCode);

        using var stillOld = await SignedInAsync(old);
        Assert.Equal("code", (await (await me.PostAsJsonAsync("/api/identity/me/second-factor/confirm", new { code = "000000" })).IsProblemAsync(400, "invalid_input")).Field);
        var state = await stillOld.GetFromJsonAsync<JsonElement>("/api/identity/me/second-factor");
        Assert.True(state.GetProperty("enrolled").GetBoolean());
        Assert.Equal(9, state.GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Fact]
    public async Task An_administrator_resets_a_second_factor()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var id = await identity.HireAsync(admin, "perencana", Planner);
        await EnrolAsync("perencana");
        Assert.True((await admin.AccountAsync(id)).GetProperty("secondFactor").GetBoolean());

        using var reset = await admin.ChangeAsync(id, "second-factor-reset");

        Assert.False((await reset.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secondFactor").GetBoolean());
        await identity.SignInAsync("perencana", Staff.Password);
    }

    [Fact]
    public async Task Neither_secret_nor_recovery_codes_can_be_read_in_the_database()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var phone = await EnrolAsync(Staff.Administrator);
        var stored = await identity.Database.EverythingStoredAsync();

        Assert.DoesNotContain(Encoding.Latin1.GetString(phone.Secret), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Totp.Base32(phone.Secret), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(phone.RecoveryCodes[0].Replace("-", "", StringComparison.Ordinal), stored, StringComparison.Ordinal);
    }

    private async Task<HttpClient> SignedInAsync(Phone phone)
    {
        using var response = await SendAsync(await ChallengeAsync(Staff.Administrator), phone.Next());
        return identity.With((await response.Content.ReadFromJsonAsync<Tokens>())!.AccessToken);
    }

    private async Task<string> ChallengeAsync(string username, IdentityService? service = null, string? password = null)
    {
        using var response = await (service ?? identity).PostAsync("/api/identity/token", new { username, password = password ?? Staff.Password });
        await response.IsProblemAsync(401, "second_factor_required");
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("challenge")!;
    }

    private Task<HttpResponseMessage> SendAsync(string challenge, string code, IdentityService? service = null)
        => (service ?? identity).PostAsync("/api/identity/token", new { challenge, code });

    private async Task<Phone> EnrolAsync(string username, IdentityService? service = null)
    {
        service ??= identity;
        using var me = await service.BrowserOfAsync(username);
        using var offered = await me.PostAsJsonAsync("/api/identity/me/second-factor", new { password = Staff.Password });
        var offer = await offered.Content.ReadFromJsonAsync<JsonElement>();
        Assert.StartsWith($"otpauth://totp/Kota%20Kediri:{username}?secret=", offer.Text("uri"), StringComparison.Ordinal);
        var phone = new Phone(FromBase32(offer.Text("secret")!), service);
        using var confirmed = await me.PostAsJsonAsync("/api/identity/me/second-factor/confirm", new { code = phone.Next() });
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        phone.RecoveryCodes = [.. (await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)];
        return phone;
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }

    /// <summary>Somebody's authenticator app, whose owner waits for the next code each time.</summary>
    private sealed class Phone(byte[] secret, IdentityService service)
    {
        private long last;

        public byte[] Secret => secret;

        public IReadOnlyList<string> RecoveryCodes { get; set; } = [];

        public string Next()
        {
            // The service takes one step ahead; further, time has to pass.
            var now = Totp.StepAt(service.Time.GetUtcNow());
            last = Math.Max(last + 1, now - 1);
            if (last > now + 1)
            {
                service.Time.Advance(TimeSpan.FromSeconds(30));
            }

            return Totp.CodeAt(last, secret);
        }
    }
}
