using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>The same thing reported again is found, by residents before they send and by the desk.</summary>
public sealed class DuplicateTests(WholeLifeFixture fixture) : IClassFixture<WholeLifeFixture>
{
    private const string Banjaran = "35.71.02.1012";

    private readonly ComplaintsApi _api = fixture.Api;

    [Fact]
    public async Task The_same_lamp_in_Javanese_and_Indonesian_is_shown_to_the_desk_with_the_reason()
    {
        var first = await _api.LodgeOneAsync(Report("Lampu ngarep Gg II mati wis telung dino, sisih lor musala", -7.8215, 112.0020));
        var second = await _api.LodgeOneAsync(Report("Gang II gelap, lampu jalan padam", -7.8216, 112.0022));

        var similar = await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints/{second.Id}/similar");

        var found = similar.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("complaint").GetProperty("id").GetGuid() == first.Id);
        Assert.Contains("20 m", found.Text("reason"), StringComparison.Ordinal);
        Assert.InRange(found.GetProperty("score").GetDouble(), 0.3, 1);
    }

    [Fact]
    public async Task A_resident_is_offered_it_before_sending_and_joins()
    {
        var first = await _api.LodgeOneAsync(new
        {
            categoryCode = "PJU", description = "Lampu jalan di Gang Delima mati sudah tiga hari, depan pos ronda", villageCode = Banjaran, location = new { latitude = -7.8100, longitude = 112.0100 },
            address = new { street = "Gang Delima", landmark = "rumah cat biru" }, visibility = "Public",
        });

        var offered = await OfferedAsync(Report("Lampu jalan Gang Delima mati, dekat pos ronda", -7.8101, 112.0101));

        var offer = offered.EnumerateArray().Single(item => item.Text("trackingNumber") == first.TrackingNumber);
        Assert.Equal(1, offer.GetProperty("affected").GetInt32());
        // Where, as far as everybody may know: a landmark may be somebody's house.
        Assert.Equal((Banjaran, "Gang Delima"), (offer.Text("villageCode"), offer.Text("street")));
        Assert.DoesNotContain("cat biru", offer.GetRawText(), StringComparison.Ordinal);
        using var joined = await _api.LodgeAsync(new { categoryCode = "PJU", joins = first.TrackingNumber, visibility = "Public" });
        Assert.Equal(HttpStatusCode.Created, joined.StatusCode);
        Assert.Equal(2, (await OfferedAsync(Report("Lampu jalan Gang Delima mati, dekat pos ronda", -7.8101, 112.0101)))[0].GetProperty("affected").GetInt32());
    }

    [Theory]
    [InlineData("Secret", "PJU")]
    [InlineData("Public", "ANTAR")]
    public async Task What_is_secret_or_about_a_person_is_offered_to_nobody(string visibility, string category)
    {
        await _api.LodgeOneAsync(Report("Lampu jalan Gang Cempaka mati, depan warung", -7.8300, 112.0300, category, visibility));

        Assert.Empty((await OfferedAsync(Report("Lampu jalan Gang Cempaka mati, depan warung", -7.8300, 112.0300, category))).EnumerateArray());
    }

    [Fact]
    public async Task Three_hundred_metres_away_it_is_another_one()
    {
        var first = await _api.LodgeOneAsync(Report("Lampu jalan Gang Sawo mati", -7.8400, 112.0400));

        var offered = await OfferedAsync(Report("Lampu jalan Gang Sawo mati", -7.8427, 112.0400));

        Assert.DoesNotContain(first.TrackingNumber, offered.EnumerateArray().Select(item => item.Text("trackingNumber")));
    }

    [Fact]
    public async Task Without_a_point_it_is_found_in_the_same_village()
    {
        var first = await _api.LodgeOneAsync(new { categoryCode = "SALURAN", description = "Saluran depan masjid Al Hikmah RT 03 RW 04 meluap", villageCode = Banjaran, visibility = "Public" });
        var second = await _api.LodgeOneAsync(new { categoryCode = "SALURAN", description = "Selokan RT 03 RW 04 depan masjid meluap kalau hujan", villageCode = Banjaran, visibility = "Public" });

        var similar = await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints/{second.Id}/similar");

        Assert.Contains(first.Id, similar.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("complaint").GetProperty("id").GetGuid()));
    }

    [Fact]
    public async Task A_text_suggests_its_category_and_says_why()
    {
        using var response = await _api.Resident.PostAsJsonAsync("/api/complaints/suggest-category", new { description = "Lampu ngarep Gg II mati wis telung dino" });

        var first = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0];
        Assert.Equal("PJU", first.Text("code"));
        Assert.NotEqual(0, first.GetProperty("because").GetArrayLength());
    }

    [Fact]
    public async Task The_name_of_the_village_that_everybody_writes_is_nothing_that_two_reports_have_in_common()
    {
        var first = await _api.LodgeOneAsync(Report("Lampu jalan Gang Kenanga mati, Banjaran", -7.8500, 112.0500));

        var offered = await OfferedAsync(Report("Lampu Gang Kenanga Banjaran mati", -7.8500, 112.0500));

        var reason = offered.EnumerateArray().Single(item => item.Text("trackingNumber") == first.TrackingNumber).Text("reason");
        Assert.Contains("kenanga", reason, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("banjaran", reason, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_name_of_a_village_leads_to_no_category()
    {
        // Without the names of the city's villages it reads as "taman", a park, which somebody wishes for.
        using var response = await _api.Resident.PostAsJsonAsync("/api/complaints/suggest-category", new { description = "Tolong dibantu, rumah saya di Tamanan" });

        Assert.Empty((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray());
    }

    private async Task<JsonElement> OfferedAsync(object report)
    {
        var request = JsonSerializer.SerializeToNode(report)!.AsObject();
        request.Remove("visibility");
        using var response = await _api.Resident.PostAsJsonAsync("/api/complaints/similar", request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items");
    }

    private static object Report(string description, double latitude, double longitude, string category = "PJU", string visibility = "Public")
        => new { categoryCode = category, description, villageCode = Banjaran, location = new { latitude, longitude }, visibility };
}
