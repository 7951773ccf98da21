using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;
using Xunit.Abstractions;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>
/// Every address that the running service maps, called by everybody, with what is nearly right: never our fault (5xx), every refusal says why, and nothing that
/// was refused leaves anything behind. <c>FUZZ_CASES</c> and <c>FUZZ_SEED</c>: 50,000 cases every night, a slice in the ordinary run.
/// </summary>
public sealed partial class FuzzTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>What a refused lodging of an emergency may leave: whoever presses that key has marked the call, whatever is wrong with the report (docs/calls.md).</summary>
    private static readonly string[] MarkedAnyway = ["Calls", "CallEntries", "NumberBlocks", "Callers"];

    private readonly SettableTime _time = new();
    private ComplaintsApi _api = null!;
    private MessageGateway _gateway = null!;
    private StoredRows _rows = null!;

    public async Task InitializeAsync()
    {
        _api = await ComplaintsApi.StartAsync(
            _time, new("Complaints:Messages:Secret", MessagesFixture.Secret), new("Complaints:Clocks:Interval", "1.00:00:00"), new("Retention:Interval", "1.00:00:00"), new("Demo:Open311Key", "kunci-demo-yang-panjang"),
            new("Limits:WrongTrackingPerNumber", "1000000"), new("Limits:WrongTrackingPerAddress", "1000000"));
        await _api.ReadyAsync();
        _gateway = new(_api.Resident, MessagesFixture.Secret, _time);
        _rows = await StoredRows.WatchAsync(_api.Database);
    }

    public async Task DisposeAsync()
    {
        await _rows.DisposeAsync();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_that_anybody_can_send_breaks_anything_or_leaves_half_a_record()
    {
        var (cases, seed) = (Fuzz.Cases(2500), Fuzz.Seed(112));
        var random = new Random(seed);
        var known = new KnownThings(random);
        var document = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(PlatformProcess.RepositoryFolder(), "docs/api/openapi/complaints.json")));
        var (surface, values) = (Surface(document), new NearlyRight(random, known, document));
        using var people = new People(_api, random);
        var keys = await KeysAsync();
        await SeedAsync(known);

        var (counts, called, succeeded) = (new SortedDictionary<int, int>(), new HashSet<Place>(), new HashSet<Place>());
        var refusals = new Dictionary<Place, string?>();
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        var stored = await _rows.CountAsync();
        HttpRequestMessage? lastSigned = null;
        for (var number = 0; number < cases; number++)
        {
            values.NewCase();
            // Each place in its turn, so that a slice of a few thousand comes by everywhere.
            var place = number < surface.Count * 4 ? surface[number % surface.Count] : random.Pick(surface);
            using var request = place.IsOpen311 && random.Next(3) > 0 ? new Open311Requests(random, keys, known.Numbers).Draw() : Draw(place, random, known, values, ref lastSigned);
            var sent = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
            using var answer = await people.Of(place).SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();

            if ((int)answer.StatusCode >= 500)
            {
                Found("is our fault");
            }

            counts[(int)answer.StatusCode] = counts.GetValueOrDefault((int)answer.StatusCode) + 1;
            refusals[place] = answer.IsSuccessStatusCode || !body.StartsWith('{') ? refusals.GetValueOrDefault(place) : await answer.CodeAsync();
            called.Add(place);
            if (answer.IsSuccessStatusCode)
            {
                succeeded.Add(place);
                Learn(place, answer, body, known);
                stored = await _rows.MayHaveChangedAsync() ? await _rows.CountAsync() : stored;
                continue;
            }

            if ((int)answer.StatusCode >= 400 && !SaysWhy(request, answer, body))
            {
                Found("does not say why");
            }

            if (await _rows.MayHaveChangedAsync())
            {
                var now = await _rows.CountAsync();
                var changed = StoredRows.Changed(stored, now).Where(table => !(place.Path.EndsWith("/calls/{id}/lodge", StringComparison.Ordinal) && MarkedAnyway.Contains(table.Split(':')[0]))).ToList();
                if (changed.Count > 0)
                {
                    Found($"was refused and left {string.Join("; ", changed)}");
                }

                stored = now;
            }

            // One of each kind says enough, and all kinds are seen at once.
            void Found(string what) => faults.TryAdd(
                $"{place.Method} {place.Path} {what.Split(' ')[1]} {(int)answer.StatusCode}",
                $"Case {number} of seed {seed} {what}: {request.Method} {request.RequestUri!.PathAndQuery} {string.Join(' ', request.Headers.Where(header => header.Key != "Authorization").Select(header => $"{header.Key}: {string.Join(',', header.Value)}"))} "
                    + $"{request.Content?.Headers.ContentType} {Encoding.UTF8.GetString(sent[..Math.Min(sent.Length, 1500)])} answered {(int)answer.StatusCode} {body[..Math.Min(body.Length, 1500)]}");
        }

        output.WriteLine($"{cases} cases of seed {seed} at {called.Count} places, {succeeded.Count} of which took some: {string.Join(", ", counts.Select(count => $"{count.Key}: {count.Value}"))}.");
        foreach (var never in surface.Except(succeeded))
        {
            output.WriteLine($"Never taken: {never.Method} {never.Path}, at last {refusals.GetValueOrDefault(never)}");
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults.Values));
        Assert.True(cases < surface.Count * 4 || called.Count == surface.Count, "Not every place was called.");
        Assert.True(counts.Count >= 6 || cases < 1000, "Nearly everything is refused for the same reason: nothing is tried.");
    }

    /// <summary>Everything the service maps, from the service itself, with the body that its document says it takes.</summary>
    private List<Place> Surface(JsonElement document)
    {
        List<Place> places = [];
        foreach (var endpoint in _api.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            var path = "/" + Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{${name}}");
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                JsonElement? operation = document.GetProperty("paths").TryGetProperty(path, out var at) && at.TryGetProperty(method.ToLowerInvariant(), out var documented) ? documented : null;
                JsonElement? schema = operation?.TryGetProperty("requestBody", out var body) == true && body.GetProperty("content").TryGetProperty("application/json", out var json) ? json.GetProperty("schema") : null;
                Assert.True(
                    schema is not null || endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/json") != true, $"The document of the interface does not know {method} {path}: eng/api-documents.sh");
                var query = operation?.TryGetProperty("parameters", out var parameters) == true
                    ? parameters.EnumerateArray().Where(parameter => parameter.Text("in") == "query").Select(parameter => parameter.Text("name")!).ToList() : [];
                places.Add(new(new HttpMethod(method), path, schema, query));
            }
        }

        Assert.True(places.Count > 100, $"Only {places.Count} places were found.");
        return [.. places.Distinct()];
    }

    private HttpRequestMessage Draw(Place place, Random random, KnownThings known, NearlyRight values, ref HttpRequestMessage? lastSigned)
    {
        if (place.Path == "/api/complaints/messages" && random.Next(10) > 0)
        {
            return Message(random, values, ref lastSigned);
        }

        var slip = known.Slip;
        var path = Parameter().Replace(place.Path, part => Uri.EscapeDataString(PathValue(part.Groups["name"].Value, part.Index, place.Path, slip.Number, known, random, values)));
        var all = random.Next(4) == 0;
        var query = place.Query.Where(_ => all || random.Next(3) == 0).Select(name => $"{name}={Uri.EscapeDataString(values.Parameter(name))}").ToList();
        if (random.Next(30) == 0)
        {
            query.Add(random.Pick("%00=%00", "page=%zz", "page=%ff", "page", "=", "a[b]=c", "page=1&page=2", "pageSize=٣", "status=Received&status=&status=x"));
        }

        var method = random.Next(60) == 0 ? random.Pick(HttpMethod.Delete, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Options, HttpMethod.Head) : place.Method;
        var request = new HttpRequestMessage(method, new Uri(path + (query.Count == 0 ? "" : $"?{string.Join('&', query)}"), UriKind.Relative));
        if (place.Path.Contains("/track/", StringComparison.Ordinal) && random.Next(12) > 0)
        {
            request.Headers.TryAddWithoutValidation("X-Tracking-Secret", random.Next(10) == 0 ? Header(values) : slip.Secret);
        }

        if (random.Next(10) == 0)
        {
            request.Headers.TryAddWithoutValidation(
                random.Pick("Idempotency-Key", "Idempotency-Key", "X-Tracking-Secret", "X-Photo-Key", "Accept-Language", "Accept", "X-Signature", "If-None-Match", "Authorization", "traceparent"),
                random.Pick("kunci-idempoten-0001", "kunci-idempoten-0001", "pendek", new string('k', 200), new string('k', 201), Header(values)));
        }

        request.Content = place.Schema is { } schema ? Json(values.Body(schema), random)
            : place.Path.EndsWith("/photos", StringComparison.Ordinal) && method == HttpMethod.Post ? Picture(random, values)
            : method == HttpMethod.Post && random.Next(2) == 0 ? Json(random.Pick("", "{}", "null", "x"), random)
            : null;
        return request;
    }

    private static string PathValue(string name, int index, string path, string number, KnownThings known, Random random, NearlyRight values) => name switch
    {
        _ when random.Next(25) == 0 => values.NastyText() is { Length: > 0 and < 2000 } nasty ? nasty : "x",
        "id" or "handOffId" => random.Next(25) == 0 ? "01990000-0000-7000-8000-000000000000" : known.Id(name == "handOffId" ? "units" : KindAt(path[..index])),
        "trackingNumber" => number,
        _ => values.Parameter(name) is { Length: > 0 and < 2000 } value ? value : "x",
    };

    /// <summary>Of what an id is, by what stands before it.</summary>
    private static string KindAt(string before)
        => before.TrimEnd('/').Split('/')[^1] switch { "emergencies" or "complaints" or "track" => "complaints", var kind => kind };

    /// <summary>What HttpClient sends at all.</summary>
    private static string Header(NearlyRight values) => string.Concat(values.NastyText().Where(letter => letter is >= ' ' and < (char)127)).Trim() is { Length: > 0 and < 8000 } text ? text : "x";

    private static StringContent Json(string body, Random random)
    {
        var content = new StringContent(body, Encoding.UTF8, "application/json");
        if (random.Next(25) == 0)
        {
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", random.Pick("text/plain", "application/xml", "application/json; charset=ebcdic", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "multipart/form-data", "/", ""));
        }

        return content;
    }

    private static HttpContent Picture(Random random, NearlyRight values)
    {
        var picture = random.Next(3) == 0 ? TestPicture.Png(random.Next(1, 40), random.Next(1, 40)) : TestPicture.Jpeg(random.Next(1, 60), random.Next(1, 60));
        for (var change = random.Pick(0, 0, 1, 20); change > 0; change--)
        {
            picture[random.Next(random.Next(2) == 0 ? Math.Min(40, picture.Length) : picture.Length)] = (byte)random.Next(256);
        }

        var bytes = random.Next(8) switch { 0 => picture[..random.Next(picture.Length)], 1 => Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>" + values.NastyText()), 2 => TestPicture.Gif(3, 3), _ => picture };
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", random.Pick("image/jpeg", "image/jpeg", "image/png", "image/svg+xml", "text/html"));
        if (random.Next(3) > 0)
        {
            return content;
        }

        var form = new MultipartFormDataContent { { content, random.Pick("photo", "file"), random.Pick("lampu.jpg", "../../x", "a\u202Eb.jpg") } };
        if (random.Next(3) == 0)
        {
            form.Add(new StringContent(values.NastyText()), "x");
        }

        return form;
    }

    /// <summary>A message of the gateway: right, by somebody else, old, the last one again, or with a signature that is none.</summary>
    private HttpRequestMessage Message(Random random, NearlyRight values, ref HttpRequestMessage? lastSigned)
    {
        var text = random.Next(3) == 0 ? values.NastyText() : random.Pick("Lampu mati wis telung dino, Banjaran", "BATAL", "YA", "RAHASIA", "1", "STATUS ADU-0000-0000", "Banjaran", "halo", "Tolong kebakaran rumah tetangga");
        var location = random.Pick("null", "null", "{\"latitude\":-7.82,\"longitude\":112.01}", "{\"latitude\":-7.0,\"longitude\":113.5}", "{\"latitude\":1e999,\"longitude\":1}", "{}", "[]", "\"x\"", "{\"latitude\":91,\"longitude\":0}");
        var body = random.Next(12) switch
        {
            0 => values.NastyText(),
            1 => random.Pick("", "null", "[]", "{", "{}", "\"x\"", new string('[', 100), "{\"id\":1,\"from\":2,\"text\":3}", "{\"id\":\"\\ud83d\",\"from\":\"0812-1111-0000\",\"text\":\"\\ud83d lampu mati di Banjaran\"}", "{\"id\":\"a\\u0000\",\"from\":\"0812-1111-0000\",\"text\":\"lampu mati di Banjaran\\u0000\"}"),
            2 => new string('x', 17_000),
            _ => $$"""{"id":{{JsonSerializer.Serialize(random.Next(8) == 0 ? values.NastyText() : $"pesan-{random.Next()}")}},"from":{{JsonSerializer.Serialize(random.Next(8) == 0 ? values.NastyText() : $"0812-2000-00{random.Next(10, 30)}")}},"text":{{JsonSerializer.Serialize(text)}},"location":{{location}}}""",
        };
        var request = random.Next(8) switch
        {
            0 => _gateway.Sign(Encoding.UTF8.GetBytes(body), seconds: random.Pick(-400, 400, -300, 299)),
            1 => _gateway.Sign(Encoding.UTF8.GetBytes(body), otherSecret: "tebakan"),
            2 when lastSigned is not null => Again(lastSigned),
            _ => _gateway.Sign(Encoding.UTF8.GetBytes(body)),
        };
        if (random.Next(10) == 0)
        {
            request.Headers.Remove("X-Signature");
            request.Headers.TryAddWithoutValidation("X-Signature", random.Pick("", "t=,v1=", "t=99999999999999999999,v1=00", "t=-1,v1=x", "v1=00", ",,,=", "t=1,t=2,v1=a,v1=b", Header(values)));
        }

        lastSigned = Again(request);
        return request;
    }

    private static HttpRequestMessage Again(HttpRequestMessage request)
    {
        var again = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var header in request.Headers)
        {
            again.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        using var bytes = new MemoryStream();
        request.Content!.CopyTo(bytes, context: null, CancellationToken.None);
        again.Content = new ByteArrayContent(bytes.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return again;
    }

    /// <summary>Problem details with a code and, where the input is at fault, the field; GeoReport's errors in Open311. A HEAD has no body.</summary>
    private static bool SaysWhy(HttpRequestMessage request, HttpResponseMessage answer, string body)
    {
        // Kestrel answers itself to what is too long to be read, and the framework for its own document in a sentence.
        if (request.Method == HttpMethod.Head || answer.StatusCode is HttpStatusCode.RequestUriTooLong or HttpStatusCode.RequestHeaderFieldsTooLarge || request.RequestUri!.AbsolutePath.StartsWith("/openapi/", StringComparison.Ordinal))
        {
            return true;
        }

        if (request.RequestUri.AbsolutePath.StartsWith("/open311", StringComparison.OrdinalIgnoreCase))
        {
            return body.Contains("<code>", StringComparison.Ordinal) || body.Contains("\"code\":", StringComparison.Ordinal);
        }

        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return false;
        }

        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        var code = problem.TryGetProperty("code", out var said) ? said.GetString() : null;
        return !string.IsNullOrEmpty(code) && !string.IsNullOrEmpty(problem.Text("detail"))
            && (code != "invalid_input" || (problem.TryGetProperty("field", out var field) && !string.IsNullOrEmpty(field.GetString())));
    }

    private static void Learn(Place place, HttpResponseMessage answer, string body, KnownThings known)
    {
        if (answer.Content.Headers.ContentType?.MediaType == "application/json" && body.Length > 0)
        {
            known.Remember(KindOf(place.Path), JsonSerializer.Deserialize<JsonElement>(body));
        }
    }

    /// <summary>Of what the ids are that an address answers with.</summary>
    private static string KindOf(string path)
        => path.Contains("/units", StringComparison.Ordinal) ? "units"
            : new[] { "blocks", "handovers", "erasure-requests", "open311-keys", "photos", "stuck-messages" }.FirstOrDefault(kind => path.Contains($"/{kind}", StringComparison.Ordinal)) is { } kind ? kind
            : path.EndsWith("/block", StringComparison.Ordinal) ? "blocks"
            : path.EndsWith("/lodge", StringComparison.Ordinal) || path.EndsWith("/answer-question", StringComparison.Ordinal) || path.Contains("/emergencies", StringComparison.Ordinal) ? "complaints"
            : path.Contains("/calls", StringComparison.Ordinal) ? "calls"
            : path.EndsWith("/shifts/end", StringComparison.Ordinal) ? "handovers"
            : "complaints";

    /// <summary>One good, one revoked, one that never was.</summary>
    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        using var admin = _api.ClientFor(Roles.Admin);
        var keys = new List<string>();
        foreach (var client in (string[])["Aplikasi warga", "Aplikasi lama"])
        {
            using var answer = await admin.PostAsJsonAsync("/api/complaints/open311-keys", new { client, contact = "pengembang@contoh.invalid", requestsPerMinute = 5000, privacyNoticeAccepted = true });
            var issued = await answer.Content.ReadFromJsonAsync<JsonElement>();
            keys.Add(issued.Text("apiKey")!);
            if (client == "Aplikasi lama")
            {
                using var revoked = await admin.PostAsJsonAsync($"/api/complaints/open311-keys/{issued.GetProperty("key").Id()}/revoke", new { });
                revoked.EnsureSuccessStatusCode();
            }
        }

        return [.. keys, "kunci-yang-tidak-ada"];
    }

    /// <summary>Complaints in some states and a photo, so that the first cases find something.</summary>
    private async Task SeedAsync(KnownThings known)
    {
        foreach (var category in (string[])["PJU", "JALAN", "PUNGLI", "ANTAR", "EM-HEWAN", "INFO"])
        {
            for (var state = 0; state < 4; state++)
            {
                var lodged = await _api.LodgeOneAsync(category);
                known.Remember("complaints", JsonSerializer.SerializeToElement(lodged, StrictJson.Lenient));
                foreach (var (action, body) in new (string, object)[] { ("verify", new { }), ("forward", new { agencyCode = category == "PUNGLI" ? "INSPEKTORAT" : "DPKP" }), ("start", new { }) }.Take(state))
                {
                    using var done = await _api.ActAsync(lodged.Id, action, body);
                }
            }
        }

        using var photo = await _api.SendPhotoAsync(TestPicture.Jpeg(40, 30));
        known.Remember("photos", await photo.Content.ReadFromJsonAsync<JsonElement>());
    }

    [GeneratedRegex(@"\{(?<name>\w+)(:[^}]*)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    /// <param name="Schema">Of its JSON body; null without one.</param>
    /// <param name="Query">Names of its query parameters.</param>
    private sealed record Place(HttpMethod Method, string Path, JsonElement? Schema, IReadOnlyList<string> Query)
    {
        public bool IsOpen311 => Path.StartsWith("/open311", StringComparison.Ordinal);

        public bool Equals(Place? other) => other is not null && other.Method == Method && other.Path == Path;

        public override int GetHashCode() => HashCode.Combine(Method, Path);
    }

    /// <summary>Who calls: mostly somebody who may do everything, else somebody who may not.</summary>
    private sealed class People : IDisposable
    {
        private readonly Random _random;
        private readonly HttpClient[] _staff;
        private readonly HttpClient[] _others;

        public People(ComplaintsApi api, Random random)
        {
            _random = random;
            string[] all = [Roles.Operator112, Roles.Supervisor112, Roles.VillageSectionHead, Roles.InformationOfficer, Roles.Inspector, Roles.Admin, Roles.Leader];
            var grants = all.Select(role => $"{role} region=35.71").ToArray();
            _staff = [api.ClientGranted(grants), api.ClientGranted([.. grants.Skip(1), grants[0]])];
            _others =
            [
                api.Resident, api.ClientGranted("agencyOfficer region=35.71 agency=DPKP"), api.ClientGranted("operator112 region=35.71.02"), api.ClientGranted("villageSectionHead region=35.71.02.1012"),
                api.ClientFor(Roles.Crew), api.ClientWith("bukan.token.apa-apa"),
            ];
        }

        public HttpClient Of(Place place)
            => place.IsOpen311 || place.Path.Contains("/track/", StringComparison.Ordinal) || place.Path.Contains("/public", StringComparison.Ordinal) ? _others[_random.Next(8) == 0 ? _random.Next(_others.Length) : 0]
                : _random.Next(5) == 0 ? _random.Pick(_others) : _random.Pick(_staff);

        public void Dispose()
        {
            foreach (var client in (HttpClient[])[.. _staff, .. _others.Skip(1)])
            {
                client.Dispose();
            }
        }
    }
}
