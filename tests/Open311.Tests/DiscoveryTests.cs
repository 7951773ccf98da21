using System.Net;
using System.Text.RegularExpressions;

namespace PlanningPlatform.Open311.Tests;

/// <summary>What a client learns before it sends anything.</summary>
[Collection(Open311Collection.Name)]
public sealed partial class DiscoveryTests(Open311Service service)
{
    private readonly StrictClient _client = new(service);

    [Fact]
    public async Task Discovery_says_where_the_interface_is_in_which_forms_and_how_to_get_a_key()
    {
        using var answer = await _client.GetAsync("/discovery.xml");

        var text = await answer.Content.ReadAsStringAsync();
        var changeset = Changeset().Match(text).Value;
        Assert.Equal(
            $"""
            <?xml version="1.0" encoding="utf-8"?><discovery><changeset>{changeset}</changeset><contact>Pemerintah Kota Kediri, layanan Lapor 112.</contact><key_service>Mintalah api_key kepada administrator Lapor 112 Pemerintah Kota Kediri.</key_service><endpoints><endpoint><specification>http://wiki.open311.org/GeoReport_v2</specification><url>https://lapor.contoh.invalid/open311/v2</url><changeset>{changeset}</changeset><type>test</type><formats><format>text/xml</format><format>application/json</format></formats></endpoint></endpoints></discovery>
            """, text);
        var json = await _client.BothAsync("/discovery");
        Assert.Equal(["changeset", "contact", "key_service", "endpoints"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("public, max-age=300", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Services_are_the_categories_in_the_specification_s_order()
    {
        using var answer = await _client.GetAsync("/services.json");
        var services = await StrictClient.ReadJsonAsync(answer);

        Assert.All(services.EnumerateArray(), each => Assert.Equal(["service_code", "service_name", "description", "metadata", "type", "keywords", "group"], each.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(26, services.GetArrayLength());
        Assert.Equal(
            """{"service_code":"POHON","service_name":"Pemangkasan pohon berbahaya","description":"Pemangkasan pohon berbahaya. Sasaran kota (ketentuan setempat): 5 hari.","metadata":true,"type":"realtime","keywords":"pemangkasan, pohon, berbahaya","group":"Pengaduan"}""",
            services.EnumerateArray().Single(each => each.GetProperty("service_code").GetString() == "POHON").GetRawText());
        Assert.Equal(
            """{"service_code":"EM-MEDIS","service_name":"Gawat darurat medis","description":"Gawat darurat medis. Keadaan darurat: telepon 112 lebih dahulu. Sasaran kota (ketentuan setempat): serah 2 menit. Isi dan alamat laporan tidak tampil kepada umum.","metadata":false,"type":"realtime","keywords":"gawat, darurat, medis","group":"Gawat darurat"}""",
            services.EnumerateArray().Single(each => each.GetProperty("service_code").GetString() == "EM-MEDIS").GetRawText());
        Assert.Equal("public, max-age=300", answer.Headers.CacheControl!.ToString());
        Assert.Contains("Accept-Language", answer.Headers.Vary);
        await _client.BothAsync("/services");
    }

    [Fact]
    public async Task A_definition_lists_the_questions_with_what_can_be_chosen()
    {
        using var xml = await _client.GetAsync("/services/POHON.xml");
        using var json = await _client.GetAsync("/services/POHON.json");

        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?><service_definition><service_code>POHON</service_code><attributes><attribute><variable>true</variable><code>bahaya</code><datatype>multivaluelist</datatype><required>false</required><datatype_description>Boleh pilih beberapa.</datatype_description><order>1</order><description>Apa bahayanya?</description><values><value><key>kabel</key><name>Kena kabel</name></value><value><key>menutup_jalan</key><name>Menutup jalan</name></value><value><key>dekat_sekolah</key><name>Dekat sekolah</name></value></values></attribute></attributes></service_definition>
            """, await xml.Content.ReadAsStringAsync());
        Assert.Equal(
            """{"service_code":"POHON","attributes":[{"variable":true,"code":"bahaya","datatype":"multivaluelist","required":false,"datatype_description":"Boleh pilih beberapa.","order":1,"description":"Apa bahayanya?","values":[{"key":"kabel","name":"Kena kabel"},{"key":"menutup_jalan","name":"Menutup jalan"},{"key":"dekat_sekolah","name":"Dekat sekolah"}]}]}""",
            await json.Content.ReadAsStringAsync());
        await _client.BothAsync("/services/POHON");
    }

    [Fact]
    public async Task A_question_in_one_s_own_words_has_no_menu_and_a_service_without_questions_an_empty_list()
    {
        Assert.DoesNotContain("values", (await _client.BothAsync("/services/PJU")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("""{"service_code":"SAMPAH","attributes":[]}""", (await _client.BothAsync("/services/SAMPAH")).GetRawText());
    }

    [Theory]
    [InlineData("/services/TIDAK-ADA.json", "service_code: Tidak dikenal. Lihat daftar services.")]
    [InlineData("/services/pju.json", "service_code: Tidak dikenal. Lihat daftar services.")]
    [InlineData("/services.json?jurisdiction_id=jakarta.go.id", "jurisdiction_id: Tidak dikenal di sini; yang dilayani: 35.71.")]
    [InlineData("/requests/ADU-0000-0000.json", "service_request_id: Tidak ada laporan dengan nomor ini.")]
    [InlineData("/requests/17.json", "service_request_id: Tidak ada laporan dengan nomor ini.")]
    [InlineData("/tokens/123456.json", "token: Tidak ada laporan yang diterima dengan token ini.")]
    [InlineData("/nothing.json", "Tidak ditemukan. Periksa kembali alamat atau nomornya.")]
    public async Task What_does_not_exist_is_404_in_the_form_that_was_asked_for(string path, string description)
    {
        using var json = await _client.GetAsync(path);
        Assert.Equal([description], await StrictClient.ErrorsAsync(json, HttpStatusCode.NotFound));
        await _client.BothAsync(path.Replace(".json", "", StringComparison.Ordinal), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_error_is_written_as_the_specification_does()
    {
        using var xml = await _client.GetAsync("/services/TIDAK-ADA.xml", "en");
        using var json = await _client.GetAsync("/services/TIDAK-ADA.json", "en");

        Assert.Equal("""<?xml version="1.0" encoding="utf-8"?><errors><error><code>404</code><description>service_code: Unknown. See the list of services.</description></error></errors>""", await xml.Content.ReadAsStringAsync());
        Assert.Equal("""[{"code":404,"description":"service_code: Unknown. See the list of services."}]""", await json.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/services.yaml")]
    [InlineData("/requests.csv")]
    [InlineData("/requests/ADU-0000-0000.html")]
    public async Task A_form_that_we_do_not_have_is_404_in_XML(string path)
        => Assert.Equal("404", (await _client.XmlAsync(path, HttpStatusCode.NotFound)).Element("error")!.Element("code")!.Value);

    [Theory]
    [InlineData("/services")]
    [InlineData("/services/")]
    [InlineData("/services.xml/")]
    [InlineData("/SERVICES.XML")]
    [InlineData("/services.xml?jurisdiction_id=35.71")]
    [InlineData("/services.xml?jurisdiction_id=")]
    [InlineData("/services.xml?api_key=unknown")]
    public async Task Without_a_form_the_answer_is_XML_and_slashes_capitals_and_empty_parameters_do_not_count(string path)
        => Assert.Equal("services", (await _client.XmlAsync(path)).Name.LocalName);

    [Fact]
    public async Task Another_method_is_405_in_the_form_of_the_interface_and_says_which_there_are()
    {
        using var answer = await service.Anybody.DeleteAsync(new Uri("/open311/v2/requests.json", UriKind.Relative));
        Assert.Single(await StrictClient.ErrorsAsync(answer, HttpStatusCode.MethodNotAllowed));
        Assert.Equal(["GET", "POST"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Any_page_may_read_what_is_public_and_none_may_send()
    {
        using var read = await _client.GetAsync("/services.json");
        using var missing = await _client.GetAsync("/services/TIDAK-ADA.json");
        using var sent = await _client.PostAsync("/requests.json");

        Assert.Equal("*", read.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("*", missing.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(read.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(sent.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_city_can_name_itself_and_say_whom_to_ask()
    {
        using var other = service.With(("Open311:JurisdictionId", "kedirikota.go.id"), ("Open311:Contact", "surel@contoh.invalid"), ("Open311:KeyService", "https://contoh.invalid/kunci"));
        using var answer = await other.GetAsync(new Uri("/open311/v2/discovery.json?jurisdiction_id=kedirikota.go.id", UriKind.Relative));
        using var official = await other.GetAsync(new Uri("/open311/v2/discovery.json?jurisdiction_id=35.71", UriKind.Relative));

        var json = await StrictClient.ReadJsonAsync(answer);
        Assert.Equal(("surel@contoh.invalid", "https://contoh.invalid/kunci"), (json.GetProperty("contact").GetString(), json.GetProperty("key_service").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, official.StatusCode);
    }

    [GeneratedRegex("2020-01-01 [0-9a-f]{8}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Changeset();
}
