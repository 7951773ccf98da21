using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>One running service for all of them; each works on complaints of its own.</summary>
public sealed class WholeLifeFixture : IAsyncLifetime
{
    internal SettableTime Time { get; } = new();

    internal ComplaintsApi Api { get; private set; } = null!;

    public async Task InitializeAsync() => Api = await ComplaintsApi.StartAsync(Time, new KeyValuePair<string, string>("Complaints:Clocks:Interval", "1.00:00:00"));

    public async Task DisposeAsync() => await Api.DisposeAsync();
}

/// <summary>Every state of a complaint through the API, as desk, agency and reporter work on it.</summary>
public sealed class WholeLifeTests(WholeLifeFixture fixture) : IClassFixture<WholeLifeFixture>
{
    private readonly ComplaintsApi _api = fixture.Api;

    [Fact]
    public async Task An_agency_begins_answers_and_the_desk_closes_and_the_reporter_rates()
    {
        using var dpkp = _api.ClientGranted("agencyOfficer region=35.71 agency=DPKP");
        var lodged = await ForwardedAsync("PJU", "DPKP");

        await _api.DoAsync(lodged.Id, "start", new { note = "Petugas berangkat besok" }, by: dpkp);
        using var unseen = await dpkp.PostAsJsonAsync($"/api/complaints/{lodged.Id}/resolve", new { note = "Lampu diganti" });
        Assert.Equal((HttpStatusCode.BadRequest, "photos"), (unseen.StatusCode, (await unseen.ProblemAsync()).Text("field")));
        var photo = await _api.UploadAsync();
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Lampu diganti", photos = new[] { new { id = photo.Id, key = photo.Key } } }, by: dpkp);
        await _api.DoAsync(lodged.Id, "close", new { note = "Sudah menyala" });
        using var rated = await _api.WithSlipAsync(lodged, "rate", new { stars = 5, comment = "Cepat" });

        Assert.Equal(HttpStatusCode.OK, rated.StatusCode);
        var seen = await _api.TimelineAsync(lodged);
        Assert.Equal(("Closed", 5), (seen.Text("status"), seen.GetProperty("rating").GetInt32()));
        Assert.Equal(["Received", "Verified", "Forwarded", "Started", "Resolved", "Closed", "Rated"], await _api.CodesAsync(lodged));
        Assert.Contains("Dinas Perumahan dan Kawasan Permukiman: Petugas berangkat besok", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_an_agencys_mandate_comes_back_with_the_reason_and_goes_to_another()
    {
        using var dlhkp = _api.ClientGranted("agencyOfficer region=35.71 agency=DLHKP");
        using var market = _api.ClientGranted("agencyOfficer region=35.71 agency=PDPASAR");
        var lodged = await ForwardedAsync("PASAR", "DLHKP");

        await _api.DoAsync(lodged.Id, "return", new { reason = "Sampah di dalam area pasar" }, by: dlhkp);
        using var gone = await dlhkp.GetAsync(new Uri($"/api/complaints/{lodged.Id}", UriKind.Relative));
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "PDPASAR" });

        Assert.Equal(HttpStatusCode.Forbidden, gone.StatusCode);
        Assert.Equal("PDPASAR", (await _api.FileAsync(lodged.Id, market)).GetProperty("complaint").Text("agencyCode"));
        Assert.Contains("Sampah di dalam area pasar", (await _api.TimelineAsync(lodged)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supporting_agency_sees_the_complaint_and_writes_notes_and_leaves_the_answer_to_the_one_that_leads()
    {
        using var supporter = _api.ClientGranted("agencyOfficer region=35.71 agency=BPBD");
        using var stranger = _api.ClientGranted("agencyOfficer region=35.71 agency=DISHUB");
        var lodged = await VerifiedAsync("POHON");

        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "DLHKP", supportingAgencyCodes = new[] { "BPBD" } });
        await _api.DoAsync(lodged.Id, "note", new { text = "Tangga 12 m siap" }, by: supporter);
        using var answer = await supporter.PostAsJsonAsync($"/api/complaints/{lodged.Id}/resolve", new { note = "Selesai" });
        using var elsewhere = await stranger.GetAsync(new Uri($"/api/complaints/{lodged.Id}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Forbidden, "not_your_step"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        Assert.Equal(1, (await supporter.GetFromJsonAsync<JsonElement>($"/api/complaints?number={lodged.TrackingNumber}")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await stranger.GetFromJsonAsync<JsonElement>($"/api/complaints?number={lodged.TrackingNumber}")).GetProperty("total").GetInt32());
        Assert.Contains("Tangga 12 m siap", (await _api.FileAsync(lodged.Id)).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Tangga 12 m siap", (await _api.TimelineAsync(lodged)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_the_citys_goes_outside_with_their_ticket_number_and_comes_to_an_end_there()
    {
        var lodged = await VerifiedAsync("LUAR");

        await _api.DoAsync(lodged.Id, "transfer", new { party = "Dinas PU Provinsi Jawa Timur" });
        await _api.DoAsync(lodged.Id, "transfer", new { party = "Dinas PU Provinsi Jawa Timur", ticket = "JATIM-2291" });
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Lubang ditutup" });

        var seen = await _api.TimelineAsync(lodged);
        Assert.Equal("Resolved", seen.Text("status"));
        Assert.Contains("JATIM-2291", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains("atas nama Dinas PU Provinsi Jawa Timur", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agency_that_writes_down_what_somebody_outside_answered_does_not_speak_as_they()
    {
        var lodged = await ForwardedAsync("PJU", "DPKP");
        await _api.DoAsync(lodged.Id, "transfer", new { party = "PLN ULP Kediri", ticket = "K123" });
        using var officer = _api.ClientGranted("agencyOfficer region=35.71 agency=DPKP");

        await _api.DoAsync(lodged.Id, "resolve", new { note = "Kabel sudah diganti" }, officer);

        var last = (await _api.TimelineAsync(lodged)).GetProperty("timeline").EnumerateArray().Last();
        Assert.Equal("Dinas Perumahan dan Kawasan Permukiman atas nama PLN ULP Kediri: Kabel sudah diganti", last.Text("note"));
    }

    [Fact]
    public async Task More_than_ten_agencies_support_nothing()
    {
        var lodged = await VerifiedAsync("TRANTIB");
        string[] ten = ["DPKP", "DINKES", "DINSOS", "DLHKP", "DISHUB", "DISDIK", "DPUPR", "BPBD", "BAGPEM", "BAPPEDA"];
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "SATPOLPP", supportingAgencyCodes = ten });

        using var refused = await _api.ActAsync(lodged.Id, "add-support", new { agencyCode = "PDPASAR" });

        Assert.Equal((HttpStatusCode.BadRequest, "agencyCode"), (refused.StatusCode, (await refused.ProblemAsync()).Text("field")));
    }

    [Fact]
    public async Task Postponed_with_a_date_and_a_reason_it_goes_on_later()
    {
        var lodged = await ForwardedAsync("JALAN", "DPUPR");
        using var yesterday = await _api.ActAsync(lodged.Id, "postpone", new { until = "2020-01-01", reason = "Menunggu aspal" });
        Assert.Equal("until", (await yesterday.ProblemAsync()).Text("field"));

        var until = fixture.Time.GetUtcNow().AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await _api.DoAsync(lodged.Id, "postpone", new { until, reason = "Menunggu aspal" });
        Assert.Equal(until, (await _api.TimelineAsync(lodged)).Text("postponedUntil"));
        using var early = await _api.ActAsync(lodged.Id, "resolve", new { note = "Selesai" });
        await _api.DoAsync(lodged.Id, "resume");

        Assert.Equal((HttpStatusCode.Conflict, "illegal_move"), (early.StatusCode, await early.CodeAsync()));
        var resumed = await _api.TimelineAsync(lodged);
        Assert.Equal(("InProgress", JsonValueKind.Null), (resumed.Text("status"), resumed.GetProperty("postponedUntil").ValueKind));
    }

    [Theory]
    [InlineData("status=Forwarded&status=Verified", "verified forwarded fire")]
    [InlineData("status=Forwarded&status=Verified&emergency=false", "verified forwarded")]
    [InlineData("status=Received&status=Verified&emergency=true", "fire")]
    [InlineData("status=Received", "received")]
    public async Task The_queue_shows_several_states_at_once_and_emergencies_alone_or_left_out(string asked, string found)
    {
        var queue = new Dictionary<string, Lodged>
        {
            ["received"] = await _api.LodgeOneAsync("PJU"), ["verified"] = await VerifiedAsync("PJU"), ["forwarded"] = await ForwardedAsync("PJU", "DPKP"), ["fire"] = await VerifiedAsync("EM-API"),
        };

        var listed = await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints?{asked}&pageSize=200");
        var ids = listed.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).ToHashSet();

        Assert.Equal(found.Split(' ').Order(), queue.Where(each => ids.Contains(each.Value.Id)).Select(each => each.Key).Order());
    }

    [Fact]
    public async Task A_state_that_does_not_exist_is_refused_also_among_several()
    {
        using var refused = await _api.Operator.GetAsync(new Uri("/api/complaints?status=Received&status=Lost", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task The_clock_waits_for_the_reporter_and_goes_on_with_the_reply()
    {
        var lodged = await VerifiedAsync("PJU");
        await _api.DoAsync(lodged.Id, "ask", new { question = "Tiang yang mana?" });

        var asked = await _api.TimelineAsync(lodged);
        using var twice = await _api.ActAsync(lodged.Id, "ask", new { question = "Halo?" });
        using var replied = await _api.WithSlipAsync(lodged, "reply", new { text = "Depan musala" });

        Assert.Equal(JsonValueKind.String, asked.GetProperty("askedAt").ValueKind);
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Equal(HttpStatusCode.OK, replied.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await _api.TimelineAsync(lodged)).GetProperty("askedAt").ValueKind);
        Assert.Contains("ReporterReplied", await _api.CodesAsync(lodged));
    }

    [Fact]
    public async Task A_reporter_reopens_once_and_within_the_time_for_it()
    {
        var lodged = await ForwardedAsync("PJU", "DPKP");
        using var early = await _api.WithSlipAsync(lodged, "reopen", new { reason = "Masih padam" });
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Lampu diganti" });

        using var reopened = await _api.WithSlipAsync(lodged, "reopen", new { reason = "Masih padam" });
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "DPKP" });
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Kabel diganti" });
        using var again = await _api.WithSlipAsync(lodged, "reopen", new { reason = "Padam lagi" });

        Assert.Equal((HttpStatusCode.Conflict, "cannot_reopen"), (early.StatusCode, await early.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, reopened.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "reopened_before"), (again.StatusCode, await again.CodeAsync()));
    }

    [Fact]
    public async Task What_the_desk_records_without_a_photo_is_closed_with_one_where_the_category_wants_to_see_it()
    {
        var lodged = await ForwardedAsync("PJU", "DPKP");
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Lampu diganti, kata dinas lewat telepon" });

        using var unseen = await _api.ActAsync(lodged.Id, "close", new { note = "Selesai" });
        var photo = await _api.UploadAsync();
        await _api.DoAsync(lodged.Id, "close", new { note = "Selesai", photos = new[] { new { id = photo.Id, key = photo.Key } } });

        Assert.Equal((HttpStatusCode.BadRequest, "photos"), (unseen.StatusCode, (await unseen.ProblemAsync()).Text("field")));
    }

    [Fact]
    public async Task An_answer_that_the_reporter_did_not_accept_is_not_shown_again_as_evidence()
    {
        var lodged = await ForwardedAsync("PJU", "DPKP");
        using var officer = _api.ClientGranted("agencyOfficer region=35.71 agency=DPKP");
        var first = await _api.UploadAsync();
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Lampu diganti", photos = new[] { new { first.Id, first.Key } } }, officer);
        using var reopened = await _api.WithSlipAsync(lodged, "reopen", new { reason = "Masih padam" });
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "DPKP" });

        using var refused = await officer.PostAsJsonAsync($"/api/complaints/{lodged.Id}/resolve", new { note = "Sudah" });
        var second = await _api.UploadAsync();
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Kabel diganti", photos = new[] { new { second.Id, second.Key } } }, officer);

        Assert.Equal((HttpStatusCode.BadRequest, "photos"), (refused.StatusCode, (await refused.ProblemAsync()).Text("field")));
    }

    [Fact]
    public async Task Silence_after_the_answer_closes_it_and_the_reporter_hears_of_it()
    {
        var lodged = await ForwardedAsync("PJU", "DPKP");
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Lampu diganti" });

        await _api.CheckClocksAsync(fixture.Time.GetUtcNow().AddDays(40));

        Assert.Equal("Closed", (await _api.TimelineAsync(lodged)).Text("status"));
        Assert.Contains("ClosedBySilence", await _api.CodesAsync(lodged));
    }

    [Fact]
    public async Task What_is_late_is_found_by_its_limit_and_escalates_where_the_reporter_does_not_read_it()
    {
        var lodged = await VerifiedAsync("SAMPAH");

        // Half as much again as fourteen working days, wherever weekends and holidays fall.
        await _api.CheckClocksAsync(fixture.Time.GetUtcNow().AddDays(60));

        var file = await _api.FileAsync(lodged.Id);
        Assert.Equal("Leaders", file.GetProperty("complaint").Text("escalation"));
        Assert.Contains("Escalated", file.GetProperty("timeline").EnumerateArray().Select(entry => entry.Text("code")));
        Assert.DoesNotContain("Escalated", await _api.CodesAsync(lodged));
        await using var identity = await QueueWatcher.StartAsync(_api.Broker, "identity");
        await Eventually.TrueAsync(() => Task.FromResult(identity.Events.Select(each => each.GetProperty("message")).Any(told =>
            told.TryGetProperty("complaintId", out var about) && about.GetGuid() == lodged.Id && told.Text("level") == "Leaders" && told.Text("trackingNumber") == lodged.TrackingNumber)), "whoever has to hear of it is told");
        fixture.Time.Advance(TimeSpan.FromDays(30));
        var late = await _api.Operator.GetFromJsonAsync<JsonElement>("/api/complaints?due=Late&pageSize=200");
        Assert.Contains(lodged.Id, late.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
    }

    [Fact]
    public async Task Merged_complaints_follow_their_master_and_stand_again_when_they_are_unmerged()
    {
        var (master, second, third) = (await VerifiedAsync("PJU"), await _api.LodgeOneAsync(), await _api.LodgeOneAsync());
        await _api.DoAsync(third.Id, "merge", new { masterNumber = second.TrackingNumber });

        await _api.DoAsync(second.Id, "merge", new { masterNumber = master.TrackingNumber.ToLowerInvariant() });
        await _api.DoAsync(master.Id, "forward", new { agencyCode = "DPKP" });

        var followed = await _api.TimelineAsync(third);
        Assert.Equal(("Merged", "Forwarded", 3), (followed.Text("status"), followed.GetProperty("master").Text("status"), followed.GetProperty("affected").GetInt32()));
        await _api.DoAsync(third.Id, "unmerge");
        Assert.Equal("Received", (await _api.TimelineAsync(third)).Text("status"));
        Assert.Equal(2, (await _api.TimelineAsync(master)).GetProperty("affected").GetInt32());
    }

    [Theory]
    [InlineData("self", "itself")]
    [InlineData("ADU-0000-0000", "unknown_complaint")]
    [InlineData("secret", "other_protection")]
    [InlineData("closed", "ended")]
    public async Task A_complaint_is_merged_only_into_one_that_its_reporter_may_follow(string into, string code)
    {
        var lodged = await _api.LodgeOneAsync();
        var master = into switch
        {
            "self" => lodged.TrackingNumber,
            "secret" => (await _api.LodgeOneAsync(ComplaintsApi.Report(visibility: "Secret"))).TrackingNumber,
            "closed" => await RejectedAsync(),
            _ => into,
        };

        using var refused = await _api.ActAsync(lodged.Id, "merge", new { masterNumber = master });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = await refused.ProblemAsync();
        Assert.Equal(("masterNumber", code), (problem.Text("field"), problem.GetProperty("errors")[0].Text("code")));
    }

    [Fact]
    public async Task Whoever_joins_a_complaint_needs_no_words_gets_a_slip_and_follows_it()
    {
        var master = await VerifiedAsync("SALURAN");

        using var joined = await _api.LodgeAsync(new { categoryCode = "SALURAN", joins = master.TrackingNumber, visibility = "Public" });
        var slip = (await joined.Content.ReadFromJsonAsync<Lodged>(StrictJson.Lenient))!;
        using var secret = await _api.LodgeAsync(new { categoryCode = "PJU", joins = (await _api.LodgeOneAsync(ComplaintsApi.Report(visibility: "Secret"))).TrackingNumber, visibility = "Public" });

        Assert.Equal((HttpStatusCode.Created, "Merged", master.VillageCode), (joined.StatusCode, slip.Status, slip.VillageCode));
        Assert.Equal((master.TrackingNumber, 2), ((await _api.TimelineAsync(slip)).GetProperty("master").Text("trackingNumber"), (await _api.TimelineAsync(slip)).GetProperty("affected").GetInt32()));
        Assert.Equal((HttpStatusCode.BadRequest, "joins"), (secret.StatusCode, (await secret.ProblemAsync()).Text("field")));
    }

    [Fact]
    public async Task Whoever_joins_while_the_desk_merges_follows_the_one_that_stays()
    {
        for (var round = 0; round < 4; round++)
        {
            var (stays, goes) = (await VerifiedAsync("PJU"), await VerifiedAsync("PJU"));

            var joining = Enumerable.Range(0, 8).Select(_ => _api.LodgeAsync(new { categoryCode = "PJU", joins = goes.TrackingNumber, visibility = "Public" })).ToList();
            // Somebody who joined in between has changed it: then the desk tries again.
            await Eventually.TrueAsync(async () =>
            {
                using var merged = await _api.ActAsync(goes.Id, "merge", new { masterNumber = stays.TrackingNumber });
                Assert.Contains(merged.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Conflict]);
                return merged.StatusCode == HttpStatusCode.OK;
            }, "it is merged");

            foreach (var join in joining)
            {
                using var joined = await join;
                Assert.Equal(HttpStatusCode.Created, joined.StatusCode);
                var followed = await _api.TimelineAsync((await joined.Content.ReadFromJsonAsync<Lodged>(StrictJson.Lenient))!);
                Assert.Equal(stays.TrackingNumber, followed.GetProperty("master").Text("trackingNumber"));
            }
        }
    }

    [Fact]
    public async Task An_operator_protects_more_never_less()
    {
        var lodged = await _api.LodgeOneAsync();

        await _api.DoAsync(lodged.Id, "protect", new { visibility = "Secret", reason = "Menyebut nama tetangga" });
        using var back = await _api.ActAsync(lodged.Id, "protect", new { visibility = "Anonymous", reason = "Salah tekan" });

        Assert.Equal("Secret", (await _api.FileAsync(lodged.Id)).GetProperty("complaint").Text("visibility"));
        Assert.Equal((HttpStatusCode.BadRequest, "visibility"), (back.StatusCode, (await back.ProblemAsync()).Text("field")));
        Assert.DoesNotContain("Menyebut nama tetangga", (await _api.TimelineAsync(lodged)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_turns_out_to_be_misconduct_is_secret_has_sixty_days_and_goes_to_the_inspectorate_only()
    {
        var lodged = await _api.LodgeOneAsync();
        await _api.DoAsync(lodged.Id, "reclassify", new { categoryCode = "PUNGLI", reason = "Menyebut pungutan oleh petugas" });
        await _api.DoAsync(lodged.Id, "verify");

        using var accused = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DPKP" });
        using var support = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "INSPEKTORAT", supportingAgencyCodes = new[] { "DPKP" } });
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "INSPEKTORAT" });

        var complaint = (await _api.FileAsync(lodged.Id)).GetProperty("complaint");
        Assert.Equal(("Secret", true), (complaint.Text("visibility"), complaint.GetProperty("misconduct").GetBoolean()));
        Assert.True(complaint.GetProperty("expectedBy").GetDateTimeOffset() > fixture.Time.GetUtcNow().AddDays(80));
        Assert.Equal((HttpStatusCode.BadRequest, "agencyCode"), (accused.StatusCode, (await accused.ProblemAsync()).Text("field")));
        Assert.Equal((HttpStatusCode.BadRequest, "supportingAgencyCodes[0]"), (support.StatusCode, (await support.ProblemAsync()).Text("field")));
    }

    [Fact]
    public async Task An_allegation_becomes_something_else_by_a_supervisor_only()
    {
        var lodged = await _api.LodgeOneAsync();
        await _api.DoAsync(lodged.Id, "reclassify", new { categoryCode = "PUNGLI", reason = "Menyebut pungutan oleh petugas" });
        var street = new { categoryCode = "JALAN", reason = "Hanya jalan berlubang" };

        using var alone = await _api.ActAsync(lodged.Id, "reclassify", street);
        await _api.DoAsync(lodged.Id, "reclassify", street, by: _api.ClientFor("supervisor112"));

        Assert.Equal((HttpStatusCode.Forbidden, "supervisor_only"), (alone.StatusCode, (await alone.ProblemAsync()).Text("code")));
        Assert.False((await _api.FileAsync(lodged.Id)).GetProperty("complaint").GetProperty("misconduct").GetBoolean());
    }

    [Fact]
    public async Task An_answer_that_turns_out_to_be_misconduct_is_taken_from_the_agency_that_gave_it()
    {
        var lodged = await VerifiedAsync("TRANTIB");
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "SATPOLPP", supportingAgencyCodes = new[] { "DPKP" } });
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Sudah ditertibkan" });
        using var reopened = await _api.WithSlipAsync(lodged, "reopen", new { reason = "Petugas yang datang minta uang" });
        using var accused = _api.ClientGranted("agencyOfficer region=35.71 agency=SATPOLPP");
        using var support = _api.ClientGranted("agencyOfficer region=35.71 agency=DPKP");

        await _api.DoAsync(lodged.Id, "reclassify", new { categoryCode = "PUNGLI", reason = "Menyebut pungutan oleh petugas" });

        foreach (var officer in (HttpClient[])[accused, support])
        {
            using var opened = await officer.GetAsync(new Uri($"/api/complaints/{lodged.Id}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Forbidden, opened.StatusCode);
            Assert.Equal(0, (await officer.GetFromJsonAsync<JsonElement>($"/api/complaints?number={lodged.TrackingNumber}")).GetProperty("total").GetInt32());
        }

        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "INSPEKTORAT" });
    }

    [Fact]
    public async Task An_emergency_is_open_until_the_called_unit_confirms_and_no_Mobmas_goes_there()
    {
        var lodged = await _api.LodgeOneAsync("EM-HEWAN");
        using var ride = await _api.ActAsync(lodged.Id, "request-mobile-unit", new { purpose = "Health" });
        var card = await _api.DoAsync(lodged.Id, "units", new { unit = "Damkar" });
        using var early = await _api.ActAsync(lodged.Id, "resolve", new { note = "Selesai" });

        await _api.CheckClocksAsync(fixture.Time.GetUtcNow().AddMinutes(3));
        var silent = await _api.FileAsync(lodged.Id);
        foreach (var step in (object[])[new { step = "EnRoute" }, new { step = "OnScene" }, new { step = "Confirmed", outcome = "Ular diamankan" }])
        {
            await _api.DoAsync(lodged.Id, $"units/{card.GetProperty("id").GetGuid()}", step);
        }

        await _api.DoAsync(lodged.Id, "resolve", new { note = "Ular sudah diamankan" });
        Assert.Equal((HttpStatusCode.Conflict, "emergency_needs_ambulance"), (ride.StatusCode, await ride.CodeAsync()));
        Assert.Equal((HttpStatusCode.Conflict, "hand_off_open"), (early.StatusCode, await early.CodeAsync()));
        Assert.Equal(1, silent.GetProperty("handOffs")[0].GetProperty("alarms").GetInt32());
        Assert.Equal("Resolved", (await _api.TimelineAsync(lodged)).Text("status"));
    }

    [Fact]
    public async Task A_question_that_is_answered_at_once_is_closed_at_once()
    {
        var lodged = await _api.LodgeOneAsync("INFO");

        await _api.DoAsync(lodged.Id, "answer", new { text = "Bawa akta lahir dan KK ke Disdukcapil" });

        Assert.Equal("Closed", (await _api.TimelineAsync(lodged)).Text("status"));
        Assert.Equal(["Received", "Answered"], await _api.CodesAsync(lodged));
    }

    [Theory]
    [InlineData("""{"bahaya":["kabel","dekat_sekolah"]}""", null)]
    [InlineData("""{"bahaya":["gempa"]}""", "attributes.bahaya")]
    [InlineData("""{"warna":["merah"]}""", "attributes.warna")]
    [InlineData("""{"bahaya":["kabel","kabel","kabel","kabel"]}""", "attributes.bahaya")]
    [InlineData("""{"bahaya":[null]}""", "attributes.bahaya")]
    public async Task Answers_to_the_categorys_own_questions_are_kept_or_refused_by_name(string attributes, string? field)
    {
        var report = new { categoryCode = "POHON", description = "Dahan kena kabel", villageCode = "35.71.02.1012", visibility = "Public", attributes = JsonSerializer.Deserialize<JsonElement>(attributes) };

        using var response = await _api.LodgeAsync(report);

        if (field is null)
        {
            var id = (await response.ProblemAsync()).GetProperty("id").GetGuid();
            Assert.Equal(attributes, (await _api.FileAsync(id)).GetProperty("attributes").GetRawText());
        }
        else
        {
            Assert.Equal((HttpStatusCode.BadRequest, field), (response.StatusCode, (await response.ProblemAsync()).Text("field")));
        }
    }

    [Fact]
    public async Task A_question_that_is_answered_with_nothing_at_all_is_not_answered_and_the_case_can_be_opened()
    {
        var lodged = await _api.LodgeOneAsync(new
        {
            categoryCode = "POHON", description = "Dahan kena kabel", villageCode = "35.71.02.1012", visibility = "Public", attributes = JsonSerializer.Deserialize<JsonElement>("""{"bahaya":null}"""),
        });

        Assert.Equal("{}", (await _api.FileAsync(lodged.Id)).GetProperty("attributes").GetRawText());
    }

    [Fact]
    public async Task Thousands_of_answers_that_nobody_asked_for_are_refused_in_one_sentence()
    {
        var answers = Enumerable.Range(0, 5000).ToDictionary(number => $"a{number}", _ => Array.Empty<string>());

        using var refused = await _api.LodgeAsync(new { categoryCode = "PJU", description = "Lampu mati", villageCode = "35.71.02.1012", visibility = "Public", attributes = answers });

        var problem = await refused.ProblemAsync();
        Assert.Equal((HttpStatusCode.BadRequest, "attributes", 1), (refused.StatusCode, problem.Text("field"), problem.GetProperty("errors").GetArrayLength()));
    }

    [Fact]
    public async Task Everybody_who_follows_is_told_of_each_step_once()
    {
        await _api.ReadyAsync();
        var master = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport("SALURAN"));
        var follower = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport("SALURAN"));
        await _api.DoAsync(follower.Id, "merge", new { masterNumber = master.TrackingNumber });
        await _api.DoAsync(master.Id, "verify");

        await using var heard = await QueueWatcher.StartAsync(_api.Broker, "notifications");
        await Eventually.TrueAsync(() => Task.FromResult(Verified(heard).Count() >= 2), "both are told");
        Assert.Equal(new[] { master.TrackingNumber, follower.TrackingNumber }.Order(), Verified(heard).Select(told => _api.Open(told).Values["number"]).Order());

        static IEnumerable<JsonElement> Verified(QueueWatcher heard)
            => heard.Events.Where(told => told.GetProperty("message").TryGetProperty("template", out var template) && template.GetString() == "complaint-verified");
    }

    [Fact]
    public async Task Whoever_follows_a_complaint_that_was_made_secret_hears_no_more_of_it()
    {
        await _api.ReadyAsync();
        var master = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport("TRANTIB"));
        var follower = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport("TRANTIB"));
        await _api.DoAsync(follower.Id, "merge", new { masterNumber = master.TrackingNumber });
        await _api.DoAsync(master.Id, "reclassify", new { categoryCode = "PUNGLI", reason = "Menyebut pungutan oleh petugas" });

        await _api.DoAsync(master.Id, "verify");
        await _api.DoAsync(master.Id, "forward", new { agencyCode = "INSPEKTORAT" });

        await using var heard = await QueueWatcher.StartAsync(_api.Broker, "notifications");
        await Eventually.TrueAsync(() => Task.FromResult(Of(heard, master).Contains("complaint-forwarded")), "its own reporter is told");
        Assert.Equal(["complaint-received", "complaint-merged"], Of(heard, follower));
        Assert.Equal(1, (await _api.TimelineAsync(follower)).GetProperty("affected").GetInt32());
        Assert.Equal(1, (await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public/{follower.TrackingNumber}")).GetProperty("affected").GetInt32());

        static IEnumerable<string?> Of(QueueWatcher heard, Lodged who)
            => heard.Events.Select(told => told.GetProperty("message")).Where(told => told.TryGetProperty("aboutId", out var about) && about.GetGuid() == who.Id).Select(told => told.Text("template"));
    }

    [Fact]
    public async Task Of_two_complaints_that_two_operators_merge_into_each_other_at_once_one_stands()
    {
        for (var pair = 0; pair < 10; pair++)
        {
            var (first, second) = (await _api.LodgeOneAsync(), await _api.LodgeOneAsync());

            var answers = await Task.WhenAll(
                _api.ActAsync(first.Id, "merge", new { masterNumber = second.TrackingNumber }), _api.ActAsync(second.Id, "merge", new { masterNumber = first.TrackingNumber }));

            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    [Fact]
    public async Task A_reporter_has_written_enough_after_a_hundred_replies()
    {
        var lodged = await _api.LodgeOneAsync();
        for (var reply = 0; reply < 100; reply++)
        {
            using var taken = await _api.WithSlipAsync(lodged, "reply", new { text = "Kapan diperbaiki?" });
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        }

        using var refused = await _api.WithSlipAsync(lodged, "reply", new { text = "Kapan diperbaiki?" });

        Assert.Equal((HttpStatusCode.Conflict, "too_many_replies"), (refused.StatusCode, await refused.CodeAsync()));
    }

    private async Task<Lodged> VerifiedAsync(string category)
    {
        var lodged = await _api.LodgeOneAsync(category);
        await _api.DoAsync(lodged.Id, "verify");
        return lodged;
    }

    private async Task<Lodged> ForwardedAsync(string category, string agency)
    {
        var lodged = await VerifiedAsync(category);
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = agency });
        return lodged;
    }

    private async Task<string> RejectedAsync()
    {
        var lodged = await _api.LodgeOneAsync();
        await _api.DoAsync(lodged.Id, "reject", new { reason = "Percobaan" });
        return lodged.TrackingNumber;
    }
}
