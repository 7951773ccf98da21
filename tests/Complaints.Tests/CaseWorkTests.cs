using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

public sealed class CaseWorkTests : IAsyncLifetime
{
    private ComplaintsApi _api = null!;

    public async Task InitializeAsync()
        => _api = await ComplaintsApi.StartAsync(new KeyValuePair<string, string>("Limits:WrongTrackingPerNumber", "5"));

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task The_reporter_follows_every_step_of_the_van()
    {
        var lodged = await _api.LodgeOneAsync("ANTAR");
        await _api.RequestMobileUnitAsync(lodged);
        var journey = Guid.CreateVersion7(lodged.ReceivedAt);

        await _api.JourneyAsync(lodged, journey, (1, "Assigned"), (2, "Accepted"), (3, "EnRoute"), (4, "Arrived"), (5, "Completed"));

        await Eventually.TrueAsync(async () => (await _api.CodesAsync(lodged)).Count == 9, "the journey is on the timeline");
        Assert.Equal(["Received", "Verified", "Forwarded", "MobileUnitRequested", "Assigned", "Accepted", "Departed", "Arrived", "Completed"], await _api.CodesAsync(lodged));
        var seen = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public/{lodged.TrackingNumber}");
        Assert.Equal(["Received", "Verified", "Forwarded", "MobileUnitRequested"], seen.GetProperty("timeline").EnumerateArray().Select(entry => entry.Text("code")));
        using var resolved = await _api.ActAsync(lodged.Id, "resolve", new { note = "Sudah diantar" });
        Assert.Equal(HttpStatusCode.OK, resolved.StatusCode);
        var last = (await _api.TimelineAsync(lodged)).GetProperty("timeline").EnumerateArray().Last(entry => entry.GetProperty("code").GetString() == "Resolved");
        Assert.Equal("Dicatat operator atas nama Dinas Kesehatan: Sudah diantar", last.GetProperty("note").GetString());
    }

    [Fact]
    public async Task While_a_journey_is_open_the_complaint_cannot_be_resolved_also_when_news_overtake_each_other()
    {
        var lodged = await _api.LodgeOneAsync("ANTAR");
        await _api.RequestMobileUnitAsync(lodged);
        using (var waiting = await _api.ActAsync(lodged.Id, "resolve", new { note = "Sudah" }))
        {
            Assert.Equal((HttpStatusCode.Conflict, "journey_open"), (waiting.StatusCode, await waiting.CodeAsync()));
        }

        var journey = Guid.CreateVersion7(lodged.ReceivedAt);
        await _api.JourneyAsync(lodged, journey, (5, "Completed"), (4, "Arrived"));
        await Eventually.TrueAsync(async () => (await _api.CodesAsync(lodged)).Contains("Arrived"), "the late news arrived");
        using var resolved = await _api.ActAsync(lodged.Id, "resolve", new { note = "Sudah" });
        Assert.Equal(HttpStatusCode.OK, resolved.StatusCode);
    }

    [Fact]
    public async Task An_illegal_move_is_409_and_says_which_moves_are_legal()
    {
        var lodged = await _api.LodgeOneAsync();

        using var response = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DPKP" });

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var problem = await response.ProblemAsync();
        Assert.Equal("illegal_move", problem.GetProperty("code").GetString());
        var legal = problem.GetProperty("legalMoves").EnumerateArray().Select(move => move.GetString()).ToList();
        Assert.Contains("Verify", legal);
        Assert.DoesNotContain("Forward", legal);
    }

    [Fact]
    public async Task Forwarded_to_the_wrong_agency_it_is_forwarded_to_the_right_one_which_answers_in_its_own_name()
    {
        var lodged = await _api.LodgeOneAsync("TRANTIB");
        using var verified = await _api.ActAsync(lodged.Id, "verify");
        using var wrong = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DINKES" });
        using var same = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DINKES" });
        using var right = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DPKP" });
        using var first = _api.ClientGranted("agencyOfficer region=35.71 agency=DINKES");
        using var second = _api.ClientGranted("agencyOfficer region=35.71 agency=DPKP");
        second.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        using var lost = await first.GetAsync(new Uri($"/api/complaints/{lodged.Id}", UriKind.Relative));
        var open = await second.GetStringAsync(new Uri($"/api/complaints/{lodged.Id}", UriKind.Relative));
        using var resolved = await second.PostAsJsonAsync($"/api/complaints/{lodged.Id}/resolve", new { note = "Lampu diganti" });

        Assert.Equal((HttpStatusCode.BadRequest, "agencyCode"), (same.StatusCode, (await same.ProblemAsync()).GetProperty("errors")[0].GetProperty("field").GetString()));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, lost.StatusCode);
        Assert.Contains("tidak ada pada perangkat daerah Anda", (await lost.ProblemAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("operator112", open, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, resolved.StatusCode);
        using var followed = await _api.TrackAsync(lodged.TrackingNumber, lodged.TrackingSecret);
        var answer = (await followed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("timeline").EnumerateArray().Last().GetProperty("note").GetString();
        Assert.EndsWith(": Lampu diganti", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("operator", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_allegation_of_misconduct_goes_to_the_inspectors_and_to_nobody_whom_it_may_accuse()
    {
        var lodged = await _api.LodgeOneAsync("PUNGLI");
        using var verified = await _api.ActAsync(lodged.Id, "verify");

        using var accused = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DISDUKCAPIL" });
        using var inspectors = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "INSPEKTORAT" });

        Assert.Equal((HttpStatusCode.BadRequest, "misconduct"), (accused.StatusCode, (await accused.ProblemAsync()).GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.OK, inspectors.StatusCode);
    }

    [Fact]
    public async Task A_complaint_may_be_resolved_straight_from_forwarded()
    {
        var lodged = await _api.LodgeOneAsync();
        using var verified = await _api.ActAsync(lodged.Id, "verify");
        using var forwarded = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DPKP" });

        using var resolved = await _api.ActAsync(lodged.Id, "resolve", new { note = "Lampu diganti" });

        Assert.Equal(HttpStatusCode.OK, resolved.StatusCode);
    }

    [Fact]
    public async Task Two_operators_who_verify_at_once_verify_once()
    {
        var lodged = await _api.LodgeOneAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _api.ActAsync(lodged.Id, "verify")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, answer.StatusCode.ToString()));
        Assert.Equal(["Received", "Verified"], await _api.CodesAsync(lodged));
    }

    [Fact]
    public async Task A_mobmas_is_refused_for_a_medical_emergency_and_the_ambulance_offered()
    {
        var lodged = await _api.LodgeOneAsync("EM-MEDIS");
        using var verified = await _api.ActAsync(lodged.Id, "verify");
        using var forwarded = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DINKES" });

        using var refused = await _api.ActAsync(lodged.Id, "request-mobile-unit", new { purpose = "Health", note = "sesak napas" });

        Assert.Equal((HttpStatusCode.Conflict, "emergency_needs_ambulance"), (refused.StatusCode, await refused.CodeAsync()));
    }

    [Fact]
    public async Task An_allegation_of_misconduct_is_secret_whatever_the_reporter_chose()
    {
        var lodged = await _api.LodgeOneAsync("PUNGLI");

        var seen = await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints/{lodged.Id}");

        Assert.Equal("Secret", seen.GetProperty("complaint").GetProperty("visibility").GetString());
    }

    [Fact]
    public async Task The_reason_of_a_trip_stays_with_the_desk()
    {
        var lodged = await _api.LodgeOneAsync("ANTAR");
        await _api.RequestMobileUnitAsync(lodged);

        Assert.DoesNotContain("cuci darah", (await _api.TimelineAsync(lodged)).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("cuci darah", await _api.Operator.GetStringAsync(new Uri($"/api/complaints/{lodged.Id}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_and_a_wrong_number_get_the_same_404()
    {
        var lodged = await _api.LodgeOneAsync();

        using var secret = await _api.TrackAsync(lodged.TrackingNumber, "0000-0000-0000");
        using var missing = await _api.TrackAsync(lodged.TrackingNumber, null);
        using var number = await _api.TrackAsync("ADU-0000-0000", lodged.TrackingSecret);

        foreach (var answer in (HttpResponseMessage[])[secret, missing, number])
        {
            Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.StatusCode, await answer.CodeAsync()));
        }
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_the_holder_of_the_slip_is_not()
    {
        var lodged = await _api.LodgeOneAsync();
        for (var guess = 0; guess < 6; guess++)
        {
            using var wrong = await _api.TrackAsync(lodged.TrackingNumber, $"GUESS-{guess}");
        }

        using var slowed = await _api.TrackAsync(lodged.TrackingNumber, "GUESS-7");
        using var holder = await _api.TrackAsync(lodged.TrackingNumber, lodged.TrackingSecret);

        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, holder.StatusCode);
    }

    [Fact]
    public async Task The_queue_is_paged_oldest_first_and_filtered_by_status()
    {
        var first = await _api.LodgeOneAsync();
        var second = await _api.LodgeOneAsync();
        var third = await _api.LodgeOneAsync();
        using var verified = await _api.ActAsync(second.Id, "verify");

        var page = await _api.Operator.GetFromJsonAsync<JsonElement>("/api/complaints?status=Received&page=2&pageSize=1");

        Assert.Equal(2, page.GetProperty("total").GetInt32());
        Assert.Equal((2, 1), (page.GetProperty("page").GetInt32(), page.GetProperty("pageSize").GetInt32()));
        Assert.Equal(third.Id, Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
        var last = await _api.Operator.GetFromJsonAsync<JsonElement>("/api/complaints?page=2&pageSize=2");
        Assert.Equal((3, 1), (last.GetProperty("total").GetInt32(), last.GetProperty("items").GetArrayLength()));
        var beyond = await _api.Operator.GetFromJsonAsync<JsonElement>("/api/complaints?page=9&pageSize=2");
        Assert.Equal((3, 0), (beyond.GetProperty("total").GetInt32(), beyond.GetProperty("items").GetArrayLength()));
        Assert.NotEqual(first.Id, third.Id);
    }

    [Theory]
    [InlineData("?page=0", "page")]
    [InlineData("?pageSize=201", "pageSize")]
    [InlineData("?page=x", "page")]
    [InlineData("?status=Gone", "status")]
    [InlineData("?status=3", "status")]
    [InlineData("?status=Received,Verified", "status")]
    public async Task A_list_refuses_parameters_without_sense(string query, string field)
    {
        using var response = await _api.Operator.GetAsync(new Uri($"/api/complaints{query}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, (await response.ProblemAsync()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task The_demo_city_has_its_agencies_and_categories_open_to_all()
    {
        var categories = await _api.Resident.GetFromJsonAsync<JsonElement>("/api/complaints/categories");
        var agencies = await _api.Resident.GetFromJsonAsync<JsonElement>("/api/complaints/agencies");

        Assert.Equal(26, categories.GetProperty("total").GetInt32());
        Assert.Equal(19, agencies.GetProperty("total").GetInt32());
        var ride = categories.GetProperty("items").EnumerateArray().Single(category => category.GetProperty("code").GetString() == "ANTAR");
        Assert.Equal("Welcome", ride.GetProperty("mobileUnit").GetString());
        Assert.False(ride.GetProperty("photoOnClosing").GetBoolean());
    }

    [Theory]
    [InlineData(Roles.Dispatcher)]
    [InlineData(Roles.Citizen)]
    [InlineData(Roles.Admin)]
    public async Task Only_the_desk_reads_the_queue(string role)
    {
        using var client = _api.ClientFor(role);
        using var response = await client.GetAsync(new Uri("/api/complaints", UriKind.Relative));
        using var nobody = await _api.Resident.GetAsync(new Uri("/api/complaints", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }
}
