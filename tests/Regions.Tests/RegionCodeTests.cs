using System.Text.Json;

namespace PlanningPlatform.Regions.Tests;

public class RegionCodeTests
{
    [Theory]
    [InlineData("35", RegionLevel.Province, null)]
    [InlineData("35.71", RegionLevel.Regency, "35")]
    [InlineData("35.71.02", RegionLevel.District, "35.71")]
    [InlineData("35.71.02.1012", RegionLevel.Village, "35.71.02")]
    public void A_dotted_code_knows_its_level_and_parent(string text, RegionLevel level, string? parent)
    {
        var code = RegionCode.Parse(text);

        Assert.Equal(level, code.Level);
        Assert.Equal(parent, code.Parent?.ToString());
        Assert.Equal("35", code.Province.ToString());
        Assert.Equal(text, code.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("3571")]
    [InlineData("35.7l")]
    [InlineData("35.71.")]
    [InlineData(".35.71")]
    [InlineData("35,71")]
    [InlineData("35-71")]
    [InlineData(" 35.71")]
    [InlineData("35.71\n")]
    [InlineData("+5.71")]
    [InlineData("00.71")]
    [InlineData("35.00")]
    [InlineData("35.71.00")]
    [InlineData("35.71.2")]
    [InlineData("35.71.002")]
    [InlineData("35.71.02.101")]
    [InlineData("35.71.02.10122")]
    [InlineData("35.71.02.0012")]
    [InlineData("35.71.02.4012")]
    [InlineData("35.71.02.1000")]
    [InlineData("35.71.02.1012.01")]
    [InlineData("٣٥.٧١")]
    [InlineData("３５.７１")]
    public void Anything_else_is_no_code(string? text)
    {
        Assert.False(RegionCode.TryParse(text, out var code));
        Assert.Null(code);
        Assert.Throws<FormatException>(() => RegionCode.Parse(text!));
    }

    [Fact]
    public void Two_codes_with_the_same_text_are_one_code() =>
        Assert.Equal(RegionCode.Parse("35.71"), RegionCode.Parse("35.71"));

    [Theory]
    [InlineData("35.71.02.1012", "35.71", true)]
    [InlineData("35.71", "35.71", true)]
    [InlineData("35.06.01", "35.71", false)]
    [InlineData("35", "35.71", false)]
    public void A_region_lies_within_itself_and_those_above(string inner, string outer, bool within) =>
        Assert.Equal(within, RegionCode.Parse(inner).IsWithin(RegionCode.Parse(outer)));

    [Fact]
    public void A_code_travels_as_text_in_json()
    {
        var json = JsonSerializer.Serialize(RegionCode.Parse("35.71.02.1012"));

        Assert.Equal("\"35.71.02.1012\"", json);
        Assert.Equal(RegionCode.Parse("35.71.02.1012"), JsonSerializer.Deserialize<RegionCode>(json));
    }

    [Theory]
    [InlineData("""{"Code":"35.7l"}""")]
    [InlineData("""{"Code":3571}""")]
    public void A_malformed_code_in_json_names_its_field(string json)
    {
        var refusal = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Envelope>(json));

        Assert.Equal("$.Code", refusal.Path);
    }

    private sealed record Envelope(RegionCode Code);
}
