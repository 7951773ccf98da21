using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Load.Planning;

/// <summary>
/// A request goes into a day plan through the gateway while a dispatcher waits, on a platform of its own; beside reading that plan, which is the same way without
/// the planning. The requests are of one village, because its office books them; their doors differ.
/// </summary>
internal static class DayPlanInsertScenario
{
    private const int Planned = 150;
    private const int Inserted = 60;
    private const string Village = "35.71.02.1012";

    public static async Task RunAsync()
    {
        Console.WriteLine($"{Inserted} requests go one after another into a plan of {Planned}. Starting a platform of its own ...");
        await using var platform = await PlatformProcess.StartAsync();
        using var office = await SignInAsync(platform, "villageSectionHead");
        using var dispatcher = await SignInAsync(platform, "dispatcher");
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(7).DateTime).AddDays(3);
        var notice = (await office.GetFromJsonAsync<JsonElement>("/api/mobile-units/privacy-notice")).GetProperty("version").GetString();
        foreach (var trip in Enumerable.Range(0, Planned))
        {
            await BookAsync(office, day, trip, notice);
        }

        var plan = await PlanAsync(dispatcher, day);
        List<Guid> late = [];
        foreach (var trip in Enumerable.Range(0, Inserted + 5))
        {
            late.Add(await BookAsync(office, day, trip + 1000, notice));
        }

        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var warmingUp in late.Take(5))
        {
            await InsertAsync(dispatcher, plan, warmingUp, []);
        }

        Measurement.Print([
            await Measurement.OfAsync("floor: reading the plan", Inserted, 1, async _ => (await dispatcher.GetAsync(new Uri($"/api/dispatch/plans/{plan}", UriKind.Relative))).Dispose()),
            await Measurement.OfAsync("insert one", Inserted, 1, index => InsertAsync(dispatcher, plan, late[index + 5], outcomes)),
        ]);
        Console.WriteLine(string.Join(", ", outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}")));
    }

    private static async Task InsertAsync(HttpClient dispatcher, Guid plan, Guid request, Dictionary<string, int> outcomes)
    {
        using var answer = await dispatcher.PostAsJsonAsync($"/api/dispatch/plans/{plan}/insert", new { requestId = request });
        var outcome = answer.IsSuccessStatusCode ? "inserted" : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
        outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
    }

    /// <summary>From six to eighteen o'clock, from one of many doors to a hospital.</summary>
    private static async Task<Guid> BookAsync(HttpClient office, DateOnly day, int number, string? notice)
    {
        var from = new DateTimeOffset(day.ToDateTime(new(6 + (number % 12), 7 * number % 60)), TimeSpan.FromHours(7));
        using var answer = await office.PostAsJsonAsync("/api/mobile-units/counter", new
        {
            purpose = "Health", passengers = 1 + (number % 3), needsWheelchair = false, pickUp = new { villageCode = Village, location = new { latitude = -7.8215 + (number % 37 * 0.0003), longitude = 112.002 + (number % 41 * 0.0003) }, name = "depan musala" },
            dropOff = new { destination = number % 2 == 0 ? "rsud-gambiran" : "rsud-kilisuci" }, from, until = from.AddMinutes(45),
            contact = new { name = "Seorang warga", phone = "0812-0000-0077", privacyNotice = notice },
        });
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }

        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("trips")[0].GetProperty("id").GetGuid();
    }

    private static async Task<Guid> PlanAsync(HttpClient dispatcher, DateOnly day)
    {
        using var asked = await dispatcher.PostAsJsonAsync("/api/dispatch/plans", new { day, seconds = 10 });
        var id = (await asked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        JsonElement plan = default;
        await Eventually.TrueAsync(async () =>
        {
            plan = (await dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/plans/{id}")).GetProperty("plan");
            return plan.GetProperty("state").GetString() == "Done";
        }, "the day is planned");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The plan serves {plan.GetProperty("served").GetInt32()} with {plan.GetProperty("unitsUsed").GetInt32()} units."));
        return id;
    }

    private static async Task<HttpClient> SignInAsync(PlatformProcess platform, string role)
    {
        var client = platform.CreateClient();
        var username = (await File.ReadAllLinesAsync(Path.Combine(platform.DataFolder, "demo-accounts.txt"))).Select(line => line.Split(';')).First(columns => columns[1] == role)[0];
        using var answer = await client.PostAsJsonAsync("/api/identity/token", new { username, password = platform.DemoPassword });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
        return client;
    }
}
