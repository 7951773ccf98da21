using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;
using static PlanningPlatform.Complaints.Tests.CallLine;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>
/// One running service, whose clock goes to the day that a row names. D is Wednesday, 28 October 2026, 09.00 WIB: the demo city's fiscal year stands at the
/// end of October, and no public holiday lies in the twenty days before.
/// </summary>
public sealed class DemoComplaintsFixture : IAsyncLifetime
{
    private static readonly DateTimeOffset D = new(2026, 10, 28, 9, 0, 0, TimeSpan.FromHours(7));

    private TestIssuer _issuer = null!;

    internal SettableTime Time { get; } = new();

    internal ComplaintsApi Api { get; private set; } = null!;

    internal MessageGateway Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Time.Advance(D - Time.GetUtcNow());
        _issuer = await TestIssuer.SharedAsync();
        Api = await ComplaintsApi.StartAsync(
            Time, new("Complaints:Clocks:Interval", "1.00:00:00"), new("Retention:Interval", "1.00:00:00"), new("Complaints:Messages:Secret", MessagesFixture.Secret));
        Gateway = new(Api.Resident, MessagesFixture.Secret, Time);
    }

    public async Task DisposeAsync() => await Api.DisposeAsync();

    /// <summary>To nine o'clock of the day D + <paramref name="day"/>.</summary>
    internal void Go(int day) => Time.Advance(D.AddDays(day) - Time.GetUtcNow());

    internal HttpClient Signed(string name, string grant) => Api.ClientWith(_issuer.TokenOf(name, grant));
}

/// <summary>The demo city's complaints A01 to A14, each by its channel and in its words: each shows what its row in the demo's list says that it shows.</summary>
public sealed class DemoComplaintsTests(DemoComplaintsFixture city) : IClassFixture<DemoComplaintsFixture>
{
    private const string Banjaran = "35.71.02.1012", Campurejo = "35.71.01.1012", Tosaren = "35.71.03.1003", Bawang = "35.71.03.1009", Pocanan = "35.71.02.1016", BandarKidul = "35.71.01.1002", Ketami = "35.71.03.1012";

    private readonly ComplaintsApi _api = city.Api;

    [Fact]
    public async Task A01_in_Javanese_with_a_landmark_and_A02_in_Indonesian_are_the_same_lamp_offered_to_the_second_reporter_and_merged_at_the_desk()
    {
        city.Go(-9);
        var chat = city.Gateway.From("0812-0000-9001");
        Assert.Contains("Di kelurahan mana?", await chat.SayAsync("Lampu ngarep Gg II mati wis telung dino, sisih lor musala"), StringComparison.Ordinal);
        var first = await FiledAsync(await chat.SayAsync("Banjaran"));
        Assert.Equal(("PJU", "Message", Banjaran), (first.Text("categoryCode"), first.Text("channel"), first.Text("villageCode")));
        Assert.Contains("Lampu ngarep Gg II mati wis telung dino, sisih lor musala", first.Text("description"), StringComparison.Ordinal);

        city.Go(-8);
        using var offers = await _api.Resident.PostAsJsonAsync("/api/complaints/similar", new { categoryCode = "PJU", description = "Gang II gelap, lampu jalan padam", villageCode = Banjaran });
        var offered = Assert.Single((await offers.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray());
        Assert.Equal(first.Text("trackingNumber"), offered.Text("trackingNumber"));
        // The second reporter sends theirs all the same.
        var second = await WebAsync("PJU", Banjaran, "Gang II gelap, lampu jalan padam");
        var similar = await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints/{second.Id}/similar");
        Assert.Equal(first.Id(), Assert.Single(similar.GetProperty("items").EnumerateArray()).GetProperty("complaint").Id());

        await _api.DoAsync(second.Id, "merge", new { masterNumber = first.Text("trackingNumber") });

        var followed = await _api.TimelineAsync(second);
        Assert.Equal(("Merged", first.Text("trackingNumber"), 2), (followed.Text("status"), followed.GetProperty("master").Text("trackingNumber"), followed.GetProperty("affected").GetInt32()));
    }

    [Fact]
    public async Task A03_is_reported_by_nine_at_the_counter_and_becomes_one_proposal_that_each_of_them_follows()
    {
        var (master, followers) = await ClusterOfNineAsync();

        Assert.Equal(9, (await _api.FileAsync(master.Id)).GetProperty("affected").GetInt32());
        await _api.DoAsync(master.Id, "verify");
        foreach (var follower in followers)
        {
            var followed = await _api.TimelineAsync(follower);
            Assert.Equal(("Merged", master.TrackingNumber, "Verified", 9), (followed.Text("status"), followed.GetProperty("master").Text("trackingNumber"), followed.GetProperty("master").Text("status"), followed.GetProperty("affected").GetInt32()));
        }

        // Everybody sees one complaint of nine, not nine complaints.
        var listed = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public?category=SALURAN&region={Banjaran}");
        Assert.Equal(master.TrackingNumber, Assert.Single(listed.GetProperty("items").EnumerateArray()).Text("trackingNumber"));

        await _api.DoAsync(master.Id, "propose", new { title = "Saluran RT 03/RW 04 Banjaran", problem = "Meluap tiap hujan, sembilan warga melapor", sector = "INFRASTRUKTUR" });
        foreach (var follower in followers)
        {
            Assert.NotEqual(JsonValueKind.Null, (await _api.TimelineAsync(follower)).GetProperty("proposal").ValueKind);
        }
    }

    /// <summary>What becomes the proposal U01: the first report, and eight that joined it.</summary>
    private async Task<(Lodged Master, IReadOnlyList<Lodged> Followers)> ClusterOfNineAsync()
    {
        city.Go(-6);
        using var counter = city.Signed("loket-banjaran", $"villageSectionHead region={Banjaran}");
        var master = await CounterAsync(counter, new { categoryCode = "SALURAN", description = "Saluran RT 03/RW 04 meluap tiap hujan", villageCode = Banjaran, address = new { rt = "03", rw = "04" }, visibility = "Public" });
        var followers = new List<Lodged>();
        for (var neighbour = 2; neighbour <= 9; neighbour++)
        {
            followers.Add(await CounterAsync(counter, new { categoryCode = "SALURAN", joins = master.TrackingNumber, visibility = "Public" }));
        }

        return (master, followers);
    }

    [Fact]
    public async Task A04_a_snake_has_its_hand_off_card_to_Damkar_until_they_say_that_it_is_over()
    {
        city.Go(-5);
        using var desk = Desk("petugas-a04");
        var id = await EmergencyAsync(desk, new { categoryCode = "EM-HEWAN", villageCode = Campurejo, description = "Ular masuk dapur" });

        var card = await DoAsync(desk, $"/emergencies/{id}/units", new { unit = "Damkar Satpol PP" });
        var steps = $"/emergencies/{id}/units/{card.Id()}";
        foreach (var step in (object[])[new { step = "EnRoute" }, new { step = "OnScene" }, new { step = "Confirmed", outcome = "Ular dievakuasi" }])
        {
            card = await DoAsync(desk, steps, step);
        }

        Assert.Equal(("Damkar Satpol PP", "petugas-a04", "Ular dievakuasi"), (card.Text("unit"), card.Text("calledBy"), card.Text("outcome")));
        Assert.All((string[])["calledAt", "enRouteAt", "onSceneAt", "confirmedAt"], stamp => Assert.Equal(JsonValueKind.String, card.GetProperty(stamp).ValueKind));
    }

    [Fact]
    public async Task A05_who_cannot_breathe_and_asks_for_a_Mobmas_is_refused_it_and_gets_the_ambulance()
    {
        city.Go(-5);
        using var desk = Desk("petugas-a05");
        var id = await EmergencyAsync(desk, new { categoryCode = "EM-MEDIS", villageCode = Tosaren, description = "Sesak napas, minta Mobmas" });

        using var refused = await desk.PostAsJsonAsync($"/api/complaints/{id}/request-mobile-unit", new { purpose = "Health" });
        Assert.Equal((HttpStatusCode.Conflict, "emergency_needs_ambulance"), (refused.StatusCode, await refused.CodeAsync()));
        var ambulance = (await GetAsync(desk, "/units")).GetProperty("items").EnumerateArray().First(unit => unit.GetProperty("ambulance").GetBoolean());
        var card = await DoAsync(desk, $"/emergencies/{id}/units", new { unit = ambulance.Text("name") });

        Assert.Equal(("Ambulans PSC", "119"), (card.Text("unit"), ambulance.Text("phone")));
    }

    [Fact]
    public async Task A06_a_ride_to_a_check_up_begins_journey_1_and_is_followed_until_they_are_home()
    {
        city.Go(-1);
        using var desk = Desk("petugas-a06");
        var call = await TakeAsync(desk, "0812-0000-9006");
        await SortAsync(desk, call, "Complaint");
        var lodged = SlipOf(await DoAsync(desk, $"/{call}/lodge", new { categoryCode = "ANTAR", villageCode = Bawang, description = "Ibu lansia kontrol besok 07.30, tidak ada kendaraan" }));
        await DoAsync(desk, $"/{call}/finish");

        await _api.DoAsync(lodged.Id, "verify");
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "KELURAHAN" });
        await _api.DoAsync(lodged.Id, "request-mobile-unit", new { purpose = "Health", passengers = 2, note = "Kontrol lansia di RSUD Gambiran, pulang lagi" });
        await RideAsync(lodged, "Assigned", "Accepted", "EnRoute", "Arrived", "Completed");
        await Eventually.TrueAsync(async () => (await _api.CodesAsync(lodged)).Contains("Completed"), "the ride is over");
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Ibu sudah diantar kontrol dan pulang" });

        Assert.Equal(["Received", "Verified", "Forwarded", "MobileUnitRequested", "Assigned", "Accepted", "Departed", "Arrived", "Completed", "Resolved"], await _api.CodesAsync(lodged));
        // It is about a person: everybody learns that somebody in Bawang asked, and nothing more.
        Assert.DoesNotContain("lansia", await _api.Resident.GetStringAsync(new Uri($"/api/complaints/public/{lodged.TrackingNumber}", UriKind.Relative)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A07_goes_to_the_Inspektorat_alone_and_does_not_exist_for_the_public()
    {
        city.Go(-12);
        var lodged = await WebAsync("PUNGLI", Pocanan, "Diminta uang saat urus surat", "Secret");
        await _api.DoAsync(lodged.Id, "verify");

        using var elsewhere = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DISDUKCAPIL" });
        Assert.Equal((HttpStatusCode.BadRequest, "agencyCode"), (elsewhere.StatusCode, (await elsewhere.ProblemAsync()).Text("field")));
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "INSPEKTORAT" });

        using var inspectorate = city.Signed("inspektorat", "agencyOfficer region=35.71 agency=INSPEKTORAT");
        using var accused = city.Signed("kecamatan-kota", "agencyOfficer region=35.71 agency=DISDUKCAPIL");
        Assert.Equal("Diminta uang saat urus surat", (await _api.FileAsync(lodged.Id, inspectorate)).GetProperty("complaint").Text("description"));
        using var unseen = await accused.GetAsync(new Uri($"/api/complaints/{lodged.Id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, unseen.StatusCode);
        foreach (var surface in (string[])[
            $"/api/complaints/public/{lodged.TrackingNumber}", "/api/complaints/public?pageSize=200", "/api/complaints/public/complaints.geojson", "/api/complaints/public/complaints.csv",
            $"/api/complaints/public/feeds/{Pocanan}.atom", $"/open311/v2/requests/{lodged.TrackingNumber}.json", "/open311/v2/requests.json", $"/open311/v2/servicerequestupdates.json?service_request_id={lodged.TrackingNumber}"])
        {
            using var seen = await _api.Resident.GetAsync(new Uri(surface, UriKind.Relative));
            // A refusal repeats the address that was asked for.
            var said = (await seen.Content.ReadAsStringAsync()).Replace(surface, "", StringComparison.Ordinal);
            Assert.DoesNotContain("PUNGLI", said, StringComparison.Ordinal);
            Assert.DoesNotContain(lodged.TrackingNumber, said, StringComparison.Ordinal);
            Assert.Equal(surface.Contains("/public/ADU", StringComparison.Ordinal) || surface.Contains("/requests/ADU", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, seen.StatusCode);
        }
    }

    [Fact]
    public async Task A08_is_anonymous_for_the_agency_and_for_everybody_and_attached_to_its_Merata_work()
    {
        city.Go(-4);
        var lodged = await _api.LodgeOneAsync(new
        {
            categoryCode = "MERATA", description = "Paving baru ambles", villageCode = Banjaran, visibility = "Anonymous", channel = "Portal",
            reporter = new { name = "warga RAHASIA", phone = "0812 0000 9008", privacyNotice = PrivacyNotice.Version, news = false },
        });
        await _api.DoAsync(lodged.Id, "verify");
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "BAGPEM" });
        await _api.DoAsync(lodged.Id, "attach-to-work", new { workNumber = "M02" });

        using var agency = city.Signed("bagpem", "agencyOfficer region=35.71 agency=BAGPEM");
        using var asked = await agency.PostAsJsonAsync($"/api/complaints/{lodged.Id}/reporter", new { reason = "Menanyakan tempat" });
        Assert.Equal((HttpStatusCode.Forbidden, "reporter_protected"), (asked.StatusCode, await asked.CodeAsync()));
        var seen = (await _api.FileAsync(lodged.Id, agency)).ToString() + await _api.Resident.GetStringAsync(new Uri($"/api/complaints/public/{lodged.TrackingNumber}", UriKind.Relative));
        Assert.Contains("Paving baru ambles", seen, StringComparison.Ordinal);
        Assert.Equal("M02", (await _api.FileAsync(lodged.Id, agency)).Text("workNumber"));
        Assert.DoesNotContain("RAHASIA", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("9008", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A09_a_provincial_road_is_transferred_outside_with_their_number()
    {
        city.Go(-3);
        var chat = city.Gateway.From("0812-0000-9009");
        var filed = await FiledAsync(await chat.SayUntilLodgedAsync("Jalan provinsi berlubang", "Mrican"));
        if (filed.Text("categoryCode") != "LUAR")
        {
            // The words alone do not say whose road it is: the desk knows.
            await _api.DoAsync(filed.Id(), "reclassify", new { categoryCode = "LUAR", reason = "Jalan provinsi" });
        }

        await _api.DoAsync(filed.Id(), "transfer", new { party = "Dinas PU Bina Marga Provinsi Jawa Timur" });
        await _api.DoAsync(filed.Id(), "transfer", new { party = "Dinas PU Bina Marga Provinsi Jawa Timur", ticket = "BM-2291" });

        var file = await _api.FileAsync(filed.Id());
        Assert.Equal(("LUAR", "TransferredOutside", "Message"), (file.GetProperty("complaint").Text("categoryCode"), file.GetProperty("complaint").Text("status"), file.GetProperty("complaint").Text("channel")));
        Assert.Equal(("Dinas PU Bina Marga Provinsi Jawa Timur", "BM-2291"), (file.Text("outsideParty"), file.Text("outsideTicket")));
    }

    [Fact]
    public async Task A10_a_fire_beyond_the_border_is_handed_over_and_not_refused()
    {
        city.Go(-3);
        using var desk = Desk("petugas-a10");

        var id = await EmergencyAsync(desk, new { categoryCode = "EM-API", description = "Kebakaran di Kabupaten Kediri", location = new { latitude = -7.75, longitude = 112.2 }, outsideParty = "Damkar Kabupaten Kediri" });

        var emergency = await GetAsync(desk, $"/emergencies/{id}");
        Assert.Equal(("TransferredOutside", "Damkar Kabupaten Kediri", null), (emergency.Text("status"), emergency.Text("outsideParty"), emergency.Text("villageCode")));
    }

    [Fact]
    public async Task A11_is_handed_back_by_DLHKP_with_the_reason_and_goes_to_PDPASAR()
    {
        city.Go(-7);
        using var dlhkp = city.Signed("dlhkp", "agencyOfficer region=35.71 agency=DLHKP");
        using var market = city.Signed("pdpasar", "agencyOfficer region=35.71 agency=PDPASAR");
        var lodged = await WebAsync("PASAR", BandarKidul, "Sampah belakang pasar");
        await _api.DoAsync(lodged.Id, "verify");
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "DLHKP" });

        await _api.DoAsync(lodged.Id, "return", new { reason = "Di dalam area pasar: kewenangan PD Pasar" }, by: dlhkp);
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "PDPASAR" });
        await _api.DoAsync(lodged.Id, "start", by: market);

        Assert.Equal(["Received", "Verified", "Forwarded", "ReturnedByAgency", "Forwarded", "Started"], await _api.CodesAsync(lodged));
        Assert.Equal("PDPASAR", (await _api.FileAsync(lodged.Id, market)).GetProperty("complaint").Text("agencyCode"));
        using var gone = await dlhkp.GetAsync(new Uri($"/api/complaints/{lodged.Id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, gone.StatusCode);
    }

    [Fact]
    public async Task A12_is_led_by_DLHKP_and_supported_from_outside_and_keeps_both_dangers_that_the_words_named()
    {
        city.Go(-2);
        var filed = await FiledAsync(await city.Gateway.From("0812-0000-9012").SayUntilLodgedAsync("Dahan kena kabel dekat sekolah", "Rejomulyo"));
        Assert.Equal(("POHON", "Message"), (filed.Text("categoryCode"), filed.Text("channel")));

        await _api.DoAsync(filed.Id(), "verify");
        // PLN stands on the list of agencies under what is not the city's.
        await _api.DoAsync(filed.Id(), "forward", new { agencyCode = "DLHKP", supportingAgencyCodes = new[] { "LUAR" } });

        using var dlhkp = city.Signed("dlhkp", "agencyOfficer region=35.71 agency=DLHKP");
        var file = await _api.FileAsync(filed.Id(), dlhkp);
        Assert.Equal(("DLHKP", "LUAR"), (file.GetProperty("complaint").Text("agencyCode"), Assert.Single(file.GetProperty("supportingAgencyCodes").EnumerateArray()).GetString()));
        Assert.Equal("""{"bahaya":["kabel","dekat_sekolah"]}""", file.GetProperty("attributes").GetRawText());
    }

    [Fact]
    public async Task A13_is_past_the_citys_own_target_and_within_the_legal_limit()
    {
        city.Go(-20);
        using var dinsos = city.Signed("dinsos", "agencyOfficer region=35.71 agency=DINSOS");
        var lodged = await WebAsync("BANSOS", Ketami, "Tidak terdaftar padahal lansia sendiri");
        await _api.DoAsync(lodged.Id, "verify");
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "DINSOS" });
        await _api.DoAsync(lodged.Id, "start", by: dinsos);

        city.Go(0);

        var seen = await _api.TimelineAsync(lodged);
        Assert.InRange(city.Time.GetUtcNow(), seen.GetProperty("localTargetBy").GetDateTimeOffset(), seen.GetProperty("expectedBy").GetDateTimeOffset());
        Assert.Contains(lodged.Id, await DueAsync("PastTarget"));
        Assert.DoesNotContain(lodged.Id, await DueAsync("Late"));
    }

    [Fact]
    public async Task A14_is_answered_from_a_standard_answer_and_closed_on_the_phone()
    {
        city.Go(-1);
        using var desk = Desk("petugas-a14");
        var call = await TakeAsync(desk, "0812-0000-9014");
        await SortAsync(desk, call, "Information");
        var answer = (await GetAsync(desk, "/answers?q=syarat%20kia")).GetProperty("items")[0];

        var closed = await DoAsync(desk, $"/{call}/answer-question", new { code = answer.Text("code"), question = "Syarat KIA?" });

        var complaint = (await _api.FileAsync(closed.Id())).GetProperty("complaint");
        Assert.Equal(("INFO", "Closed", "Call112", "Syarat KIA?"), (complaint.Text("categoryCode"), complaint.Text("status"), complaint.Text("channel"), complaint.Text("description")));
        Assert.Equal("Ended", (await CallAsync(desk, call)).GetProperty("call").Text("state"));
    }

    /// <summary>What mobile-units would publish, at the city's time.</summary>
    private Task RideAsync(Lodged lodged, params string[] states)
    {
        var (journey, now) = (Guid.CreateVersion7(city.Time.GetUtcNow()), city.Time.GetUtcNow());
        return _api.Units.PublishAsync([.. states.Select((state, index) => new JourneyStateChanged(journey, index + 1, now, lodged.Id, journey, "MB-09", state, now))]);
    }

    private HttpClient Desk(string name) => city.Signed(name, "operator112 region=35.71");

    /// <summary>By the Portal's form.</summary>
    private Task<Lodged> WebAsync(string category, string village, string words, string visibility = "Public")
        => _api.LodgeOneAsync(new { categoryCode = category, description = words, villageCode = village, visibility, channel = "Portal" });

    private static async Task<Lodged> CounterAsync(HttpClient counter, object report)
    {
        using var answer = await counter.PostAsJsonAsync("/api/complaints/counter", report);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Lodged>(StrictJson.Lenient))!;
    }

    /// <summary>A call that is marked, lodged and off the line.</summary>
    private static async Task<Guid> EmergencyAsync(HttpClient desk, object report)
    {
        var call = await TakeAsync(desk, null);
        await SortAsync(desk, call, "Emergency");
        var lodged = await DoAsync(desk, $"/{call}/lodge", report);
        await DoAsync(desk, $"/{call}/finish");
        return lodged.Id();
    }

    private static Lodged SlipOf(JsonElement lodged) => lodged.Deserialize<Lodged>(StrictJson.Lenient)!;

    /// <summary>What the desk has under the number that the reply names.</summary>
    private async Task<JsonElement> FiledAsync(string reply)
    {
        var number = MessageGateway.SlipIn(reply).Number;
        return (await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints?number={number}")).GetProperty("items").EnumerateArray().Single();
    }

    private async Task<List<Guid>> DueAsync(string due)
        => [.. (await _api.Operator.GetFromJsonAsync<JsonElement>(string.Create(CultureInfo.InvariantCulture, $"/api/complaints?due={due}&pageSize=200"))).GetProperty("items").EnumerateArray().Select(item => item.Id())];
}
