using System.Text.Json.Nodes;

namespace PlanningPlatform.Architecture.Tests.Api;

/// <summary>Which changes of an API are named as breaking.</summary>
public sealed class ApiChangesTests
{
    private const string Document = """
        {
          "paths": {
            "/api/complaints": {
              "get": { "summary": "The queue.", "x-roles": ["operator112", "supervisor112"], "parameters": [{ "name": "page", "in": "query", "schema": { "type": "integer" } }], "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Answer" } } } } } },
              "post": { "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Request" } } } }, "responses": { "201": {} } }
            }
          },
          "components": { "schemas": {
            "Request": { "type": "object", "required": ["description"], "properties": { "description": { "type": "string" }, "note": { "type": "string" }, "place": { "$ref": "#/components/schemas/Place" } } },
            "Place": { "type": "object", "properties": { "village": { "type": "string" } } },
            "Answer": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string", "format": "uuid" }, "status": { "enum": ["Received", "Verified"] } } }
          } }
        }
        """;

    [Theory]
    [InlineData("/api/complaints > get", "is gone", "paths", "/api/complaints", "get")]
    [InlineData("paths > /api/complaints", "is gone", "paths", "/api/complaints")]
    [InlineData("Answer > properties > status", "is gone", "components", "schemas", "Answer", "properties", "status")]
    [InlineData("Request > properties > note", "is gone", "components", "schemas", "Request", "properties", "note")]
    [InlineData("responses > 201", "is gone", "paths", "/api/complaints", "post", "responses", "201")]
    [InlineData("id > format", "is gone", "components", "schemas", "Answer", "properties", "id", "format")]
    public void Taking_away_what_callers_use_is_breaking(string where, string what, params string[] path)
        => AssertBreaking(document => Parent(document, path).Remove(path[^1]), where, what);

    [Fact]
    public void A_renamed_field_is_breaking()
        => AssertBreaking(
            document =>
            {
                var properties = document["components"]!["schemas"]!["Answer"]!["properties"]!.AsObject();
                properties["state"] = properties["status"]!.DeepClone();
                properties.Remove("status");
            },
            "Answer > properties > status", "is gone");

    [Fact]
    public void A_field_that_callers_must_send_from_now_on_is_breaking_also_deep_inside()
    {
        AssertBreaking(document => document["components"]!["schemas"]!["Request"]!["required"]!.AsArray().Add((JsonNode)"note"), "Request > required", "note is required now");
        AssertBreaking(document => document["components"]!["schemas"]!["Place"]!["required"] = new JsonArray("village"), "Place > required", "village is required now");
    }

    [Fact]
    public void A_narrower_enum_another_type_and_a_new_required_parameter_are_breaking()
    {
        AssertBreaking(document => document["components"]!["schemas"]!["Answer"]!["properties"]!["status"]!["enum"]!.AsArray().RemoveAt(1), "status > enum", "Verified is gone");
        AssertBreaking(document => document["components"]!["schemas"]!["Answer"]!["properties"]!["id"]!["type"] = "integer", "id > type", "\"string\" becomes \"integer\"");
        AssertBreaking(document => Parameters(document).Add(JsonNode.Parse("""{ "name": "year", "in": "query", "required": true }""")), "parameters > query year", "is new");
    }

    [Fact]
    public void A_field_of_an_answer_that_may_be_missing_from_now_on_is_breaking()
    {
        AssertBreaking(document => document["components"]!["schemas"]!["Answer"]!["required"]!.AsArray().Clear(), "Answer > required", "id may be missing now");
        AssertBreaking(document => document["components"]!["schemas"]!["Answer"]!.AsObject().Remove("required"), "Answer > required", "id may be missing now");
    }

    [Fact]
    public void Fewer_roles_or_a_sign_in_where_none_was_needed_are_breaking()
    {
        AssertBreaking(document => document["paths"]!["/api/complaints"]!["get"]!["x-roles"]!.AsArray().RemoveAt(1), "get > x-roles", "supervisor112 is gone");
        AssertBreaking(document => document["paths"]!["/api/complaints"]!["post"]!["security"] = new JsonArray(), "post > security", "is new");
    }

    [Fact]
    public void Additions_and_other_words_break_nobody()
    {
        AssertHarmless(document => document["paths"]!["/api/news"] = new JsonObject());
        AssertHarmless(document => document["paths"]!["/api/complaints"]!["get"]!["summary"] = "The queue, oldest first.");
        AssertHarmless(document => document["components"]!["schemas"]!["Answer"]!["properties"]!["agency"] = new JsonObject { ["type"] = "string" });
        AssertHarmless(document => document["components"]!["schemas"]!["Answer"]!["required"]!.AsArray().Add((JsonNode)"status"));
        AssertHarmless(document => document["components"]!["schemas"]!["Answer"]!["properties"]!["status"]!["enum"]!.AsArray().Add((JsonNode)"Resolved"));
        AssertHarmless(document => document["components"]!["schemas"]!["Request"]!.AsObject().Remove("required"));
        AssertHarmless(document => document["paths"]!["/api/complaints"]!["get"]!["x-roles"]!.AsArray().Add((JsonNode)"leader"));
        AssertHarmless(document => Parameters(document).Add(JsonNode.Parse("""{ "name": "status", "in": "query" }""")));
        Assert.Empty(ApiChanges.Between(Parse(), Parse()));
    }

    [Fact]
    public void An_event_that_is_gone_and_a_field_that_events_on_their_way_do_not_hold_are_breaking()
    {
        var before = AsyncApi.Document(EventContracts.All);
        var after = before.DeepClone().AsObject();
        after["channels"]!.AsObject().Remove("ComplaintReceived");
        var schema = after["components"]!["schemas"]!["UnitRegistered"]!;
        schema["properties"]!["plate"] = new JsonObject { ["type"] = "string" };
        schema["required"]!.AsArray().Add((JsonNode)"plate");

        var breaking = ApiChanges.Between(before, after).Where(change => change.Breaking).Select(change => $"{change.Where}: {change.What}");

        Assert.Equal(["channels > ComplaintReceived: is gone", "components > schemas > UnitRegistered > required: plate is required now"], breaking);
    }

    private static void AssertBreaking(Action<JsonObject> edit, string where, string what)
        => Assert.Contains(Changes(edit), change => change.Breaking && change.What == what && change.Where.EndsWith(where, StringComparison.Ordinal));

    private static void AssertHarmless(Action<JsonObject> edit)
    {
        var changes = Changes(edit);
        Assert.NotEmpty(changes);
        Assert.DoesNotContain(changes, change => change.Breaking);
    }

    private static IReadOnlyList<ApiChange> Changes(Action<JsonObject> edit)
    {
        var after = Parse();
        edit(after);
        return ApiChanges.Between(Parse(), after);
    }

    private static JsonObject Parse() => JsonNode.Parse(Document)!.AsObject();

    private static JsonObject Parent(JsonObject document, string[] path) => path[..^1].Aggregate((JsonNode)document, (node, name) => node[name]!).AsObject();

    private static JsonArray Parameters(JsonObject document) => document["paths"]!["/api/complaints"]!["get"]!["parameters"]!.AsArray();
}
