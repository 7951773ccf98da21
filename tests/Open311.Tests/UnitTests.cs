using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Open311;
using PlanningPlatform.Regions;
using System.Text;
using System.Xml.Linq;

namespace PlanningPlatform.Open311.Tests;

/// <summary>Rules that need no service.</summary>
public sealed class UnitTests
{
    private static readonly Regency Kediri = Regency.Load("35.71");

    [Theory]
    [InlineData("2026-11-21T07:05:00Z", "2026-11-21T07:05:00Z")]
    [InlineData("2026-11-21T14:05:00+07:00", "2026-11-21T07:05:00Z")]
    [InlineData("2026-11-21T14:05:00 07:00", "2026-11-21T07:05:00Z")]
    [InlineData("2026-11-21T14:05+07:00", "2026-11-21T07:05:00Z")]
    [InlineData("2026-11-21T07:05:00.123Z", "2026-11-21T07:05:00.123Z")]
    [InlineData("2026-11-21", "2026-11-21T00:00:00Z")]
    public void A_date_is_read_as_clients_write_it(string text, string time)
    {
        Assert.True(W3CDate.TryParse(text, out var read));
        Assert.Equal(time, W3CDate.Exactly(read));
    }

    [Theory]
    [InlineData("2026-11-21T07:05:00")]
    [InlineData("21/11/2026")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("kemarin")]
    [InlineData("2026-11-21T07:05:00Z; DROP TABLE")]
    public void What_names_no_moment_is_no_date(string text) => Assert.False(W3CDate.TryParse(text, out _));

    [Theory]
    [InlineData("Banjaran", "35.71.02.1012")]
    [InlineData("Gang II, kelurahan BANJARAN; Kediri", "35.71.02.1012")]
    [InlineData("Jl. Mawar 3, Tosaren, Pesantren, Kediri", "Tosaren")]
    [InlineData("RT 2 Ds. Bandar Lor dekat jembatan", "Bandar Lor")]
    [InlineData("Kampung Dalem", "Kampung Dalem")]
    [InlineData("Kel Kampungdalem", "Kampung Dalem")]
    [InlineData("pojok lapangan", null)]
    [InlineData("Jl. Bawang 5", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_village_is_found_where_an_address_names_it_and_not_where_a_word_only_looks_like_it(string? address, string? village)
    {
        var expected = village is null ? null : (Kediri.FindVillage(village) ?? Kediri.VillagesNamed(village).Single()).Code.ToString();
        Assert.Equal(expected, PostedReport.VillageInWords(address, Kediri));
    }

    [Fact]
    public void Both_forms_are_whole_whatever_the_text_holds()
    {
        var text = "<b>&\"'\u202E\uFFFF\uFFFE]]>\r\n\t😀é";
        var document = new Fields(("a", text), ("b", null as string), ("c", new Items("d", [])), ("e", -7.816), ("f", 12), ("g", true));

        var xml = XDocument.Parse(Encoding.UTF8.GetString(Writing.Write("root", document, Format.Xml)), LoadOptions.PreserveWhitespace).Root!;
        var json = Encoding.UTF8.GetString(Writing.Write("root", document, Format.Json));

        Assert.Equal("<b>&\"'\u202E\uFFFD\uFFFD]]>\n\t😀é", xml.Element("a")!.Value);
        Assert.Equal(("", "", "-7.816", "12", "true"), (xml.Element("b")!.Value, xml.Element("c")!.Value, xml.Element("e")!.Value, xml.Element("f")!.Value, xml.Element("g")!.Value));
        Assert.EndsWith(""","b":null,"c":[],"e":-7.816,"f":12,"g":true}""", json, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", json, StringComparison.Ordinal);
        Assert.Equal(text, System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("a").GetString());
    }

    [Theory]
    [InlineData(-7.8160, 112.0325, 300)]
    [InlineData(-7.8160, 112.0325, 2000)]
    [InlineData(0.0001, 100.0001, 150)]
    [InlineData(-8.5, 0.001, 500)]
    public void The_cells_of_a_circle_hold_everything_on_its_edge(double latitude, double longitude, double metres)
    {
        var cells = GridCell.Within(latitude, longitude, metres);
        for (var degrees = 0; degrees < 360; degrees += 5)
        {
            var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
            var north = latitude + (metres * 0.999 * cos / GridCell.MetresPerDegree);
            var east = longitude + (metres * 0.999 * sin / (GridCell.MetresPerDegree * Math.Cos(latitude * Math.PI / 180)));
            Assert.Contains(GridCell.Of(north, east), cells);
        }
    }

    [Fact]
    public void Every_state_is_open_or_closed_and_has_its_sentence()
    {
        Assert.Equal(
            ["Resolved", "Closed", "Rejected", "Merged", "Archived"],
            Enum.GetValues<ComplaintStatus>().Where(status => status.IsClosed()).Select(status => status.ToString()));
        Assert.Equal(Enum.GetValues<ComplaintStatus>().Length, Enum.GetValues<ComplaintStatus>().Select(status => status.Sentence().Indonesian).Distinct(StringComparer.Ordinal).Count());
    }
}
