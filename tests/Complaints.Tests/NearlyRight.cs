using System.Globalization;
using System.Text;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>What a fuzzer knows of the service while it runs: numbers, secrets and ids that are there, newest kept.</summary>
internal sealed class KnownThings(Random random)
{
    private const int MostKept = 60;

    private readonly Dictionary<string, List<string>> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _newest = new(StringComparer.Ordinal);
    private readonly List<(string Number, string Secret)> _slips = [];
    private readonly List<(string Id, string Key)> _photos = [];

    public IReadOnlyList<string> Numbers => [.. _slips.Select(slip => slip.Number)];

    public (string Number, string Secret) Slip => _slips.Count == 0 ? ("ADU-0000-0000", "x") : random.Pick(_slips);

    public (string Id, string Key) Photo => _photos.Count == 0 ? (Guid.Empty.ToString(), "x") : random.Pick(_photos);

    /// <param name="kind">complaints, calls, units, blocks, handovers, erasure-requests, open311-keys, photos.</param>
    /// <remarks>Often the newest: only that one is still ringing, or open with whoever asks.</remarks>
    public string Id(string kind) => !_ids.TryGetValue(kind, out var ids) ? Guid.Empty.ToString() : random.Next(2) == 0 ? _newest[kind] : random.Pick(ids);

    public void Remember(string kind, JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (answer.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && Guid.TryParse(id.GetString(), out _))
        {
            _newest[kind] = id.GetString()!;
            Keep(_ids.TryGetValue(kind, out var ids) ? ids : _ids[kind] = [], id.GetString()!);
            if (answer.TryGetProperty("trackingSecret", out var secret))
            {
                Keep(_slips, (answer.Text("trackingNumber")!, secret.GetString()!));
            }

            if (kind == "photos" && answer.TryGetProperty("key", out var key))
            {
                Keep(_photos, (id.GetString()!, key.GetString()!));
            }
        }

        if (answer.TryGetProperty("items", out var items))
        {
            foreach (var item in items.EnumerateArray())
            {
                Remember(kind, item);
            }
        }
    }

    private void Keep<T>(List<T> kept, T thing)
    {
        if (kept.Contains(thing))
        {
            return;
        }

        if (kept.Count < MostKept)
        {
            kept.Add(thing);
        }
        else
        {
            kept[random.Next(MostKept)] = thing;
        }
    }
}

/// <summary>
/// Values that are nearly right, by the shape that the interface's document gives and the name of the field: mostly what makes sense, now and then what does
/// not. JSON is written as text, because much of what is nasty is not JSON that any library would write.
/// </summary>
internal sealed class NearlyRight(Random random, KnownThings known, JsonElement document)
{
    private static readonly string[] Villages = ["35.71.02.1012", "35.71.01.1012", "35.71.03.1009", "35.71.01.1002"];
    private static readonly string[] Categories = ["PJU", "JALAN", "POHON", "SALURAN", "SAMPAH", "PASAR", "ANTAR", "BANSOS", "PUNGLI", "EM-API", "EM-HEWAN", "EM-MEDIS", "LUAR", "INFO", "ASPIRASI", "MERATA"];
    private static readonly string[] Agencies = ["DPKP", "DPUPR", "DLHKP", "DINKES", "INSPEKTORAT", "PDPASAR", "SATPOLPP", "LUAR", "KELURAHAN"];
    private static readonly string[] Words = ["Lampu ngarep Gg II mati wis telung dino, sisih lor musala", "Jalan berlubang besar", "Saluran RT 03/RW 04 meluap", "Sudah diperiksa petugas", "Menunggu aspal", "Hubungi 0812-3456-7890"];

    private static readonly string[] NastyJson =
    [
        "null", "true", "0", "-1", "1e999", "1e-400", "99999999999999999999999999", "2147483648", "-2147483649", "0.1", "NaN", "Infinity", "\"\"", "\" \"", "\"\\ud83d\"", "\"\\udc00x\"", "\"a\\u0000b\"", "\"\\u202egnp.exe\"",
        "\"\\uffff\"", "\"\\q\"", "\"unended", "[]", "[null]", "{}", "{\"a\":1}", "[[[[]]]]", "[\"a\",\"a\"]", "\"2035-01-01\"", "\"2035-01-01T00:00:00Z\"", "\"9999-12-31\"", "\"0001-01-01\"", "'x'", "// x", "\"a\tb\"", "\"a\nb\"",
    ];

    /// <summary>How often a value is not what it should be, in this case: never, seldom, often.</summary>
    private double _rate;

    public void NewCase() => _rate = random.Pick(0.0, 0.0, 0.03, 0.1, 0.4);

    private bool Spoil => random.NextDouble() < _rate;

    public string NastyText() => random.Next(12) switch
    {
        0 => new string('x', random.Pick(100, 101, 200, 201, 300, 301, 500, 2000, 2001, 4000, 4001, 40_000)),
        1 => string.Concat(Enumerable.Repeat("😀", random.Pick(50, 1000, 2001))),
        _ => random.Pick(Fuzz.Texts),
    };

    /// <summary>A JSON body of that schema.</summary>
    public string Body(JsonElement schema)
    {
        var body = Value(schema, "body");
        if (!Spoil)
        {
            return body;
        }

        return random.Next(9) switch
        {
            0 => body[..random.Next(body.Length)],
            1 => body + body,
            2 => random.Pick("", "null", "[]", "\"x\"", "1", "true", "{", "\uFEFF" + body, "[" + body + "]"),
            3 => string.Concat(Enumerable.Repeat("[", 3000)),
            4 => string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40),
            // The same field twice.
            5 when body.StartsWith("{\"", StringComparison.Ordinal) && body.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma => body[..comma] + "," + body[1..],
            6 when body.Length > 2 && body[0] == '{' => "{\"tidakAda\":1," + body[1..],
            7 => body.Replace("\":", "\" : \r\n\t", StringComparison.Ordinal),
            _ => new string(' ', 100_000) + body,
        };
    }

    /// <summary>For an address: of the parameter's name, not escaped yet.</summary>
    public string Parameter(string name) => Spoil ? NastyText() : name switch
    {
        "status" => random.Pick("Received", "Verified", "Forwarded", "Closed"),
        "due" => random.Pick("Late", "Today", "PastTarget", "Alarm"),
        "state" => random.Pick("Open", "Closed", "Ringing", "Ended"),
        "by" => random.Pick("Category", "Agency", "Village"),
        "kind" => random.Pick("Ghost", "Prank", "Information", "Emergency", "Complaint"),
        "emergency" or "inForce" or "callBack" => random.Pick("true", "false"),
        "category" => random.Pick(Categories),
        "village" or "villageCode" or "region" => random.Pick(Villages),
        "agency" => random.Pick(Agencies),
        "number" or "trackingNumber" => known.Slip.Number,
        "from" or "to" or "day" => Day(-40, 3),
        "page" => random.Pick("1", "2", "100000"),
        "pageSize" => random.Pick("1", "20", "200"),
        "west" => "111.9",
        "east" => "112.1",
        "south" => "-7.9",
        "north" => "-7.7",
        "zoom" => random.Pick("1", "9", "15", "16", "20"),
        "size" => random.Pick("320", "1280", "original"),
        "code" => random.Pick("KIA", "PJU", "PSC", "UJI-1", "UJI-2"),
        "format" => random.Pick("json", "xml"),
        _ => random.Pick("petugas-a", "syarat kia", "x"),
    };

    private string Value(JsonElement schema, string name)
    {
        if (Spoil)
        {
            return random.Next(2) == 0 ? random.Pick(NastyJson) : JsonSerializer.Serialize(NastyText());
        }

        var shape = Resolve(schema);
        if (shape.TryGetProperty("enum", out var names))
        {
            return names[random.Next(names.GetArrayLength())].GetRawText();
        }

        if (name == "photos[]")
        {
            var photo = known.Photo;
            return $$"""{"id":"{{photo.Id}}","key":"{{photo.Key}}"}""";
        }

        return TypeOf(shape) switch
        {
            "object" when shape.TryGetProperty("properties", out var properties) => Object(properties),
            "object" => random.Pick("{}", """{"bahaya":["kabel","dekat_sekolah"]}""", """{"ukuran":["besar"]}""", """{"nomor_tiang":["12"]}""", """{"bahaya":[null]}""", """{"warna":["merah"]}"""),
            "array" => $"[{string.Join(',', Enumerable.Range(0, random.Next(20) == 0 ? 12 : random.Next(3)).Select(_ => Value(shape.GetProperty("items"), name + "[]")))}]",
            "integer" => Integer(name).ToString(CultureInfo.InvariantCulture),
            "number" => (name == "latitude" ? -7.75 - (random.NextDouble() / 5) : 111.9 + (random.NextDouble() / 5)).ToString(CultureInfo.InvariantCulture),
            "boolean" => random.Pick("true", "false"),
            _ => JsonSerializer.Serialize(Text(name)),
        };
    }

    private string Object(JsonElement properties)
    {
        var members = new StringBuilder();
        foreach (var property in properties.EnumerateObject())
        {
            var share = property.Name switch { "joins" => 0.1, "photos" => 0.15, "reporter" or "attributes" or "outsideParty" or "clockMinutes" => 0.3, "version" => 0.7, "number" => 0.9, _ => 0.85 };
            if (random.NextDouble() < share)
            {
                members.Append(members.Length == 0 ? "" : ",").Append('"').Append(property.Name).Append("\":").Append(Value(property.Value, property.Name));
            }
        }

        return $"{{{members}}}";
    }

    private string Text(string name) => name switch
    {
        "categoryCode" => random.Pick(Categories),
        "villageCode" => random.Pick(Villages),
        "agencyCode" or "agencyCodes[]" or "supportingAgencyCodes[]" => random.Pick(Agencies),
        "joins" or "masterNumber" => known.Slip.Number,
        "rt" or "rw" => random.Pick("3", "03", "004"),
        "phone" or "number" => $"0812-{random.Next(1000, 1040)}-0000",
        "email" => "warga@contoh.invalid",
        "privacyNotice" => PrivacyNotice.Version,
        "until" or "effectiveFrom" => Day(1, 60),
        "unit" => "Damkar Satpol PP",
        "code" => random.Pick("KIA", "KTP", $"UJI-{random.Next(100)}", $"uji-{random.Next(100)}"),
        "externalId" => $"pbx-{random.Next(1000)}",
        _ => random.Pick(Words),
    };

    private int Integer(string name) => name switch
    {
        "stars" => random.Next(1, 6),
        "warnAtPercent" => 80,
        "leaderAtPercent" => 150,
        "version" => random.Next(1, 4),
        "requestsPerMinute" => 600,
        _ => random.Next(1, 60),
    };

    private string Day(int from, int to) => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(random.Next(from, to)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What stands behind a reference, and beside null.</summary>
    private JsonElement Resolve(JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("$ref", out var reference))
            {
                schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            }
            else if (schema.TryGetProperty("oneOf", out var choices))
            {
                schema = choices.EnumerateArray().Last();
            }
            else
            {
                return schema;
            }
        }
    }

    private static string TypeOf(JsonElement shape)
        => !shape.TryGetProperty("type", out var type) ? "string" : type.ValueKind == JsonValueKind.String ? type.GetString()! : type.EnumerateArray().Last().GetString()!;
}
