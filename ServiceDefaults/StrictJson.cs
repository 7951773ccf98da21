using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>Input with an unknown field is refused, because a misspelt optional field would be lost silently. Times end in Z.</summary>
public static class StrictJson
{
    /// <summary>For reading what our own services answer: unknown fields are additions.</summary>
    public static JsonSerializerOptions Lenient { get; } = Configure(new(JsonSerializerDefaults.Web), strict: false);

    internal static void AddStrictJson(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions, strict: true));
        // Binding faults reach the problem handler, which names the field.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    private static JsonSerializerOptions Configure(JsonSerializerOptions options, bool strict)
    {
        options.UnmappedMemberHandling = strict ? JsonUnmappedMemberHandling.Disallow : JsonUnmappedMemberHandling.Skip;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = !strict;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new UtcTimes());
        return options;
    }

    private sealed class UtcTimes : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.UtcDateTime);
    }
}
