using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlanningPlatform.Identity.Features.Accounts;

namespace PlanningPlatform.Identity.Tests;

public sealed class ImportTests : IDisposable
{
    private const string Header = "username;name;email;phone;role;region;agency;unit\n";

    private readonly IdentityService identity = new(demo: false);

    public void Dispose() => identity.Dispose();

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    public async Task Every_row_becomes_an_account_with_its_link(char separator)
    {
        using var admin = await identity.FirstAdministratorAsync();
        var file = "\ufeff" + Header + "lurah.banjaran;\"Sari, S.Sos\";sari@kota.example;+62 354 123456;villageHead;35.71.02.1012;;\n" + "awak.satu;Budi;;;crew;;;MB-01 MB-09\n";

        var answer = await (await ImportAsync(admin, file.Replace(';', separator))).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Empty(answer.GetProperty("existing").EnumerateArray());
        var links = answer.GetProperty("created").EnumerateArray().ToDictionary(made => made.Text("username")!, made => Staff.TokenIn(made.GetProperty("link").Text("path")!));
        using var joined = await identity.PostAsync("/api/identity/password-link", new { token = links["awak.satu"], password = Staff.Password });
        Assert.Equal(["MB-01", "MB-09"], await identity.ClaimsAsync("awak.satu", "unit"));
        var lurah = (await admin.GetFromJsonAsync<JsonElement>("/api/identity/accounts?search=Sari, S.Sos")).GetProperty("items")[0];
        Assert.Equal("lurah.banjaran", lurah.Text("username"));
    }

    [Fact]
    public async Task A_file_sent_again_makes_nothing_and_says_what_exists()
    {
        using var admin = await identity.FirstAdministratorAsync();
        const string file = Header + "lurah.banjaran;Sari;;;villageHead;35.71.02.1012;;\n";
        await ImportAsync(admin, file);

        var again = await (await ImportAsync(admin, file + "baru;Baru;;;planner;;;\n")).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(["lurah.banjaran"], again.GetProperty("existing").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["baru"], again.GetProperty("created").EnumerateArray().Select(made => made.Text("username")));
    }

    [Fact]
    public async Task One_wrong_row_refuses_the_file_and_every_fault_is_named_by_row_and_field()
    {
        using var admin = await identity.FirstAdministratorAsync();
        admin.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        const string file = Header
            + "benar;Benar;;;planner;;;\n"
            + "jalan;=HYPERLINK(1);;;planner;;;\n"
            + "benar;Kembar;;;planner;;;\n"
            + "siapa;;bukan-surel;;raja;;;\n"
            + "desa;;;;villageHead;99.99;;\n"
            + "dua kata;;;;crew;;;\n";

        using var refused = await ImportAsync(admin, file);

        await refused.IsProblemAsync(400, "invalid_input");
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().Select(error => $"{error.Text("field")} {error.Text("code")}");
        Assert.Equal(
            [
                "rows[3].name formula", "rows[5].email invalid", "rows[5].role unknown", "rows[6].region unknown",
                "rows[7].username invalid", "rows[7].unit required", "rows[4].username duplicate",
            ],
            errors);
        Assert.Contains("Another row has this user name.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await admin.GetFromJsonAsync<JsonElement>("/api/identity/accounts")).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("", "rows[1]", "missing_column")]
    [InlineData("username;name\nsatu;Satu\n", "rows[1]", "missing_column")]
    [InlineData("username;role;gaji\nsatu;planner;9\n", "rows[1]", "unknown_column")]
    [InlineData(Header, "file", "empty")]
    [InlineData(Header + "satu;\"tidak ditutup;;;planner;;;\n", "rows[2]", "unreadable")]
    [InlineData(Header + "satu;Satu\n", "rows[2].role", "unknown")]
    [InlineData(Header + ";;;;;;;\n", "rows[2].username", "required")]
    public async Task A_file_of_another_form_is_refused_with_where_and_why(string file, string field, string code)
    {
        using var admin = await identity.FirstAdministratorAsync();

        using var refused = await ImportAsync(admin, file);

        Assert.Equal(field, (await refused.IsProblemAsync(400, "invalid_input")).Field);
        Assert.Contains($"\"{code}\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Oversized_cells_files_and_numbers_of_rows_are_refused()
    {
        using var admin = await identity.FirstAdministratorAsync();
        var rows = string.Concat(Enumerable.Range(0, ImportAccounts.MostRows + 1).Select(i => $"orang{i};;;;planner;;;\n"));

        Assert.Equal("rows[2]", (await (await ImportAsync(admin, Header + $"satu;{new string('x', 200_000)};;;planner;;;\n")).IsProblemAsync(400, "invalid_input")).Field);
        Assert.Equal("rows[2].name", (await (await ImportAsync(admin, Header + $"satu;{new string('x', 200)};;;planner;;;\n")).IsProblemAsync(400, "invalid_input")).Field);
        Assert.Equal("file", (await (await ImportAsync(admin, Header + rows)).IsProblemAsync(400, "invalid_input")).Field);
        using var latin = await admin.PostAsync("/api/identity/accounts/import", Csv([.. Encoding.ASCII.GetBytes(Header + "satu;Jos"), 0xe9, .. Encoding.ASCII.GetBytes(";;;planner;;;\n")]));
        Assert.Contains("\"unreadable\"", await latin.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await admin.GetFromJsonAsync<JsonElement>("/api/identity/accounts")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Whoever_sends_another_type_hears_which_one_is_taken_there()
    {
        using var admin = await identity.FirstAdministratorAsync();

        using var list = await admin.PostAsync("/api/identity/accounts/import", new StringContent("{}", Encoding.UTF8, "application/json"));
        using var account = await admin.PostAsync("/api/identity/accounts", new StringContent(Header, Encoding.UTF8, "text/csv"));
        using var changed = await admin.PutAsync($"/api/identity/accounts/{Guid.Empty}", new StringContent(Header, Encoding.UTF8, "text/csv"));

        Assert.Equal("Kirim data sebagai text/csv.", (await list.IsProblemAsync(415, "unsupported_media_type")).Detail);
        Assert.Equal("Kirim data sebagai application/json.", (await account.IsProblemAsync(415, "unsupported_media_type")).Detail);
        Assert.Equal("Kirim data sebagai application/json.", (await changed.IsProblemAsync(415, "unsupported_media_type")).Detail);
    }

    [Fact]
    public async Task A_file_larger_than_allowed_is_not_read()
    {
        identity.Listen();
        using var admin = await identity.FirstAdministratorAsync();

        using var refused = await ImportAsync(admin, Header + new string('x', ImportAccounts.LargestFile));

        await refused.IsProblemAsync(413, "too_large");
    }

    private static Task<HttpResponseMessage> ImportAsync(HttpClient admin, string file) => admin.PostAsync("/api/identity/accounts/import", Csv(Encoding.UTF8.GetBytes(file)));

    private static ByteArrayContent Csv(byte[] file) => new(file) { Headers = { ContentType = new("text/csv") } };
}
