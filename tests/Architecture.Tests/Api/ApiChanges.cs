using System.Text.Json.Nodes;

namespace PlanningPlatform.Architecture.Tests.Api;

/// <summary>One difference between two versions of an API document.</summary>
/// <param name="Breaking">Whether a program written for the old version may fail with the new one.</param>
internal sealed record ApiChange(string Where, string What, bool Breaking)
{
    public override string ToString() => $"{(Breaking ? "BREAKING" : "        ")}  {Where}: {What}";
}

/// <summary>
/// Compares OpenAPI or AsyncAPI documents and says of each difference whether it breaks callers and subscribers. Strict where the use of a
/// schema is not known: what is sent and what is answered may share it.
/// </summary>
internal sealed class ApiChanges
{
    /// <summary>Members whose names are names of ours: taking one away takes it away from callers.</summary>
    private static readonly HashSet<string> Named = ["paths", "properties", "schemas", "responses", "content", "channels", "operations", "messages"];

    private static readonly HashSet<string> Methods = ["get", "post", "put", "patch", "delete"];

    /// <summary>Any other value of these means something else on the wire.</summary>
    private static readonly HashSet<string> Meaning = ["type", "format", "$ref", "address", "action", "in"];

    private readonly List<ApiChange> changes = [];
    private readonly HashSet<string> onlyAnswered;

    private ApiChanges(JsonObject after) => onlyAnswered = OnlyAnswered(after);

    public static IReadOnlyList<ApiChange> Between(JsonObject before, JsonObject after)
    {
        var comparison = new ApiChanges(after);
        comparison.Compare([], before, after);
        return comparison.changes;
    }

    private void Compare(string[] path, JsonNode? before, JsonNode? after)
    {
        switch (before, after)
        {
            case (JsonObject was, JsonObject becomes):
                foreach (var name in was.Select(member => member.Key).Union(becomes.Select(member => member.Key)))
                {
                    CompareMember([.. path, name], was[name], becomes[name]);
                }

                break;
            case (JsonArray was, JsonArray becomes) when path[^1] == "parameters":
                Compare(path, ByName(was), ByName(becomes));
                break;
            case (JsonArray was, JsonArray becomes) when path[^1] is "required" or "enum":
                CompareSets(path, Texts(was), Texts(becomes));
                break;
            default:
                if (!JsonNode.DeepEquals(before, after))
                {
                    Note(path, $"{Short(before)} becomes {Short(after)}", Meaning.Contains(path[^1]));
                }

                break;
        }
    }

    private void CompareMember(string[] path, JsonNode? before, JsonNode? after)
    {
        var isOurs = path.Length > 1 && (Named.Contains(path[^2]) || path[^2] == "parameters" || Methods.Contains(path[^1]));
        if (before is not null && after is not null)
        {
            Compare(path, before, after);
        }
        else if (after is null)
        {
            Note(path, "is gone", isOurs || Meaning.Contains(path[^1]) || path[^1] == "requestBody");
        }
        else if (path[^1] is "required" && after is JsonArray required)
        {
            CompareSets(path, [], Texts(required));
        }
        else
        {
            Note(path, "is new", (path.Length > 1 && path[^2] == "parameters" && after["required"]?.GetValue<bool>() == true) || path[^1] is "enum");
        }
    }

    private void CompareSets(string[] path, HashSet<string> before, HashSet<string> after)
    {
        var answered = path.Length > 2 && path[^3] == "schemas" && onlyAnswered.Contains(path[^2]);
        foreach (var gone in before.Except(after, StringComparer.Ordinal))
        {
            Note(path, path[^1] == "enum" ? $"{gone} is no longer a value" : $"{gone} may be missing now", path[^1] == "enum" || !IsSentOnly(path));
        }

        foreach (var added in after.Except(before, StringComparer.Ordinal))
        {
            Note(path, path[^1] == "enum" ? $"{added} is a new value" : $"{added} is required now", path[^1] == "required" && !answered);
        }
    }

    /// <summary>A request that need not hold a field any more breaks nobody.</summary>
    private static bool IsSentOnly(string[] path) => path.Contains("requestBody");

    private void Note(string[] path, string what, bool breaking) => changes.Add(new(string.Join(" > ", path), what, breaking));

    private static JsonObject ByName(JsonArray parameters)
        => new(parameters.Select(parameter => KeyValuePair.Create($"{parameter!["in"]} {parameter["name"]}", (JsonNode?)parameter.DeepClone())));

    private static HashSet<string> Texts(JsonArray array) => [.. array.Select(item => item?.ToJsonString() ?? "null")];

    private static string Short(JsonNode? node) => node?.ToJsonString() is { } text ? text.Length > 80 ? text[..80] + "..." : text : "nothing";

    /// <summary>Schemas that are reached from answers and from no request: a new field that is always there breaks nobody.</summary>
    private static HashSet<string> OnlyAnswered(JsonObject document)
    {
        var schemas = document["components"]?["schemas"]?.AsObject() ?? [];
        var sent = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<JsonNode?>(Everything(document["paths"]).Where(member => member.Key is "requestBody" or "parameters").Select(member => member.Value).Append(document["channels"]).Append(document["components"]?["messages"]));
        while (waiting.TryDequeue(out var part))
        {
            foreach (var (_, reference) in Everything(part).Where(member => member.Key == "$ref"))
            {
                var name = reference!.GetValue<string>().Split('/')[^1];
                if (schemas[name] is { } schema && sent.Add(name))
                {
                    waiting.Enqueue(schema);
                }
            }
        }

        return [.. schemas.Select(schema => schema.Key).Except(sent, StringComparer.Ordinal)];
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Everything(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Everything(member.Value).Prepend(member)),
        JsonArray items => items.SelectMany(Everything),
        _ => [],
    };
}
