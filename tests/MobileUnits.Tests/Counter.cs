using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>A village office that books for people, and what comes of it.</summary>
internal sealed class Counter(HttpClient office)
{
    private static readonly Regency Kediri = Regency.Load("35.71");

    public static string Village(string name) => Kediri.VillagesNamed(name)[0].Code.ToString();

    /// <summary>The body of a booking for one trip.</summary>
    /// <param name="to">A destination's code; null for a visit.</param>
    /// <param name="from">When they can be fetched, for half an hour.</param>
    public static Dictionary<string, object?> Wish(string village, string? to, DateTimeOffset from, int passengers = 2, bool wheelchair = false, string purpose = "Health", int minutes = 30) => new(StringComparer.Ordinal)
    {
        ["purpose"] = purpose,
        ["passengers"] = passengers,
        ["needsWheelchair"] = wheelchair,
        ["pickUp"] = new { villageCode = Village(village), name = "depan musala" },
        ["dropOff"] = to is null ? null : new { destination = to },
        ["from"] = from,
        ["until"] = from.AddMinutes(minutes),
        ["contact"] = new { name = "Seorang warga", phone = "0812-3456-7890", privacyNotice = ServiceDefaults.PrivacyNotice.Version },
    };

    /// <returns>The ids of the trips.</returns>
    public async Task<List<Guid>> BookAsync(Dictionary<string, object?> wish)
    {
        using var answer = await office.PostAsJsonAsync("/api/mobile-units/counter", wish);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var booked = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return [.. booked.GetProperty("trips").EnumerateArray().Select(trip => trip.GetProperty("id").GetGuid())];
    }
}
