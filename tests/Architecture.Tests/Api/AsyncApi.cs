using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanningPlatform.Messaging;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Architecture.Tests.Api;

/// <summary>The AsyncAPI 3 document of the events: one channel (exchange) each, who sends, who receives, what is in it.</summary>
internal static class AsyncApi
{
    public static JsonObject Document(IReadOnlyList<Type> events)
    {
        var (channels, operations, messages, schemas) = (new JsonObject(), new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var happened in events)
        {
            var name = happened.Name;
            channels[name] = new JsonObject
            {
                ["address"] = happened.FullName,
                ["messages"] = new JsonObject { [name] = Reference($"components/messages/{name}") },
                ["bindings"] = new JsonObject { ["amqp"] = new JsonObject { ["is"] = "routingKey", ["exchange"] = new JsonObject { ["name"] = happened.FullName, ["type"] = "fanout", ["durable"] = true }, ["bindingVersion"] = "0.3.0" } },
            };
            foreach (var publisher in EventContracts.PublishersOf(happened))
            {
                operations[$"{publisher}.sends.{name}"] = new JsonObject { ["action"] = "send", ["channel"] = Reference($"channels/{name}") };
            }

            foreach (var subscriber in happened.GetCustomAttribute<SubscribersAttribute>()?.Services ?? [])
            {
                operations[$"{subscriber}.receives.{name}"] = new JsonObject { ["action"] = "receive", ["channel"] = Reference($"channels/{name}") };
            }

            messages[name] = new JsonObject { ["name"] = happened.FullName, ["summary"] = XmlDocumentation.SummaryOf(happened), ["payload"] = Reference($"components/schemas/{name}") };
            schemas[name] = Schema(happened);
        }

        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "PlanningPlatform: events",
                ["version"] = "1.0.0",
                ["description"] = "Each event goes to an exchange of its name and from there to the queue of every service that receives it. On the wire it is the member message of MassTransit's JSON envelope. Changes are additive; readers ignore fields they do not know.",
            },
            ["defaultContentType"] = "application/vnd.masstransit+json",
            ["channels"] = channels,
            ["operations"] = operations,
            ["components"] = new JsonObject { ["messages"] = messages, ["schemas"] = schemas },
        };
    }

    private static JsonObject Schema(Type happened)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        var nullability = new NullabilityInfoContext();
        foreach (var property in happened.GetProperties())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var optional = nullability.Create(property).WriteState == NullabilityState.Nullable;
            var schema = TypeOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, optional);
            if (XmlDocumentation.ParameterOf(happened, property.Name) is { } description)
            {
                schema["description"] = description;
            }

            properties[name] = schema;
            if (!optional)
            {
                required.Add((JsonNode)name);
            }
        }

        return new JsonObject { ["type"] = "object", ["required"] = required, ["properties"] = properties };
    }

    private static JsonObject TypeOf(Type type, bool optional)
    {
        var (name, format) = type switch
        {
            _ when type == typeof(Guid) => ("string", "uuid"),
            _ when type == typeof(DateTimeOffset) => ("string", "date-time"),
            _ when type == typeof(DateOnly) => ("string", "date"),
            _ when type == typeof(string) => ("string", null),
            _ when type == typeof(bool) => ("boolean", null),
            _ when type == typeof(int) => ("integer", "int32"),
            _ when type == typeof(long) => ("integer", "int64"),
            _ when type == typeof(double) => ("number", "double"),
            _ => throw new NotSupportedException($"{type} is no primitive of events."),
        };
        var schema = new JsonObject { ["type"] = optional ? new JsonArray(name, "null") : name };
        if (format is not null)
        {
            schema["format"] = format;
        }

        return schema;
    }

    private static JsonObject Reference(string path) => new() { ["$ref"] = $"#/{path}" };
}
