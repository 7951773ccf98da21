using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace PlanningPlatform.Open311.Tests;

/// <summary>A GeoReport client that takes the specification by its word and forgives nothing.</summary>
internal sealed class StrictClient(Open311Service service)
{
    /// <summary>In the order of the specification; all that a request has.</summary>
    public static readonly string[] RequestFields =
    [
        "service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible", "service_notice", "requested_datetime", "updated_datetime",
        "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url",
    ];

    /// <summary>Elements that hold a list of one kind: arrays in JSON (the Spark convention).</summary>
    private static readonly string[] Lists =
        ["services", "attributes", "values", "endpoints", "formats", "service_requests", "service_request_updates", "errors"];

    public async Task<XElement> XmlAsync(string path, HttpStatusCode status = HttpStatusCode.OK, string? language = null)
    {
        using var answer = await GetAsync(path, language);
        return await ReadXmlAsync(answer, status);
    }

    public async Task<JsonElement> JsonAsync(string path, HttpStatusCode status = HttpStatusCode.OK, string? language = null)
    {
        using var answer = await GetAsync(path, language);
        return await ReadJsonAsync(answer, status);
    }

    /// <summary>Both forms of the same address, which have to say the same.</summary>
    /// <param name="path">Without its ending: <c>/services</c>; a query may follow.</param>
    public async Task<JsonElement> BothAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        var (before, query) = path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? (path[..at], path[at..]) : (path, "");
        var json = await JsonAsync($"{before}.json{query}", status);
        Assert.Equal(Flatten(await XmlAsync($"{before}.xml{query}", status)), Flatten(json));
        return json;
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(path));
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        return await service.Anybody.SendAsync(request);
    }

    /// <summary>A form as clients encode it.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
        => service.Anybody.PostAsync(Address(path), new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>A form byte by byte.</summary>
    public Task<HttpResponseMessage> PostRawAsync(string path, string body, string type = "application/x-www-form-urlencoded", string? idempotencyKey = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var request = new HttpRequestMessage(HttpMethod.Post, Address(path)) { Content = content };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return service.Anybody.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostContentAsync(string path, HttpContent content) => service.Anybody.PostAsync(Address(path), content);

    /// <summary>Posts a request with our own key.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> LodgeAsync(params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync("/requests.json", [("api_key", service.Key), .. fields]);
        return (await ReadJsonAsync(answer))[0].GetProperty("service_request_id").GetString()!;
    }

    /// <summary>Of a broken lamp in Banjaran.</summary>
    public Task<string> LodgeLampAsync(params (string Name, string Value)[] more)
        => LodgeAsync([("service_code", "PJU"), ("lat", "-7.8160"), ("long", "112.0325"), ("description", "Lampu mati"), .. more]);

    public static async Task<XElement> ReadXmlAsync(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(bytes);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("text/xml; charset=utf-8", answer.Content.Headers.GetValues("Content-Type").Single());
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?><", text, StringComparison.Ordinal);
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        var root = XDocument.Load(reader).Root!;
        Assert.All(root.DescendantsAndSelf(), element => Assert.True(element.Name.Namespace == XNamespace.None && !element.HasAttributes, element.ToString()));
        return root;
    }

    public static async Task<JsonElement> ReadJsonAsync(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.GetValues("Content-Type").Single());
        return JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement;
    }

    /// <summary>What an answer says no with, in its first form or the other.</summary>
    public static async Task<List<string>> ErrorsAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var errors = await ReadJsonAsync(answer, status);
        Assert.Equal(JsonValueKind.Array, errors.ValueKind);
        return [.. errors.EnumerateArray().Select(error =>
        {
            Assert.Equal(["code", "description"], error.EnumerateObject().Select(member => member.Name));
            Assert.Equal((int)status, error.GetProperty("code").GetInt32());
            return error.GetProperty("description").GetString()!;
        })];
    }

    private static Uri Address(string path) => new($"/open311/v2{path}", UriKind.Relative);

    private static string Flatten(XElement element)
        => Lists.Contains(element.Name.LocalName) ? $"[{string.Join(",", element.Elements().Select(Flatten))}]"
            : element.HasElements ? $"{{{string.Join(",", element.Elements().Select(member => $"{member.Name.LocalName}:{Flatten(member)}"))}}}"
            : element.Value;

    private static string Flatten(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(",", json.EnumerateArray().Select(Flatten))}]",
        JsonValueKind.Object => $"{{{string.Join(",", json.EnumerateObject().Select(member => $"{member.Name}:{Flatten(member.Value)}"))}}}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => json.ToString(),
    };
}
