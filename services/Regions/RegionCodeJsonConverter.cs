using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlanningPlatform.Regions;

/// <summary>A region code travels as its dotted text. A malformed one is a <see cref="JsonException"/>, which carries the field's path.</summary>
public sealed class RegionCodeJsonConverter : JsonConverter<RegionCode>
{
    public override RegionCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && RegionCode.TryParse(reader.GetString(), out var code)
            ? code
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, RegionCode value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
