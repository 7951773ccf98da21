using System.Globalization;
using System.Net;
using System.Text;
using Xunit.Abstractions;

namespace PlanningPlatform.Open311.Tests;

/// <summary>Requests that are nearly right, by the thousand: never our fault, never half a record, always in the form that was asked for.</summary>
[Collection(Open311Collection.Name)]
public sealed class BadInputTests(Open311Service service, ITestOutputHelper output)
{
    private static readonly string[] Names =
    [
        "api_key", "service_code", "lat", "long", "address_string", "address_id", "description", "first_name", "last_name", "email", "phone", "visibility", "media_url", "device_id", "account_id", "jurisdiction_id",
        "attribute[bahaya]", "attribute[bahaya][]", "attribute[bahaya][0]", "attribute[ukuran]", "attribute[nomor_tiang]", "attribute[]", "attribute[a][b][c]", "attribute", "public_anonymity_required", "email_alerts_requested",
        "extensions", "service_request_id", "start_date", "end_date", "status", "page", "page_size", "radius", "update_id", "updated_datetime",
    ];

    private static readonly string[] Values =
    [
        "", " ", "PJU", "POHON", "JALAN", "EM-API", "pju", "-7.8160", "112.0325", "0", "-0", "1e308", "NaN", "Infinity", "91", "-181", "7,5", "35.71", "35.71.02.1012", "35.06.01.2001", "kabel", "kabel,petir",
        "Lampu mati", "<script>alert(1)</script>", "\u202Etxt", "\0", "\u0001", "\uFFFF", "\uD83D", "😀", "'; DROP TABLE \"Complaints\"; --", "%00", "%", "&", "=", "a\r\nb", "TRUE", "secret", "anonymous", "setengah",
        "2026-11-21T00:00:00Z", "2035-01-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "kemarin", "open", "closed", "open,closed,", ",,,", "ADU-0000-0000", "ADU-0000-0000,ADU-1111-1111", "1", "1000", "1001", "-1", "99999999999999999999",
        "warga@contoh.id", "@", "0812-3456-7890", "abc", "REOPEN", "http://127.0.0.1:1/x.jpg",
    ];

    private static readonly string[] Resources =
        ["/requests", "/requests", "/requests", "/servicerequestupdates", "/services", "/services/PJU", "/services/%F0%9F%98%80", "/requests/ADU-0000-0000", "/requests/%01", "/tokens/x", "/discovery", "/nothing", ""];

    [Fact]
    public async Task Nothing_that_a_client_can_send_breaks_anything()
    {
        var cases = int.Parse(Environment.GetEnvironmentVariable("FUZZ_CASES") ?? "1500", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("FUZZ_SEED") ?? "311", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        var (before, taken) = (await service.TotalAsync(), 0);
        var counts = new SortedDictionary<int, int>();
        for (var number = 0; number < cases; number++)
        {
            using var request = Draw(random);
            using var answer = await service.Anybody.SendAsync(request);
            var said = $"Case {number} of seed {seed}: {request.Method} {request.RequestUri} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())} answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            Assert.True((int)answer.StatusCode is 200 or 400 or 403 or 404 or 405, said);
            // Strictly read, in whichever form.
            _ = answer.Content.Headers.ContentType?.MediaType == "application/json" ? (object)await StrictClient.ReadJsonAsync(answer, answer.StatusCode) : await StrictClient.ReadXmlAsync(answer, answer.StatusCode);
            counts[(int)answer.StatusCode] = counts.GetValueOrDefault((int)answer.StatusCode) + 1;
            taken += answer.StatusCode == HttpStatusCode.OK && request.Method == HttpMethod.Post && request.RequestUri!.OriginalString.StartsWith("/open311/v2/requests", StringComparison.Ordinal) ? 1 : 0;
        }

        output.WriteLine(string.Join(", ", counts.Select(count => $"{count.Key}: {count.Value}")) + $"; taken in: {taken}");
        Assert.Equal(before + taken, await service.TotalAsync());
        Assert.True(taken > 0 && counts.Count >= 4, "Nearly everything is refused for the same reason: nothing is tried.");
    }

    private HttpRequestMessage Draw(Random random)
    {
        var post = random.Next(3) > 0;
        List<(string Name, string Value)> fields = post && random.Next(4) > 0
            ? [("api_key", service.Key), ("service_code", Pick("PJU", "POHON", "JALAN")), ("lat", "-7.8160"), ("long", "112.0325"), ("description", "Lampu mati")]
            : [];
        for (var change = random.Next(4); change > 0; change--)
        {
            var field = (Pick(Names), Pick(Values));
            switch (random.Next(4))
            {
                case 0 when fields.Count > 0:
                    fields.RemoveAt(random.Next(fields.Count));
                    break;
                case 1 when fields.Count > 0:
                    var at = random.Next(fields.Count);
                    fields[at] = (fields[at].Name, field.Item2);
                    break;
                default:
                    fields.Add(field);
                    break;
            }
        }

        var resource = post && random.Next(3) > 0 ? "/requests" : Pick(Resources);
        var path = $"/open311/v2{resource}{Pick(".xml", ".json", ".json", "", "/", ".yaml")}";
        if (!post)
        {
            return new(new HttpMethod(random.Next(20) == 0 ? "DELETE" : "GET"), new Uri($"{path}?{Encode(fields)}", UriKind.Relative));
        }

        return new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = random.Next(3) == 0 ? Multipart(fields) : Raw(random, fields) };

        string Pick(params string[] among) => among[random.Next(among.Length)];
    }

    private static ByteArrayContent Raw(Random random, List<(string Name, string Value)> fields)
    {
        var bytes = Encoding.UTF8.GetBytes(Encode(fields));
        if (bytes.Length > 0 && random.Next(8) == 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        var content = new ByteArrayContent(random.Next(10) == 0 ? bytes[..(bytes.Length / 2)] : bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", random.Next(12) == 0 ? "application/json" : "application/x-www-form-urlencoded; charset=utf-8");
        return content;
    }

    private static MultipartFormDataContent Multipart(List<(string Name, string Value)> fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        if (fields.Count == 0)
        {
            form.Add(new StringContent(""), "x");
        }

        return form;
    }

    private static string Encode(IEnumerable<(string Name, string Value)> fields) => string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
}
