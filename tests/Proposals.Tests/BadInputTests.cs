using System.Net;
using System.Text;

namespace PlanningPlatform.Proposals.Tests;

/// <summary>Whatever is sent: the field at fault is named, nothing is stored, and the service never breaks.</summary>
public sealed class BadInputTests(ProposalsService service) : IClassFixture<ProposalsService>
{
    private const string Fine = """ "title":"Judul","problem":"Masalah","villageCode":"35.71.02.1012" """;

    [Theory]
    [InlineData("""{"title":"Judul","problem":"Masalah"}""", "villageCode")]
    [InlineData("""{"problem":"Masalah","villageCode":"35.71.02.1012"}""", "title")]
    [InlineData("""{"title":" \t​ ","problem":"Masalah","villageCode":"35.71.02.1012"}""", "title")]
    [InlineData("""{"title":"Judul","villageCode":"35.71.02.1012"}""", "problem")]
    [InlineData("""{"title":"a\u0000b","problem":"Masalah","villageCode":"35.71.02.1012"}""", "title")]
    [InlineData("""{"title":"\ud800","problem":"Masalah","villageCode":"35.71.02.1012"}""", "title")]
    [InlineData("""{"title":7,"problem":"Masalah","villageCode":"35.71.02.1012"}""", "title")]
    [InlineData("""{"title":["Judul"],"problem":"Masalah","villageCode":"35.71.02.1012"}""", "title")]
    [InlineData("""{"titel":"Judul","problem":"Masalah","villageCode":"35.71.02.1012"}""", "titel")]
    [InlineData("""{"title":"Judul","problem":"Masalah","villageCode":"35.06.01.2001"}""", "villageCode")]
    [InlineData("""{"title":"Judul","problem":"Masalah","villageCode":"Banjaran"}""", "villageCode")]
    [InlineData("{" + Fine + ""","sector":"SIHIR"}""", "sector")]
    [InlineData("{" + Fine + ""","location":{"latitude":91,"longitude":112}}""", "location.latitude")]
    [InlineData("{" + Fine + ""","location":{"latitude":-7.8,"longitude":-180.5}}""", "location.longitude")]
    [InlineData("{" + Fine + ""","location":{"latitude":-7.8}}""", "location.longitude")]
    [InlineData("{" + Fine + ""","location":{"latitude":"-7.8","longitude":112}}""", "location.latitude")]
    [InlineData("{" + Fine + ""","location":{"latitude":1e999,"longitude":112}}""", "location.latitude")]
    [InlineData("{" + Fine + ""","location":{"lat":-7.8,"longitude":112}}""", "location.lat")]
    [InlineData("{" + Fine + ""","proposer":{"name":"Warga","nik":"3571"}}""", "proposer.nik")]
    [InlineData("{" + Fine + ""","proposer":{"phone":"0812345678901234567890123456789"}}""", "proposer.phone")]
    [InlineData("{" + Fine + ""","proposer":"Warga"}""", "proposer")]
    [InlineData("{" + Fine + ""","proposer":{"name":"Warga"}}""", "proposer.privacyNotice")]
    [InlineData("{" + Fine + ""","proposer":{"phone":"0812-abc","privacyNotice":"2026-11-23"}}""", "proposer.phone")]
    [InlineData("{" + Fine + ""","proposer":{"email":"warga@","privacyNotice":"2026-11-23"}}""", "proposer.email")]
    [InlineData("{" + Fine + ""","proposer":{"phone":"123456","privacyNotice":"2026-11-23","news":true}}""", "proposer.phone")]
    [InlineData("{" + Fine + ""","proposer":{"phone":"354 123456","privacyNotice":"2026-11-23","news":true}}""", "proposer.phone")]
    [InlineData("{" + Fine + ""","title":"Judul lain"}""", "title")]
    [InlineData("{" + Fine, "body")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("", "body")]
    public async Task A_field_at_fault_is_named_and_nothing_is_stored(string body, string field)
        => await RefusesAsync(Encoding.UTF8.GetBytes(body), field);

    [Fact]
    public async Task A_megabyte_of_text_is_refused()
        => await RefusesAsync(Encoding.UTF8.GetBytes($$"""{"title":"Judul","villageCode":"35.71.02.1012","problem":"{{new string('a', 1_000_000)}}"}"""), "problem");

    [Fact]
    public async Task A_hundred_thousand_open_braces_are_refused()
        => await RefusesAsync(Encoding.UTF8.GetBytes(new string('{', 100_000)), "body");

    [Fact]
    public async Task A_hundred_thousand_nested_fields_are_refused()
        => await RefusesAsync(Encoding.UTF8.GetBytes("""{"location":""" + string.Concat(Enumerable.Repeat("""{"location":""", 100_000))), "location.location");

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
        => await RefusesAsync([.. "{\"problem\":\"Masalah\",\"villageCode\":\"35.71.02.1012\",\"title\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8], "title");

    [Theory]
    [InlineData("short")]
    [InlineData("fifteen-letters")]
    public async Task A_key_too_short_to_be_unique_is_refused(string key)
        => await RefusesAsync(Encoding.UTF8.GetBytes("{" + Fine + "}"), "Idempotency-Key", key);

    private async Task RefusesAsync(byte[] body, string field, string? idempotencyKey = null)
    {
        var before = await service.StoredAsync();

        var answer = await service.SubmitAsync(body, idempotencyKey);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, text);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(field, (await answer.JsonAsync()).Text("field"));
        Assert.Equal(before, await service.StoredAsync());
    }
}
