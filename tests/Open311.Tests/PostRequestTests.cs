using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Open311.Tests;

/// <summary>What clients really send, and what is wrong with some of it.</summary>
[Collection(Open311Collection.Name)]
public sealed class PostRequestTests(Open311Service service)
{
    private readonly StrictClient _client = new(service);

    private (string Name, string Value)[] Lamp(params (string Name, string Value)[] more)
        => [("api_key", service.Key), ("service_code", "PJU"), ("lat", "-7.8160"), ("long", "112.0325"), ("description", "Lampu mati"), .. more];

    [Fact]
    public async Task A_request_is_answered_with_its_number_at_once()
    {
        using var xml = await _client.PostAsync("/requests.xml", Lamp());
        using var json = await _client.PostAsync("/requests.json", Lamp());

        var number = (await StrictClient.ReadXmlAsync(xml)).Element("request")!.Element("service_request_id")!.Value;
        Assert.Matches("^ADU-[0-9A-Z]{4}-[0-9A-Z]{4}$", number);
        Assert.Equal(
            $"""<?xml version="1.0" encoding="utf-8"?><service_requests><request><service_request_id>{number}</service_request_id><service_notice>Laporan Anda diterima dengan nomor {number}. Sasaran kota (ketentuan setempat): 3 hari.</service_notice><account_id /></request></service_requests>""",
            await xml.Content.ReadAsStringAsync());
        var second = (await StrictClient.ReadJsonAsync(json))[0].GetProperty("service_request_id").GetString();
        Assert.Equal(
            $$"""[{"service_request_id":"{{second}}","service_notice":"Laporan Anda diterima dengan nomor {{second}}. Sasaran kota (ketentuan setempat): 3 hari.","account_id":null}]""",
            await json.Content.ReadAsStringAsync());
        Assert.Equal("no-store", json.Headers.CacheControl!.ToString());
        var stored = await service.FindAsync(number);
        Assert.Equal(("Open311", "PJU", "35.71.02.1012", "Public", "Lampu mati"), (Text(stored, "channel"), Text(stored, "categoryCode"), Text(stored, "villageCode"), Text(stored, "visibility"), Text(stored, "description")));
    }

    [Fact]
    public async Task With_extensions_the_answer_holds_the_secret_with_which_the_reporter_follows_it()
    {
        using var answer = await _client.PostAsync("/requests.json?extensions=true", Lamp());

        var request = (await StrictClient.ReadJsonAsync(answer))[0];
        using var follow = new HttpRequestMessage(HttpMethod.Get, $"/api/complaints/track/{Text(request, "service_request_id")}");
        follow.Headers.Add("X-Tracking-Secret", Text(request, "tracking_secret"));
        using var followed = await service.Anybody.SendAsync(follow);
        Assert.Equal(HttpStatusCode.OK, followed.StatusCode);
    }

    [Theory]
    [InlineData("attribute[bahaya][]=kabel&attribute[bahaya][]=dekat_sekolah")]
    [InlineData("attribute%5Bbahaya%5D%5B%5D=kabel&attribute%5Bbahaya%5D%5B%5D=dekat_sekolah")]
    [InlineData("attribute[bahaya][1]=dekat_sekolah&attribute[bahaya][0]=kabel")]
    [InlineData("attribute[bahaya]=kabel&attribute[bahaya]=dekat_sekolah")]
    [InlineData("attribute[bahaya]=kabel&attribute[bahaya]=kabel&attribute[bahaya]=&attribute[bahaya]=dekat_sekolah")]
    public async Task Several_answers_to_one_question_are_understood_however_they_are_written(string attributes)
    {
        using var answer = await _client.PostRawAsync("/requests.json", $"api_key={service.Key}&service_code=POHON&lat=-7.82&long=112.01&description=Dahan&{attributes}");

        var number = Text((await StrictClient.ReadJsonAsync(answer))[0], "service_request_id");
        Assert.Equal("""{"bahaya":["kabel","dekat_sekolah"]}""", await AttributesAsync(number));
    }

    [Fact]
    public async Task One_answer_comes_as_attribute_with_its_code()
        => Assert.Equal("""{"ukuran":["besar"]}""", await AttributesAsync(await _client.LodgeAsync(("service_code", "JALAN"), ("lat", "-7.82"), ("long", "112.01"), ("description", "Lubang"), ("attribute[ukuran]", "besar"))));

    [Fact]
    public async Task Key_and_jurisdiction_may_stand_in_the_address_and_what_somebody_entrusts_may_not()
    {
        using var inAddress = await _client.PostAsync($"/requests.json?api_key={service.Key}&jurisdiction_id=35.71", Lamp()[1..]);
        using var entrusted = await _client.PostAsync($"/requests.json?api_key={service.Key}&service_code=PJU&description=x", ("lat", "-7.82"), ("long", "112.01"));

        Assert.Equal(HttpStatusCode.OK, inAddress.StatusCode);
        Assert.Equal(["description: Bagian ini wajib diisi.", "service_code: Pilih jenis laporan."], await StrictClient.ErrorsAsync(entrusted, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_multipart_form_says_the_same_as_a_plain_one()
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Lamp(("service_code", ""), ("attribute[nomor_tiang]", "A-17")))
        {
            form.Add(new StringContent(value), name);
        }

        using var answer = await _client.PostContentAsync("/requests.json", form);

        Assert.Equal("""{"nomor_tiang":["A-17"]}""", await AttributesAsync(Text((await StrictClient.ReadJsonAsync(answer))[0], "service_request_id")));
    }

    [Fact]
    public async Task Pictures_that_come_with_a_request_are_photos_of_the_complaint()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(TestPicture.Jpeg(400, 300)), "media", "lampu.jpg" }, { new ByteArrayContent(TestPicture.Png(30, 20)), "media", "tiang.png" } };
        foreach (var (name, value) in Lamp())
        {
            form.Add(new StringContent(value), name);
        }

        using var answer = await _client.PostContentAsync("/requests.json", form);

        var number = (await answer.Content.ReadFromJsonAsync<JsonElement>())[0].GetProperty("service_request_id").GetString()!;
        var photos = (await service.FileAsync(number)).GetProperty("photos").EnumerateArray().ToList();
        Assert.Equal(["Report", "Report"], photos.Select(photo => photo.GetProperty("stage").GetString()));
        // Nobody has looked at them yet, so they are for nobody.
        Assert.Equal("", await MediaUrlAsync(number));
        await service.ActAsync(number, "verify");
        var address = await MediaUrlAsync(number);
        Assert.Equal($"https://lapor.contoh.invalid/api/complaints/photos/{photos[0].GetProperty("id").GetGuid()}/1280", address);
        using var shown = await service.Anybody.GetAsync(new Uri(new Uri(address).PathAndQuery, UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "image/webp"), (shown.StatusCode, shown.Content.Headers.ContentType?.ToString()));
        await service.ActAsync(number, "protect", new { visibility = "Secret", reason = "Menyebut nama" });
        using var secret = await _client.GetAsync($"/requests/{number}.json");
        Assert.Equal(HttpStatusCode.NotFound, secret.StatusCode);
    }

    private async Task<string> MediaUrlAsync(string number)
    {
        using var answer = await _client.GetAsync($"/requests/{number}.json");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>())[0].GetProperty("media_url").GetString() ?? "";
    }

    [Fact]
    public async Task A_picture_that_is_none_is_refused_by_its_field_and_nothing_is_taken_in()
    {
        var before = await service.TotalAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent([0xFF, 0xD8, 0xFF]), "media", "lampu.jpg" } };
        foreach (var (name, value) in Lamp())
        {
            form.Add(new StringContent(value), name);
        }

        using var answer = await _client.PostContentAsync("/requests.json", form);

        Assert.StartsWith("media: ", Assert.Single(await StrictClient.ErrorsAsync(answer, HttpStatusCode.BadRequest)), StringComparison.Ordinal);
        Assert.Equal(before, await service.TotalAsync());
    }

    [Fact]
    public async Task The_address_of_a_picture_elsewhere_is_never_opened_and_the_answer_says_so()
    {
        using var elsewhere = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();

        using var answer = await _client.PostAsync("/requests.json", Lamp(("media_url", $"http://{elsewhere.LocalEndpoint}/lampu.jpg")));

        Assert.EndsWith("media_url tidak diambil: foto dari alamat lain tidak kami unduh.", Text((await StrictClient.ReadJsonAsync(answer))[0], "service_notice"), StringComparison.Ordinal);
        Assert.False(elsewhere.Pending());
    }

    [Theory]
    [InlineData("Gang II depan musala, Banjaran, Kota Kediri", "35.71.02.1012")]
    [InlineData("Jl. Letjen Sutoyo 5 Kel. Bawang Kec. Pesantren", "35.71.03.1009")]
    [InlineData("RT 3 kelurahan setono gedong", "35.71.02.1009")]
    public async Task An_address_alone_is_enough_and_names_its_village(string address, string village)
    {
        var number = await _client.LodgeAsync(("service_code", "SAMPAH"), ("address_string", address), ("description", "Menumpuk"));

        Assert.Equal(village, Text(await service.FindAsync(number), "villageCode"));
        Assert.Equal(address, Text((await service.FileAsync(number)).GetProperty("address"), "street"));
    }

    [Theory]
    [InlineData("Pojok lapangan dekat pasar bawang")]
    [InlineData("Jakarta Pusat")]
    public async Task An_address_that_names_no_village_is_taken_in_for_the_desk_of_the_whole_city(string address)
    {
        using var answer = await _client.PostAsync("/requests.json", ("api_key", service.Key), ("service_code", "SAMPAH"), ("address_string", address), ("description", "Menumpuk"));

        var request = (await StrictClient.ReadJsonAsync(answer))[0];
        Assert.EndsWith("Kelurahannya belum jelas; petugas akan menentukannya.", Text(request, "service_notice"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await service.FindAsync(Text(request, "service_request_id"))).GetProperty("villageCode").ValueKind);
        using var district = service.ClientGranted("operator112 region=35.71.02");
        Assert.DoesNotContain(Text(request, "service_request_id"), await district.GetStringAsync(new Uri("/api/complaints?pageSize=200", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_on_several_lines_is_a_landmark_and_one_that_comes_with_a_point_stays_beside_it()
    {
        var lines = await _client.LodgeLampAsync(("address_string", "Gang II\nsebelah musala"));
        Assert.Equal("Gang II\nsebelah musala", Text((await service.FileAsync(lines)).GetProperty("address"), "landmark"));
    }

    [Fact]
    public async Task An_address_id_is_the_code_of_a_village_of_this_city()
    {
        var number = await _client.LodgeAsync(("service_code", "SAMPAH"), ("address_id", "35.71.02.1012"), ("description", "Menumpuk"));
        Assert.Equal("35.71.02.1012", Text(await service.FindAsync(number), "villageCode"));

        using var elsewhere = await _client.PostAsync("/requests.json", ("api_key", service.Key), ("service_code", "SAMPAH"), ("address_id", "35.06.01.2001"), ("description", "Menumpuk"));
        Assert.Equal(["address_id: Kode ini bukan kelurahan atau desa di Kota Kediri."], await StrictClient.ErrorsAsync(elsewhere, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_point_beyond_the_border_is_taken_in_without_a_village()
    {
        var number = await _client.LodgeAsync(("service_code", "EM-API"), ("lat", "-7.2"), ("long", "112.7"), ("description", "Kebakaran"));
        Assert.Equal(JsonValueKind.Null, (await service.FindAsync(number)).GetProperty("villageCode").ValueKind);
    }

    [Fact]
    public async Task Whoever_sends_a_service_and_a_place_alone_says_just_that()
        => Assert.Equal("Lampu jalan padam", Text(await service.FindAsync(await _client.LodgeAsync(("service_code", "PJU"), ("lat", "-7.82"), ("long", "112.01"), ("description", ""))), "description"));

    [Theory]
    [InlineData("visibility", "anonymous", "Anonymous")]
    [InlineData("visibility", "SECRET", "Secret")]
    [InlineData("visibility", "", "Public")]
    [InlineData("public_anonymity_required", "TRUE", "Anonymous")]
    [InlineData("public_anonymity_required", "FALSE", "Public")]
    public async Task A_client_can_ask_for_protection(string name, string value, string visibility)
        => Assert.Equal(visibility, Text(await service.FindAsync(await _client.LodgeLampAsync((name, value))), "visibility"));

    [Fact]
    public async Task A_contact_is_kept_encrypted_when_the_client_has_its_users_read_the_notice_and_otherwise_left_out()
    {
        (string, string)[] contact = [("first_name", "Warga"), ("last_name", "Rahasia-Nama"), ("email", "rahasia-surel@contoh.id"), ("phone", "0812 7777 1234"), ("device_id", "rahasia-perangkat"), ("account_id", "rahasia-akun")];
        var (_, careless) = await service.IssueKeyAsync("Aplikasi lama", privacyNoticeAccepted: false);

        using var kept = await _client.PostAsync("/requests.json?extensions=true", [.. Lamp(), .. contact]);
        using var leftOut = await _client.PostAsync("/requests.json?extensions=true", [("api_key", careless), .. Lamp()[1..], .. contact]);

        var (first, second) = ((await StrictClient.ReadJsonAsync(kept))[0], (await StrictClient.ReadJsonAsync(leftOut))[0]);
        Assert.DoesNotContain("Kontak tidak disimpan", Text(first, "service_notice"), StringComparison.Ordinal);
        Assert.Contains("Kontak tidak disimpan", Text(second, "service_notice"), StringComparison.Ordinal);
        Assert.Equal("Warga Rahasia-Nama", Text((await PersonalDataAsync(first)).GetProperty("contact"), "name"));
        Assert.Equal(JsonValueKind.Null, (await PersonalDataAsync(second)).GetProperty("contact").ValueKind);
        var stored = await service.Database.EverythingStoredAsync();
        Assert.All((string[])["Rahasia-Nama", "rahasia-surel", "0812 7777 1234", "rahasia-perangkat", "rahasia-akun"], word => Assert.DoesNotContain(word, stored, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_request_with_the_same_key_is_one_and_answered_the_same()
    {
        var body = string.Join('&', Lamp().Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
        var before = await service.TotalAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var answer = await _client.PostRawAsync("/requests.xml", body, idempotencyKey: "laporan-klien-0001");
            await StrictClient.ReadXmlAsync(answer);
            return await answer.Content.ReadAsStringAsync();
        }));
        using var other = await _client.PostRawAsync("/requests.json", body.Replace("mati", "redup", StringComparison.Ordinal), idempotencyKey: "laporan-klien-0001");
        using var tooShort = await _client.PostRawAsync("/requests.json", body, idempotencyKey: "pendek");

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(before + 1, await service.TotalAsync());
        Assert.Single(await StrictClient.ErrorsAsync(other, HttpStatusCode.BadRequest));
        Assert.Equal(["Idempotency-Key: Panjangnya 16 sampai 200 karakter."], await StrictClient.ErrorsAsync(tooShort, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_client_that_lost_the_answer_finds_the_number_by_a_token_that_only_it_can_make()
    {
        var body = string.Join('&', Lamp().Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
        using var answer = await _client.PostRawAsync("/requests.json", body, idempotencyKey: "laporan-klien-0002");
        var number = Text((await StrictClient.ReadJsonAsync(answer))[0], "service_request_id");
        var token = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{service.Key}:laporan-klien-0002")));

        using var xml = await _client.GetAsync($"/tokens/{token}.xml");
        using var json = await _client.GetAsync($"/tokens/{token}.json");
        using var byTheKeyAlone = await _client.GetAsync("/tokens/laporan-klien-0002.json");

        Assert.Equal($"""<?xml version="1.0" encoding="utf-8"?><service_requests><request><service_request_id>{number}</service_request_id><token>{token}</token></request></service_requests>""", await xml.Content.ReadAsStringAsync());
        Assert.Equal($$"""[{"service_request_id":"{{number}}","token":"{{token}}"}]""", await json.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, byTheKeyAlone.StatusCode);
    }

    [Fact]
    public async Task What_another_channel_took_in_with_a_key_of_its_own_no_token_finds()
    {
        var key = new string('a', 64);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/complaints")
        {
            Content = new StringContent("""{"categoryCode":"PUNGLI","description":"x","villageCode":"35.71.02.1012","visibility":"Secret"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var lodged = await service.Anybody.SendAsync(request);
        using var found = await _client.GetAsync($"/tokens/{key}.json");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.NotFound), (lodged.StatusCode, found.StatusCode));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_in_the_caller_s_language()
    {
        (string, string)[] wrong = [("api_key", service.Key), ("service_code", "POHON"), ("lat", "selatan"), ("email", "bukan surel"), ("attribute[bahaya]", "petir"), ("attribute[warna]", "merah"), ("visibility", "setengah")];
        using var answer = await _client.PostAsync("/requests.json", wrong);

        var errors = await StrictClient.ErrorsAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal(["lat", "long", "visibility", "attribute[warna]", "attribute[bahaya]", "email"], errors.Select(error => error.Split(':')[0]));
        Assert.Contains("attribute[bahaya]: Pilih dari: kabel, menutup_jalan, dekat_sekolah.", errors);
        service.Anybody.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var english = await _client.PostAsync("/requests.xml", wrong);
        service.Anybody.DefaultRequestHeaders.AcceptLanguage.Clear();
        Assert.Contains("attribute[bahaya]: Choose from: kabel, menutup_jalan, dekat_sekolah.", (await StrictClient.ReadXmlAsync(english, HttpStatusCode.BadRequest)).Elements("error").Select(error => error.Element("description")!.Value));
    }

    [Theory]
    [InlineData("service_code=TIDAK-ADA&lat=-7.82&long=112.01&description=x", 404, "service_code: Tidak dikenal. Lihat daftar services.")]
    [InlineData("service_code=PJU&lat=-7.82&long=112.01&description=x&jurisdiction_id=jakarta.go.id", 404, "jurisdiction_id: Tidak dikenal di sini; yang dilayani: 35.71.")]
    [InlineData("service_code=&lat=-7.82&long=112.01&description=x", 400, "service_code: Pilih jenis laporan.")]
    [InlineData("service_code=PJU&description=x", 400, "lat: Beri lat dan long, address_string, atau address_id (kode kelurahan).")]
    [InlineData("service_code=PJU&lat=&long=&address_string=&description=x", 400, "lat: Beri lat dan long, address_string, atau address_id (kode kelurahan).")]
    [InlineData("service_code=PJU&lat=-7.82&description=x", 400, "long: lat dan long dipakai bersama, sebagai angka, misalnya -7.8215.")]
    [InlineData("service_code=PJU&lat=-7,82&long=112.01&description=x", 400, "lat: lat dan long dipakai bersama, sebagai angka, misalnya -7.8215.")]
    [InlineData("service_code=PJU&lat=NaN&long=112.01&description=x", 400, "lat: lat dan long dipakai bersama, sebagai angka, misalnya -7.8215.")]
    [InlineData("service_code=PJU&lat=-97.82&long=112.01&description=x", 400, "lat: Lintang antara -90 dan 90.")]
    [InlineData("service_code=PJU&lat=-7.82&long=112.01&description=x%00y", 400, "body: Permintaan tidak dapat dibaca.")]
    [InlineData("service_code=PJU&lat=-7.82&long=112.01&description=x%01y", 400, "description: Berisi karakter yang tidak terlihat dan tidak diizinkan.")]
    [InlineData("service_code=PJU&lat=-7.82&long=112.01&description=x&first_name=a%0Ab", 400, "first_name: Tulis dalam satu baris.")]
    [InlineData("service_code=SAMPAH&lat=-7.82&long=112.01&description=x&attribute[warna]=merah", 400, "attribute[warna]: Jenis laporan ini tidak menanyakan hal itu.")]
    [InlineData("service_code=SAMPAH&lat=-7.82&long=112.01&description=x&attribute[<b>]=merah", 400, "attribute[‹b›]: Jenis laporan ini tidak menanyakan hal itu.")]
    [InlineData("service_code=JALAN&lat=-7.82&long=112.01&description=x&attribute[ukuran][]=kecil&attribute[ukuran][]=besar", 400, "attribute[ukuran]: Jawabannya lebih banyak daripada yang ditanyakan.")]
    [InlineData("service_code=PJU&lat=-7.82&long=112.01&description=x&phone=abc", 400, "phone: Ini bukan nomor telepon. Contoh: 0812-3456-7890.")]
    public async Task Bad_input_has_its_answer_and_leaves_nothing_behind(string body, int status, string error)
    {
        var before = await service.TotalAsync();
        using var answer = await _client.PostRawAsync("/requests.json", $"api_key={service.Key}&{body}");

        Assert.Equal([error], await StrictClient.ErrorsAsync(answer, (HttpStatusCode)status));
        Assert.Equal(before, await service.TotalAsync());
    }

    [Theory]
    [InlineData("description", "x\0y", HttpStatusCode.BadRequest, "description: Berisi karakter yang tidak terlihat dan tidak diizinkan.")]
    [InlineData("address_string", "Gang\0II", HttpStatusCode.BadRequest, "address_string: Berisi karakter yang tidak terlihat dan tidak diizinkan.")]
    [InlineData("first_name", "a\0b", HttpStatusCode.BadRequest, "first_name: Berisi karakter yang tidak terlihat dan tidak diizinkan.")]
    [InlineData("attribute[nomor_tiang]", "a\0b", HttpStatusCode.BadRequest, "attribute[nomor_tiang]: Berisi karakter yang tidak terlihat dan tidak diizinkan.")]
    [InlineData("service_code", "PJU\0", HttpStatusCode.NotFound, "service_code: Tidak dikenal. Lihat daftar services.")]
    [InlineData("api_key", "kunci\0", HttpStatusCode.Forbidden, "api_key: api_key ini tidak dikenal.")]
    public async Task A_null_byte_in_any_field_has_its_answer(string field, string value, HttpStatusCode status, string error)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, sent) in Lamp().Where(each => each.Name != field).Append((field, value)))
        {
            form.Add(new StringContent(sent), name);
        }

        using var answer = await _client.PostContentAsync("/requests.json", form);
        Assert.Equal([error], await StrictClient.ErrorsAsync(answer, status));
    }

    [Fact]
    public async Task A_description_has_4000_characters_and_no_more()
    {
        var longest = string.Concat(Enumerable.Repeat("é", 4000));
        Assert.Equal(longest, Text(await service.FindAsync(await _client.LodgeAsync(("service_code", "PJU"), ("lat", "-7.82"), ("long", "112.01"), ("description", longest))), "description"));

        using var answer = await _client.PostAsync("/requests.json", ("api_key", service.Key), ("service_code", "PJU"), ("lat", "-7.82"), ("long", "112.01"), ("description", longest + "é"));
        Assert.Equal(["description: Paling banyak 4.000 karakter; ini 4.001."], await StrictClient.ErrorsAsync(answer, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("application/json", "{\"service_code\":\"PJU\"}", "Kirim sebagai application/x-www-form-urlencoded atau multipart/form-data.")]
    [InlineData("text/xml", "<request/>", "Kirim sebagai application/x-www-form-urlencoded atau multipart/form-data.")]
    [InlineData("multipart/form-data", "--x", "body: Permintaan tidak dapat dibaca.")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1", "body: Permintaan tidak dapat dibaca.")]
    public async Task What_is_no_form_is_refused_in_the_form_of_the_interface(string type, string body, string error)
    {
        using var answer = await _client.PostRawAsync($"/requests.json?api_key={service.Key}", body, type);
        Assert.Equal([error], await StrictClient.ErrorsAsync(answer, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData(301, 1)]
    [InlineData(1, 100_001)]
    public async Task A_form_without_end_is_not_read_to_its_end(int fields, int length)
    {
        var body = string.Join('&', Enumerable.Range(0, fields).Select(field => $"x{field}={new string('x', length)}"));
        using var answer = await _client.PostRawAsync($"/requests.json?api_key={service.Key}", body);
        Assert.Equal(["body: Permintaan tidak dapat dibaca."], await StrictClient.ErrorsAsync(answer, HttpStatusCode.BadRequest));
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    private async Task<string> AttributesAsync(string number)
    {
        var id = (await service.FindAsync(number)).GetProperty("id").GetGuid().ToString().ToUpperInvariant();
        return await service.Database.ValueAsync<string>($"""SELECT "Attributes" FROM "Complaints" WHERE UPPER(CAST("Id" AS char(36))) = '{id}'""");
    }

    private async Task<JsonElement> PersonalDataAsync(JsonElement request)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"/api/complaints/track/{Text(request, "service_request_id")}/personal-data");
        ask.Headers.Add("X-Tracking-Secret", Text(request, "tracking_secret"));
        using var answer = await service.Anybody.SendAsync(ask);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
