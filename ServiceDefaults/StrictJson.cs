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
        options.Converters.Add(new EnumsByName());
        options.Converters.Add(new UtcTimes());
        if (strict)
        {
            options.Converters.Add(new StorableTexts());
        }

        return options;
    }

    /// <summary>One name, spelt exactly. The framework's converter also takes lists ("Anonymous,Secret"), which add up to a value nobody defined.</summary>
    private sealed class EnumsByName : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
            => (JsonConverter)Activator.CreateInstance(typeof(ByName<>).MakeGenericType(typeToConvert))!;

        private sealed class ByName<TEnum> : JsonConverter<TEnum>
            where TEnum : struct, Enum
        {
            private static readonly Dictionary<string, TEnum> Values = Enum.GetValues<TEnum>().ToDictionary(value => value.ToString(), StringComparer.Ordinal);

            public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
                => reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
                    ? value
                    : throw new JsonException($"One of {string.Join(", ", Values.Keys)}.");

            public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
        }
    }

    /// <summary>PostgreSQL takes no U+0000, in no text, and its refusal knows no field; here the path is known.</summary>
    private sealed class StorableTexts : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString();
            return text?.Contains('\0', StringComparison.Ordinal) == true ? throw new UnstorableTextException() : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    private sealed class UtcTimes : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.UtcDateTime);
    }
}

/// <summary>A text in a request holds U+0000.</summary>
internal sealed class UnstorableTextException() : JsonException("U+0000 in a text.");
