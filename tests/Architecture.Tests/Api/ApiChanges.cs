using System.Text.Json.Nodes;

namespace PlanningPlatform.Architecture.Tests.Api;

/// <summary>One difference between two versions of an API document.</summary>
/// <param name="Breaking">Whether a program written for the old version may fail with the new one.</param>
internal sealed record ApiChange(string Where, string What, bool Breaking)
{
    public override string ToString() => $"{(Breaking ? "BREAKING" : "        ")}  {Where}: {What}";
}

/// <summary>Compares OpenAPI or AsyncAPI documents and says of each difference whether it breaks callers and subscribers.</summary>
internal sealed class ApiChanges
{
    /// <summary>Members of these have names of ours: taking one away takes it away from callers.</summary>
    private static readonly HashSet<string> Named = ["paths", "properties", "schemas", "responses", "content", "parameters", "channels", "operations", "messages"];

    private static readonly HashSet<string> Methods = ["get", "post", "put", "patch", "delete"];

    /// <summary>Any other value of these means something else on the wire.</summary>
    private static readonly HashSet<string> Meaning = ["type", "format", "$ref", "address", "action", "in", "requestBody"];

    private static readonly HashSet<string> Sets = ["required", "enum", "x-roles"];

    private readonly List<ApiChange> changes = [];
    private readonly HashSet<string> sent;
    private readonly HashSet<string> read;

    // Subscribers read events, and those of the last release are still on their way: both rules hold for them.
    private ApiChanges(JsonObject document)
        => (sent, read) = (SchemasIn(document, "requestBody", "parameters", "messages"), SchemasIn(document, "responses", "messages"));

    public static IReadOnlyList<ApiChange> Between(JsonObject before, JsonObject after)
    {
        var comparison = new ApiChanges(after);
        comparison.Compare([], before, after);
        return comparison.changes;
    }

    private void Compare(string[] path, JsonNode? before, JsonNode? after)
    {
        if (path.Length > 0 && Sets.Contains(path[^1]) && (before ?? after) is JsonArray && (path[^1] != "enum" || (before is not null && after is not null)))
        {
            CompareSets(path, Texts(before), Texts(after));
        }
        else if (before is JsonArray parametersBefore && after is JsonArray parameters && path[^1] == "parameters")
        {
            Compare(path, ByName(parametersBefore), ByName(parameters));
        }
        else if (before is JsonObject was && after is JsonObject becomes)
        {
            foreach (var name in was.Select(member => member.Key).Union(becomes.Select(member => member.Key)))
            {
                Compare([.. path, name], was[name], becomes[name]);
            }
        }
        else if (after is null)
        {
            Note(path, "is gone", Named.Contains(path.ElementAtOrDefault(^2) ?? "") || Methods.Contains(path[^1]) || Meaning.Contains(path[^1]));
        }
        else if (before is null)
        {
            Note(path, "is new", path[^1] is "enum" or "security" || (path.ElementAtOrDefault(^2) == "parameters" && after["required"]?.GetValue<bool>() == true));
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            Note(path, $"{Short(before)} becomes {Short(after)}", Meaning.Contains(path[^1]));
        }
    }

    private void CompareSets(string[] path, HashSet<string> before, HashSet<string> after)
    {
        var schema = path is ["components", "schemas", { } name, ..] ? name : null;
        foreach (var gone in before.Except(after, StringComparer.Ordinal))
        {
            Note(path, path[^1] == "required" ? $"{gone} may be missing now" : $"{gone} is gone", path[^1] != "required" || schema is null || read.Contains(schema));
        }

        foreach (var added in after.Except(before, StringComparer.Ordinal))
        {
            Note(path, path[^1] == "required" ? $"{added} is required now" : $"{added} is new", path[^1] == "required" && (schema is null || sent.Contains(schema)));
        }
    }

    private void Note(string[] path, string what, bool breaking) => changes.Add(new(string.Join(" > ", path), what, breaking));

    private static JsonObject ByName(JsonArray parameters)
        => new(parameters.Select(parameter => KeyValuePair.Create($"{parameter!["in"]} {parameter["name"]}", (JsonNode?)parameter.DeepClone())));

    private static HashSet<string> Texts(JsonNode? array) => [.. (array?.AsArray() ?? []).Select(item => item?.ToString() ?? "null")];

    private static string Short(JsonNode node) => node.ToJsonString() is { Length: > 80 } text ? text[..80] + "..." : node.ToJsonString();

    /// <summary>Names of the schemas that are reached from these members, wherever in the document they are.</summary>
    private static HashSet<string> SchemasIn(JsonObject document, params string[] members)
    {
        var schemas = document["components"]?["schemas"]?.AsObject() ?? [];
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<JsonNode?>(Everything(document).Where(member => members.Contains(member.Key)).Select(member => member.Value));
        while (waiting.TryDequeue(out var part))
        {
            foreach (var (_, reference) in Everything(part).Where(member => member.Key == "$ref"))
            {
                var name = reference!.GetValue<string>().Split('/')[^1];
                if (schemas[name] is { } schema && reached.Add(name))
                {
                    waiting.Enqueue(schema);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Everything(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Everything(member.Value).Prepend(member)),
        JsonArray items => items.SelectMany(Everything),
        _ => [],
    };
}
