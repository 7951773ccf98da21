using System.Text;

namespace PlanningPlatform.Testing;

/// <summary>Open311 requests that are nearly right.</summary>
/// <param name="keys">The first is good.</param>
/// <param name="numbers">Of reports that are there.</param>
public sealed class Open311Requests(Random random, IReadOnlyList<string> keys, IReadOnlyList<string> numbers)
{
    private static readonly string[] Names =
    [
        "api_key", "service_code", "lat", "long", "address_string", "address_id", "description", "first_name", "last_name", "email", "phone", "visibility", "media_url", "device_id", "account_id", "jurisdiction_id",
        "attribute[bahaya]", "attribute[bahaya][]", "attribute[bahaya][0]", "attribute[ukuran]", "attribute[nomor_tiang]", "attribute[]", "attribute[a][b][c]", "attribute", "public_anonymity_required", "email_alerts_requested",
        "extensions", "service_request_id", "start_date", "end_date", "status", "page", "page_size", "radius", "update_id", "updated_datetime",
    ];

    private static readonly string[] Values =
    [
        .. Fuzz.Texts, "\0", "\uD83D", "POHON", "JALAN", "EM-API", "-7.8160", "112.0325", "91", "-181", "kabel", "kabel,petir", "Lampu mati", "anonymous", "setengah", "2026-11-21T00:00:00Z", "0001-01-01T00:00:00Z",
        "open", "closed", "open,closed,", ",,,", "1", "1000", "1001", "REOPEN",
    ];

    private static readonly string[] Resources =
        ["/requests", "/requests", "/requests", "/servicerequestupdates", "/services", "/services/PJU", "/services/%F0%9F%98%80", "/requests/ADU-0000-0000", "/requests/%01", "/tokens/x", "/discovery", "/nothing", ""];

    public HttpRequestMessage Draw()
    {
        var post = random.Next(3) > 0;
        var update = post && random.Next(4) == 0;
        List<(string Name, string Value)> fields = !post || random.Next(4) == 0 ? []
            : update ? [("api_key", keys[0]), ("service_request_id", Number()), ("description", "Dahannya makin turun")]
            : [("api_key", keys[0]), ("service_code", random.Pick("PJU", "POHON", "JALAN")), ("lat", "-7.8160"), ("long", "112.0325"), ("description", "Lampu mati")];
        for (var change = random.Next(4); change > 0; change--)
        {
            var field = (random.Pick(Names), random.Next(12) switch { 0 => random.Pick(keys), 1 => Number(), 2 => new string('x', post ? random.Pick(4000, 4001, 9000) : 2000), _ => random.Pick(Values) });
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

        var resource = update ? "/servicerequestupdates" : post && random.Next(3) > 0 ? "/requests" : random.Next(8) == 0 ? $"/requests/{Number()}" : random.Pick(Resources);
        var path = $"/open311/v2{resource}{random.Pick(".xml", ".json", ".json", "", "/", ".yaml")}";
        if (!post)
        {
            return new(new HttpMethod(random.Next(20) == 0 ? "DELETE" : "GET"), new Uri($"{path}?{Encode(fields)}", UriKind.Relative));
        }

        return new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = random.Next(3) == 0 ? Multipart(fields) : Raw(fields) };
    }

    private string Number() => numbers.Count == 0 ? "ADU-0000-0000" : random.Pick(numbers);

    private ByteArrayContent Raw(List<(string Name, string Value)> fields)
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
