using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>A service that takes messages from a gateway.</summary>
public sealed class MessagesFixture : IAsyncLifetime
{
    internal const string Secret = "rahasia-gerbang-uji";

    internal SettableTime Time { get; } = new();

    internal ComplaintsApi Api { get; private set; } = null!;

    internal MessageGateway Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Api = await ComplaintsApi.StartAsync(Time, new KeyValuePair<string, string>("Complaints:Messages:Secret", Secret));
        Gateway = new(Api.Resident, Secret, Time);
    }

    public async Task DisposeAsync() => await Api.DisposeAsync();
}

/// <summary>Reporting by WhatsApp or SMS: a dialogue that asks only what is missing, from a gateway that nobody can play.</summary>
public sealed class MessageTests(MessagesFixture fixture) : IClassFixture<MessagesFixture>
{
    private static int numbers;

    private readonly ComplaintsApi _api = fixture.Api;
    private readonly string _from = $"0812{Interlocked.Increment(ref numbers):D8}";

    [Fact]
    public async Task Whoever_says_everything_at_once_is_asked_nothing()
    {
        var reply = await SayAsync("Lampu ngarep Gg II mati wis telung dino, sisih lor musala, Banjaran");

        var slip = SlipIn(reply);
        var file = await _api.FileAsync((await ListedAsync(slip.Number)).GetProperty("id").GetGuid());
        Assert.Equal(("PJU", "Message", "35.71.02.1012"), (file.GetProperty("complaint").Text("categoryCode"), file.GetProperty("complaint").Text("channel"), file.GetProperty("complaint").Text("villageCode")));
        using var tracked = await _api.TrackAsync(slip.Number, slip.Secret);
        Assert.Equal(HttpStatusCode.OK, tracked.StatusCode);
    }

    [Fact]
    public async Task What_is_missing_is_asked_and_nothing_else()
    {
        Assert.Contains("Lapor 112", await SayAsync("halo"), StringComparison.Ordinal);
        Assert.Contains("Di kelurahan mana?", await SayAsync("Lampu jalan mati sudah tiga hari di gang dua"), StringComparison.Ordinal);
        Assert.Contains("tidak kami kenal", await SayAsync("Atlantis"), StringComparison.Ordinal);

        Assert.Contains("kami terima", await SayAsync("Banjaran, depan musala"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_words_do_not_say_which_kind_one_is_chosen_by_number()
    {
        var asked = await SayAsync("Tolong dibantu pak di Banjaran ada masalah sekali");
        Assert.Contains("Balas dengan angka", asked, StringComparison.Ordinal);

        Assert.Contains("kami terima", await SayAsync("1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_location_is_a_place()
    {
        await SayAsync("Jalan berlubang besar sekali bahaya motor");

        Assert.Contains("kami terima", await SayAsync("", location: new { latitude = -7.8215, longitude = 112.0020 }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_is_kept_only_when_its_owner_says_so()
    {
        var slip = SlipIn(await SayAsync("Saluran mampet dan meluap tiap hujan di Banjaran"));
        var id = (await ListedAsync(slip.Number)).GetProperty("id").GetGuid();
        Assert.Equal(JsonValueKind.Null, (await _api.DoAsync(id, "reporter", new { reason = "uji" })).GetProperty("phone").ValueKind);

        await SayAsync("ya");

        Assert.Equal(_from, (await _api.DoAsync(id, "reporter", new { reason = "uji" })).Text("phone"));
    }

    [Fact]
    public async Task Rahasia_hides_what_was_just_reported()
    {
        var slip = SlipIn(await SayAsync("Sampah menumpuk bau sekali di Banjaran dekat pasar"));

        await SayAsync("RAHASIA");

        using var seen = await _api.Resident.GetAsync(new Uri($"/api/complaints/public/{slip.Number}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, seen.StatusCode);
        Assert.Contains("tidak ditemukan", await SayAsync($"status {slip.Number}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gets_the_secret_of_a_message_by_sending_what_is_public_of_it_with_the_gateway_s_number()
    {
        const string Text = "Jalan berlubang di Banjaran depan sekolah dasar", Id = "sms-000004711";
        var slip = SlipIn(await SayAsync(Text, Id));

        using var copied = await _api.LodgeAsync(new { categoryCode = "JALAN", description = Text, villageCode = "35.71.02.1012", visibility = "Public", attributes = new { } }, $"message {Id}".PadRight(16));

        Assert.DoesNotContain(slip.Secret, await copied.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, copied.StatusCode);
    }

    [Theory]
    [InlineData("Banjaran, tapi tolong dirahasiakan", HttpStatusCode.NotFound, "Secret")]
    [InlineData("Banjaran, saya anonim saja", HttpStatusCode.OK, "Anonymous")]
    public async Task Whoever_asks_for_protection_with_a_later_message_has_it_from_the_first_moment(string second, HttpStatusCode seenByAll, string visibility)
    {
        Assert.Contains("Di kelurahan mana?", await SayAsync("Lampu jalan mati sudah tiga hari di gang dua"), StringComparison.Ordinal);

        var slip = SlipIn(await SayAsync(second));

        using var seen = await _api.Resident.GetAsync(new Uri($"/api/complaints/public/{slip.Number}", UriKind.Relative));
        Assert.Equal((seenByAll, visibility), (seen.StatusCode, (await ListedAsync(slip.Number)).Text("visibility")));
    }

    [Theory]
    [InlineData("Rahasia ya")]
    [InlineData("tolong dirahasiakan")]
    public async Task Rahasia_is_understood_among_polite_words(string said)
    {
        var slip = SlipIn(await SayAsync("Sampah menumpuk bau sekali di Banjaran dekat pasar"));

        Assert.Contains("sekarang rahasia", await SayAsync(said), StringComparison.Ordinal);

        Assert.Equal("Secret", (await ListedAsync(slip.Number)).Text("visibility"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public async Task A_message_that_is_too_long_is_cut_between_two_signs_and_not_within_one(string before)
    {
        Assert.Contains("Di kelurahan mana?", await SayAsync($"Lampu jalan mati sudah tiga hari di gang dua {new string('a', 3900)}"), StringComparison.Ordinal);

        var slip = SlipIn(await SayAsync($"Banjaran {before}{string.Concat(Enumerable.Repeat("😀", 60))}"));

        var description = (await ListedAsync(slip.Number)).Text("description")!;
        Assert.EndsWith("😀", description, StringComparison.Ordinal);
        Assert.InRange(description.Length, 3999, 4000);
    }

    [Fact]
    public async Task A_problem_that_begins_with_the_word_status_is_a_problem()
    {
        var slip = SlipIn(await fixture.Gateway.From(_from).SayUntilLodgedAsync("Status lampu jalan masih mati sudah tiga hari di Banjaran", "Banjaran"));

        Assert.Contains(slip.Number, await SayAsync($"status {slip.Number.Replace('-', ' ')}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emergency_comes_in_without_a_place_and_says_to_call()
    {
        var reply = await SayAsync("tolong kebakaran rumah tetangga api besar");

        Assert.StartsWith("DARURAT", reply, StringComparison.Ordinal);
        Assert.True((await ListedAsync(SlipIn(reply).Number)).GetProperty("emergency").GetBoolean());
    }

    [Fact]
    public async Task The_same_delivery_again_is_answered_the_same_and_makes_nothing_new()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SayAsync("Jalan berlubang di Banjaran depan sekolah dasar", id)));

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(answers[0], await SayAsync("Jalan berlubang di Banjaran depan sekolah dasar", id));
        Assert.Equal(1L, Convert.ToInt64(await _api.Database.ValueAsync<object>($"SELECT count(*) FROM \"Complaints\" WHERE \"TrackingNumber\" = '{SlipIn(answers[0]).Number}'"), CultureInfo.InvariantCulture));
        Assert.Equal(1L, Convert.ToInt64(await _api.Database.ValueAsync<object>($"SELECT count(*) FROM \"TakenMessages\" WHERE \"Id\" = '{id}'"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Batal_forgets_what_was_said()
    {
        await SayAsync("Lampu jalan mati sudah tiga hari di gang dua");
        Assert.Contains("dibatalkan", await SayAsync("BATAL"), StringComparison.Ordinal);

        Assert.Contains("Lapor 112", await SayAsync("Banjaran"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public async Task A_delivery_that_is_replayed_later_is_refused(int seconds)
    {
        using var refused = await PostAsync(new { id = "x", from = _from, text = "Lampu mati di Banjaran" }, seconds: seconds);

        Assert.Equal((HttpStatusCode.Unauthorized, "bad_signature"), (refused.StatusCode, await refused.CodeAsync()));
    }

    [Fact]
    public async Task A_delivery_that_somebody_else_signed_is_refused()
    {
        using var refused = await PostAsync(new { id = "x", from = _from, text = "Lampu mati di Banjaran" }, secret: "tebakan");

        Assert.Equal((HttpStatusCode.Unauthorized, "bad_signature"), (refused.StatusCode, await refused.CodeAsync()));
    }

    [Theory]
    [InlineData("""{"from":"081234567890","text":"Lampu"}""", "id")]
    [InlineData("""{"id":"a","text":"Lampu"}""", "from")]
    [InlineData("""{"id":"a","from":"halo","text":"Lampu"}""", "from")]
    [InlineData("""{"id":"a","from":"081234567890"}""", "text")]
    [InlineData("""{"id":"a","from":"081234567890","text":"x","location":{"latitude":99,"longitude":1}}""", "location.latitude")]
    [InlineData("""[1]""", "body")]
    public async Task A_delivery_that_makes_no_sense_is_refused_by_its_field(string body, string field)
    {
        using var refused = await PostAsync(JsonSerializer.Deserialize<JsonElement>(body));

        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.StatusCode, (await refused.ProblemAsync()).Text("field")));
    }

    [Fact]
    public async Task The_database_shows_nobodys_number()
    {
        await SayAsync("Lampu jalan mati sudah tiga hari di gang dua");

        Assert.Equal(0L, Convert.ToInt64(
            await _api.Database.ValueAsync<object>($"SELECT count(*) FROM \"Conversations\" WHERE \"ProtectedDraft\" LIKE '%{_from[4..]}%' OR \"ProtectedDraft\" LIKE '%lampu%'"), CultureInfo.InvariantCulture));
    }

    private Task<string> SayAsync(string text, string? id = null, object? location = null) => fixture.Gateway.From(_from).SayAsync(text, id, location);

    private Task<HttpResponseMessage> PostAsync(object message, string? secret = null, int seconds = 0) => fixture.Gateway.PostAsync(message, secret, seconds);

    private async Task<JsonElement> ListedAsync(string number)
        => (await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints?number={number}")).GetProperty("items")[0];

    private static (string Number, string Secret) SlipIn(string reply) => MessageGateway.SlipIn(reply);
}
