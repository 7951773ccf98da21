using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Messaging;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;
using Xunit.Abstractions;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>
/// Whatever people do with complaints, in whatever order and by whatever channel: what visibility protects is on no surface outside. FsCheck draws the stories;
/// after each step everything that everybody can ask about the complaint is searched, after each story all lists, feeds, events, logs and the database.
/// <c>PRIVACY_STORIES</c> and <c>PRIVACY_SEED</c> set how many and which.
/// </summary>
public sealed class PrivacyPropertyTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Village = "35.71.02.1012", Lead = "DPKP", Other = "DISHUB";

    private readonly SettableTime _time = new();
    private readonly LogMemory _log = new();
    private readonly List<QueueWatcher> _queues = [];
    private readonly List<Told> _stories = [];
    private readonly Dictionary<string, int> _searched = new(StringComparer.Ordinal);
    private ComplaintsApi _api = null!;
    private MessageGateway _gateway = null!;
    private HttpClient _lead = null!, _other = null!, _counter = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        _api = await ComplaintsApi.StartAsync(
            _time, new("Complaints:Messages:Secret", MessagesFixture.Secret), new("Complaints:Clocks:Interval", "1.00:00:00"), new("Retention:Interval", "1.00:00:00"),
            new("Limits:WrongTrackingPerNumber", "1000000"), new("Limits:WrongTrackingPerAddress", "1000000"),
            // As in production, and more: every line of ours and every query. To where the test reads it.
            new("Logging:LogLevel:Default", "Information"), new("Logging:LogLevel:PlanningPlatform", "Trace"), new("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "Information"),
            new("Logging:Console:LogLevel:Default", "None"));
        _api.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log);
        await _api.ReadyAsync();
        _gateway = new(_api.Resident, MessagesFixture.Secret, _time);
        (_lead, _other) = (_api.ClientGranted($"agencyOfficer region=35.71 agency={Lead}"), _api.ClientGranted($"agencyOfficer region=35.71 agency={Other}"));
        _counter = _api.ClientGranted($"villageSectionHead region={Village}");
        foreach (var queue in new[] { typeof(ComplaintReceived), typeof(NotificationRequested) }.SelectMany(contract => contract.Assembly.GetTypes())
            .SelectMany(type => type.GetCustomAttribute<SubscribersAttribute>()?.Services ?? []).Distinct().Where(queue => queue != "complaints"))
        {
            _queues.Add(await QueueWatcher.StartAsync(_api.Broker, queue));
        }

        using var admin = _api.ClientFor(Roles.Admin);
        using var issued = await admin.PostAsJsonAsync("/api/complaints/open311-keys", new { client = "Aplikasi warga", contact = "pengembang@contoh.invalid", requestsPerMinute = 5000, privacyNoticeAccepted = true });
        _key = (await issued.Content.ReadFromJsonAsync<JsonElement>()).Text("apiKey")!;
    }

    public async Task DisposeAsync()
    {
        foreach (var client in (HttpClient?[])[_lead, _other, _counter])
        {
            client?.Dispose();
        }

        foreach (var queue in _queues)
        {
            await queue.DisposeAsync();
        }

        await _api.DisposeAsync();
        _log.Dispose();
    }

    internal enum Way
    {
        Web,
        Counter,
        Message,
        Open311,
        Call112,
    }

    /// <summary>What desk, agencies, reporter and strangers do; most of it is illegal in most states.</summary>
    internal enum Act
    {
        Verify,
        Forward,
        Start,
        Answer,
        Ask,
        ReporterReplies,
        Reply,
        Note,
        Postpone,
        Resume,
        Return,
        Resolve,
        Close,
        Reject,
        Reclassify,
        Transfer,
        MakeAnonymous,
        MakeSecret,
        StrangerJoins,
        MergeIntoEarlier,
        EarlierMergesIntoIt,
        Unmerge,
        Reopen,
        Rate,
        AskForRide,
        AgencyLooks,
        LookAtReporter,
        TimePasses,
        EraseContact,
        Propose,
        AttachToWork,
    }

    internal sealed record Story(Way Way, string Visibility, string Category, bool Contact, bool NumberInWords, bool Photo, List<Act> Acts);

    /// <summary>A complaint that was lodged, with what is protected about it.</summary>
    private sealed record Told(int Number, Story Story, Lodged Lodged)
    {
        /// <summary>Who follows it without having anything to do with its reporter.</summary>
        public Lodged? Stranger { get; set; }

        public string? Photo { get; init; }

        public string Visibility { get; set; } = "";

        public string Category { get; set; } = "";

        public string Status { get; set; } = "";

        public HashSet<string> Agencies { get; set; } = [];

        /// <summary>Who reported, however it is written.</summary>
        public static string[] Reporter(int number) => [$"Pelapor{number}Terlindung", Phone(number), Phone(number).Replace("-", "", StringComparison.Ordinal)[1..], $"surel{number}terlindung"];

        public static string Phone(int number) => $"0815-{number:0000}-{9000 - number:0000}";

        /// <summary>A number that the reporter wrote into the words: a telephone's, or a NIK.</summary>
        public static string[] InWords(int number) => [$"0857-{number:0000}-4321", string.Create(CultureInfo.InvariantCulture, $"35710212345{number:00000}")];

        /// <summary>Of what was reported and answered.</summary>
        public static string Word(int number) => $"isi{number}dilindungi";

        /// <summary>Of what desk, agency and reporter say to each other.</summary>
        public static string Inside(int number) => $"dalam{number}dilindungi";
    }

    private enum Reader
    {
        /// <summary>No sign-in, or the secret of something else.</summary>
        Anybody,

        /// <summary>An agency that has it.</summary>
        Agency,

        /// <summary>An agency that does not.</summary>
        OtherAgency,

        Event,
        Log,
        Disk,
    }

    [Fact]
    public async Task What_visibility_protects_is_on_no_surface_whatever_people_do()
    {
        var (many, seed) = (Setting("PRIVACY_STORIES", 18), Setting("PRIVACY_SEED", 27));
        var stories = Stories().Sample(many, new Rnd((ulong)seed), 10);
        var done = new Dictionary<Act, int>();
        foreach (var story in stories)
        {
            var told = await LodgeAsync(story);
            _stories.Add(told);
            await LearnAsync();
            await SearchCloseAsync(told, "Lodged");
            foreach (var act in story.Acts)
            {
                if (await ActAsync(told, act))
                {
                    done[act] = done.GetValueOrDefault(act) + 1;
                }

                await LearnAsync(told);
                await SearchCloseAsync(told, act.ToString());
            }

            await LearnAsync();
            await SearchListsAsync(told);
            await CountAsync();
        }

        await SearchBehindAsync();
        output.WriteLine($"{_stories.Count} stories of seed {seed}; {string.Join(", ", done.OrderBy(act => act.Key).Select(act => $"{act.Key} {act.Value}"))}; texts searched: {string.Join(", ", _searched.OrderBy(surface => surface.Key).Select(surface => $"{surface.Key} {surface.Value}"))}.");
        Act[] needed = [Act.Resolve, Act.Reply, Act.StrangerJoins, Act.MakeSecret, Act.EarlierMergesIntoIt];
        Assert.True(many < 18 || (done.Count > 15 && needed.All(done.ContainsKey)), $"Hardly anything was done: {string.Join(", ", done.Keys)}.");
    }

    private static Gen<Story> Stories()
    {
        var visibility = Gen.Frequency((3, Gen.Constant("Public")), (2, Gen.Constant("Anonymous")), (2, Gen.Constant("Secret")));
        var category = Gen.Frequency((6, Gen.Constant("PJU")), (2, Gen.Constant("ANTAR")), (1, Gen.Constant("PUNGLI")), (2, Gen.Constant("TRANTIB")));
        // As people go on: mostly along the way of a case, with anything in between.
        var along = Gen.Elements(Act.Verify, Act.Forward, Act.StrangerJoins, Act.Start, Act.Reply, Act.Resolve);
        // What changes who may see it, and who follows it meanwhile.
        var protecting = Gen.Elements(Act.StrangerJoins, Act.MakeSecret, Act.MakeAnonymous, Act.MergeIntoEarlier, Act.EarlierMergesIntoIt, Act.AgencyLooks);
        var act = Gen.Frequency((3, along), (3, protecting), (4, Gen.Elements(Enum.GetValues<Act>())));
        Act[] beginning = [Act.Verify, Act.Forward];
        return from way in Gen.Elements(Enum.GetValues<Way>())
               from visible in visibility
               from about in category
               from contact in Gen.Elements(true, true, false)
               from number in Gen.Elements(true, false)
               from photo in Gen.Elements(true, false, false)
               from begin in Gen.Elements(0, 2)
               from acts in act.ListOf(12)
               select new Story(way, visible, about, contact, number, photo, [.. beginning.Take(begin), .. acts]);
    }

    private async Task<Told> LodgeAsync(Story story)
    {
        var number = _stories.Count + 1;
        var words = $"Lampu jalan padam di Gang Melati {Told.Word(number)} depan musala"
            + (story.NumberInWords ? $", hubungi {Told.InWords(number)[0]} NIK {Told.InWords(number)[1]}" : "");
        var reporter = story.Contact ? new { name = Told.Reporter(number)[0], phone = Told.Phone(number), email = $"{Told.Reporter(number)[3]}@contoh.invalid", privacyNotice = PrivacyNotice.Version, news = true } : null;
        var location = new { latitude = -7.8160, longitude = 112.0325 };
        var address = new { street = $"Jalan {Told.Word(number)}", landmark = $"sebelah {Told.Word(number)}" };
        var photo = story.Photo && story.Way is Way.Web or Way.Counter ? await _api.UploadAsync(TestPicture.Jpeg(40, 30)) : null;
        object report = new
        {
            categoryCode = story.Category, description = words, villageCode = Village, location, address, visibility = story.Visibility, reporter,
            photos = photo is null ? null : new[] { new { id = photo.Id, key = photo.Key } },
        };
        var lodged = story.Way switch
        {
            Way.Web => await _api.LodgeOneAsync(report),
            Way.Counter => await TakenAsync(await _counter.PostAsJsonAsync("/api/complaints/counter", report)),
            Way.Message => await ByMessageAsync(number, story, words),
            Way.Open311 => await ByOpen311Async(number, story, words),
            _ => await ByCallAsync(number, story, words, location, address),
        };
        return new(number, story, lodged) { Photo = photo?.Id.ToString() };
    }

    private static async Task<Lodged> TakenAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return (await answer.Content.ReadFromJsonAsync<Lodged>(StrictJson.Lenient))!;
        }
    }

    private async Task<Lodged> ByMessageAsync(int number, Story story, string words)
    {
        var chat = _gateway.From(Told.Phone(number));
        var said = story.Visibility switch { "Secret" => ", tolong rahasia", "Anonymous" => ", saya anonim", _ => "" };
        var slip = MessageGateway.SlipIn(await chat.SayUntilLodgedAsync($"{words}{said}, Banjaran", "Banjaran"));
        if (story.Contact)
        {
            await chat.SayAsync("ya");
        }

        return await SlipAsync(slip.Number, slip.Secret);
    }

    private async Task<Lodged> ByOpen311Async(int number, Story story, string words)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("api_key", _key), new("service_code", story.Category), new("lat", "-7.8160"), new("long", "112.0325"), new("description", words), new("address_string", $"Jalan {Told.Word(number)}, Banjaran"),
            new("visibility", story.Visibility.ToLowerInvariant()), .. story.Contact ? new KeyValuePair<string, string>[] { new("first_name", Told.Reporter(number)[0]), new("phone", Told.Phone(number)), new("email", $"{Told.Reporter(number)[3]}@contoh.invalid") } : [],
        ]);
        using var answer = await _api.Resident.PostAsync(new Uri("/open311/v2/requests.json?extensions=true", UriKind.Relative), form);
        var said = (await answer.Content.ReadFromJsonAsync<JsonElement>())[0];
        return await SlipAsync(said.Text("service_request_id")!, said.Text("tracking_secret")!);
    }

    private async Task<Lodged> ByCallAsync(int number, Story story, string words, object location, object address)
    {
        var call = await CallLine.TakeAsync(_api.Operator, Told.Phone(number));
        await CallLine.SortAsync(_api.Operator, call, "Complaint");
        await CallLine.DoAsync(_api.Operator, $"/{call}/note", new { text = $"Penelepon {Told.Inside(number)}" });
        var lodged = await CallLine.DoAsync(_api.Operator, $"/{call}/lodge", new { categoryCode = story.Category, description = words, villageCode = Village, location, address, visibility = story.Visibility, name = Told.Reporter(number)[0], news = story.Contact });
        await CallLine.DoAsync(_api.Operator, $"/{call}/finish");
        return lodged.Deserialize<Lodged>(StrictJson.Lenient)!;
    }

    private async Task<Lodged> SlipAsync(string number, string secret)
        => new((await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints?number={number}")).GetProperty("items")[0].Id(), number, secret, "Received", Village, _time.GetUtcNow());

    /// <returns>False when it was refused, which is all right.</returns>
    private async Task<bool> ActAsync(Told told, Act act)
    {
        var (id, inside, word) = (told.Lodged.Id, Told.Inside(told.Number), Told.Word(told.Number));
        var earlier = _stories.Count > 1 ? _stories[^2] : told;
        switch (act)
        {
            case Act.TimePasses:
                _time.Advance(TimeSpan.FromHours(30));
                await _api.CheckClocksAsync(_time.GetUtcNow());
                return true;
            case Act.StrangerJoins:
                using (var joined = await _api.LodgeAsync(new { categoryCode = told.Category, joins = told.Lodged.TrackingNumber, visibility = "Public" }))
                {
                    if (joined.IsSuccessStatusCode)
                    {
                        told.Stranger = await joined.Content.ReadFromJsonAsync<Lodged>(StrictJson.Lenient);
                    }

                    return joined.IsSuccessStatusCode;
                }

            case Act.ReporterReplies:
                return await DoneAsync(await _api.WithSlipAsync(told.Lodged, "reply", new { text = $"Sudah saya jawab {inside}" }));
            case Act.Reopen:
                return await DoneAsync(await _api.WithSlipAsync(told.Lodged, "reopen", new { reason = $"Masih padam {inside}" }));
            case Act.Rate:
                return await DoneAsync(await _api.WithSlipAsync(told.Lodged, "rate", new { stars = 4, comment = $"Baik {inside}" }));
            case Act.EraseContact:
                return await DoneAsync(await _api.WithSlipAsync(told.Lodged, "erasure", new { scope = "Contact" }));
            case Act.AgencyLooks:
                await ReadAsync(_lead, told.Agencies.Contains(Lead) ? Reader.Agency : Reader.OtherAgency, "agency's file", $"/api/complaints/{id}", told, act.ToString());
                using (var asked = await _lead.PostAsJsonAsync($"/api/complaints/{id}/reporter", new { reason = "Menanyakan tempat" }))
                {
                    // The one place that says it, and only of what is public.
                    Assert.True(!asked.IsSuccessStatusCode || told.Visibility == "Public", Said(told, act.ToString(), "the agency learned who reported"));
                }

                return true;
            case Act.EarlierMergesIntoIt:
                return await DoneAsync(await _api.ActAsync(earlier.Lodged.Id, "merge", new { masterNumber = told.Lodged.TrackingNumber }));
            default:
                break;
        }

        var (action, body) = act switch
        {
            Act.Verify => ("verify", (object)new { }),
            Act.Forward => ("forward", new { agencyCode = told.Category == "PUNGLI" ? "INSPEKTORAT" : Lead }),
            Act.Start => ("start", new { note = $"Petugas berangkat {word}" }),
            Act.Answer => ("answer", new { text = $"Sudah kami jawab {word}" }),
            Act.Ask => ("ask", new { question = $"Tiang yang mana {inside}?" }),
            Act.Reply => ("reply", new { text = $"Kami periksa {word}, telepon {Told.InWords(told.Number)[0]}" }),
            Act.Note => ("note", new { text = $"Catatan {inside}" }),
            Act.Postpone => ("postpone", new { until = _time.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), reason = $"Menunggu tiang {word}" }),
            Act.Resume => ("resume", new { }),
            Act.Return => ("return", new { reason = $"Bukan kewenangan {inside}" }),
            Act.Resolve => ("resolve", new { note = $"Lampu diganti {word}" }),
            Act.Close => ("close", new { note = $"Sudah menyala {word}" }),
            Act.Reject => ("reject", new { reason = $"Bukan laporan {inside}" }),
            Act.Reclassify => ("reclassify", new { categoryCode = told.Number % 5 == 0 ? "PUNGLI" : "TRANTIB", reason = $"Lebih tepat {inside}" }),
            Act.Transfer => ("transfer", new { party = "PLN", ticket = $"PLN-{told.Number}" }),
            Act.MakeAnonymous => ("protect", new { visibility = "Anonymous", reason = $"Menyebut nama {inside}" }),
            Act.MakeSecret => ("protect", new { visibility = "Secret", reason = $"Menyebut nama {inside}" }),
            Act.MergeIntoEarlier => ("merge", new { masterNumber = earlier.Lodged.TrackingNumber }),
            Act.Unmerge => ("unmerge", new { }),
            Act.AskForRide => ("request-mobile-unit", new { purpose = "Health", note = $"Cuci darah {inside}" }),
            // The desk's own words, for everybody.
            Act.Propose => ("propose", new { title = "Lampu jalan Gang Melati", problem = "Gang Melati gelap sejak lampu jalan padam." }),
            Act.AttachToWork => ("attach-to-work", new { workNumber = "M02" }),
            Act.LookAtReporter => ("reporter", new { reason = "Menelepon kembali" }),
            _ => throw new InvalidOperationException($"Nobody knows how to do {act}."),
        };
        // An agency that has nothing to do with it tries first; then the agency that has it where the step is an agency's, or the desk.
        await PostAsync(_other, told.Agencies.Contains(Other) ? Reader.Agency : Reader.OtherAgency, told, action, body);
        if (told.Agencies.Contains(Lead) && act is Act.Start or Act.Return or Act.Postpone or Act.Resume or Act.Resolve or Act.Ask or Act.Reply or Act.Note && await PostAsync(_lead, Reader.Agency, told, action, body))
        {
            return true;
        }

        return await DoneAsync(await _api.ActAsync(id, action, body));
    }

    private async Task<bool> PostAsync(HttpClient agency, Reader reader, Told told, string action, object body)
    {
        using var answer = await agency.PostAsJsonAsync($"/api/complaints/{told.Lodged.Id}/{action}", body);
        Search(reader, $"answer to an agency's {action}", await answer.Content.ReadAsStringAsync(), told, action);
        return answer.IsSuccessStatusCode;
    }

    private static async Task<bool> DoneAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.True((int)answer.StatusCode < 500, await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode;
        }
    }

    /// <summary>How it stands now, as the desk knows it.</summary>
    private async Task LearnAsync(params Told[] only)
    {
        // A step may have changed an earlier one, too.
        foreach (var told in only.Length == 0 ? _stories : [.. only, .. _stories.TakeLast(2)])
        {
            var file = await _api.FileAsync(told.Lodged.Id);
            var complaint = file.GetProperty("complaint");
            (told.Visibility, told.Category, told.Status) = (complaint.Text("visibility")!, complaint.Text("categoryCode")!, complaint.Text("status")!);
            told.Agencies = [complaint.Text("agencyCode") ?? "", .. file.GetProperty("supportingAgencyCodes").EnumerateArray().Select(code => code.GetString()!)];
        }
    }

    /// <summary>Whatever says something about this one.</summary>
    private async Task SearchCloseAsync(Told told, string after)
    {
        var number = told.Lodged.TrackingNumber;
        await ReadAsync(_api.Resident, Reader.Anybody, "public complaint", $"/api/complaints/public/{number}", told, after);
        await ReadAsync(_api.Resident, Reader.Anybody, "Open311 request", $"/open311/v2/requests/{number}.xml", told, after);
        await ReadAsync(_api.Resident, Reader.Anybody, "Open311 updates", $"/open311/v2/servicerequestupdates.json?service_request_id={number}", told, after);
        using (var wrong = await _api.TrackAsync(number, "TEBAKAN-SALAH"))
        {
            Assert.False(wrong.IsSuccessStatusCode);
            Search(Reader.Anybody, "wrong secret", Without(await wrong.Content.ReadAsStringAsync(), number), told, after);
        }

        if (told.Stranger is { } stranger)
        {
            using var followed = await _api.TrackAsync(stranger.TrackingNumber, stranger.TrackingSecret);
            Search(Reader.Anybody, "page of somebody who joined", await followed.Content.ReadAsStringAsync(), told, after);
            await ReadAsync(_api.Resident, Reader.Anybody, "public complaint of somebody who joined", $"/api/complaints/public/{stranger.TrackingNumber}", told, after);
            await ReadAsync(_api.Resident, Reader.Anybody, "Open311 request of somebody who joined", $"/open311/v2/requests/{stranger.TrackingNumber}.json?extensions=true", told, after);
        }

        if (told.Photo is { } photo)
        {
            using var seen = await _api.Resident.GetAsync(new Uri($"/api/complaints/photos/{photo}/320", UriKind.Relative));
            Assert.True(seen.StatusCode == HttpStatusCode.NotFound || (told.Visibility != "Secret" && !IsAboutPerson(told)), Said(told, after, "its photo was shown"));
        }
    }

    private async Task SearchListsAsync(Told told)
    {
        var (from, to) = (Day(-80), Day(1));
        foreach (var (surface, address) in new[]
        {
            ("public list", $"/api/complaints/public?pageSize=200&from={from}&to={to}"), ("public map", $"/api/complaints/public/map?west=111.9&south=-7.9&east=112.1&north=-7.7&zoom=17&from={from}&to={to}"),
            ("public map from afar", "/api/complaints/public/map?west=111.9&south=-7.9&east=112.1&north=-7.7&zoom=10"), ("GeoJSON", $"/api/complaints/public/complaints.geojson?from={from}&to={to}"),
            ("CSV", $"/api/complaints/public/complaints.csv?from={from}&to={to}"), ("Atom", $"/api/complaints/public/feeds/{Village}.atom"), ("statistics", $"/api/complaints/public/statistics?by=Village&from={from}&to={to}"),
            ("Open311 requests", "/open311/v2/requests.xml?extensions=true"), ("Open311 requests", "/open311/v2/requests.json?extensions=true"), ("Open311 requests", "/open311/v2/requests.json?status=closed"),
            ("Open311 updates", $"/open311/v2/servicerequestupdates.xml?start_date={from}T00:00:00Z"), ("Open311 updates", $"/open311/v2/servicerequestupdates.json?api_key={_key}&start_date={from}T00:00:00Z"),
        })
        {
            await ReadAsync(_api.Resident, Reader.Anybody, surface, address, told, "the story");
        }

        using (var offered = await _api.Resident.PostAsJsonAsync("/api/complaints/similar", new { categoryCode = "PJU", description = "Lampu jalan padam di Gang Melati depan musala", villageCode = Village, location = new { latitude = -7.8160, longitude = 112.0325 } }))
        {
            Search(Reader.Anybody, "similar reports", await offered.Content.ReadAsStringAsync(), told, "the story");
        }

        await ReadAsync(_other, Reader.OtherAgency, "another agency's list", "/api/complaints?pageSize=200", told, "the story");
        await ReadAsync(_other, told.Agencies.Contains(Other) ? Reader.Agency : Reader.OtherAgency, "another agency's file", $"/api/complaints/{told.Lodged.Id}", told, "the story");
        await ReadAsync(_lead, Reader.Agency, "agency's list", "/api/complaints?pageSize=200", told, "the story");
        await ReadAsync(_api.Resident, Reader.Anybody, "error", $"/api/complaints/{told.Lodged.Id}", told, "the story");
        Assert.Contains("tidak ditemukan", await _gateway.From("0899-0000-0001").SayAsync("status ADU-0000-0000"), StringComparison.Ordinal);
        Search(Reader.Anybody, "status by message", Without(await _gateway.From("0899-0000-0001").SayAsync($"status {told.Lodged.TrackingNumber}"), told.Visibility == "Secret" ? "" : told.Lodged.TrackingNumber), told, "the story");
    }

    /// <summary>A secret complaint is in no count either.</summary>
    private async Task CountAsync()
    {
        var (from, to) = (Day(-80), Day(1));
        var there = Convert.ToInt32(await _api.Database.ValueAsync<object>("SELECT COUNT(*) FROM \"Complaints\" WHERE \"Visibility\" <> 'Secret' AND \"Status\" <> 'Rejected' AND \"Status\" <> 'Merged'"), CultureInfo.InvariantCulture);
        var list = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public?from={from}&to={to}");
        var statistics = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public/statistics?by=Village&from={from}&to={to}");
        Assert.Equal(there, list.GetProperty("total").GetInt32());
        Assert.InRange(statistics.GetProperty("total").GetProperty("count").GetInt32(), 0, there);
    }

    /// <summary>Events, logs and the database, where everything stays.</summary>
    private async Task SearchBehindAsync()
    {
        await Eventually.TrueAsync(async () => Convert.ToInt64(await _api.Database.ValueAsync<object>("SELECT COUNT(*) FROM \"OutboxMessage\""), CultureInfo.InvariantCulture) == 0, "all events are on the bus");
        await Eventually.TrueAsync(() => Task.FromResult(_queues.Sum(queue => queue.Events.Count) > _stories.Count), "the events were heard");
        var events = string.Join('\n', _queues.SelectMany(queue => queue.Events).Select(each => each.GetRawText()));
        var log = string.Join('\n', _log.Lines);
        var stored = await _api.Database.EverythingStoredAsync();
        if (TestDatabase.Provider == DatabaseProvider.Sqlite)
        {
            var file = new SqliteConnectionStringBuilder(_api.Database.ConnectionString).DataSource;
            foreach (var part in new[] { file, file + "-wal" }.Where(File.Exists))
            {
                await using var bytes = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var all = new MemoryStream();
                await bytes.CopyToAsync(all);
                stored += Encoding.Latin1.GetString(all.ToArray());
            }
        }

        foreach (var told in _stories)
        {
            Search(Reader.Event, "events", events, told, "everything", only: told);
            Search(Reader.Log, "log", log, told, "everything", only: told);
            Search(Reader.Disk, "database", stored, told, "everything", only: told);
        }

        Assert.NotEmpty(_log.Lines);
    }

    private async Task ReadAsync(HttpClient who, Reader reader, string surface, string address, Told told, string after)
    {
        using var answer = await who.GetAsync(new Uri(address, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode < 500, text);
        // A refusal repeats the address that was asked for.
        Search(reader, surface, answer.IsSuccessStatusCode ? text : Without(text, told.Lodged.TrackingNumber), told, after);
    }

    private static string Without(string text, string asked) => asked.Length == 0 ? text : text.Replace(asked, "", StringComparison.Ordinal);

    private void Search(Reader reader, string surface, string text, Told at, string after, Told? only = null)
    {
        _searched[surface] = _searched.GetValueOrDefault(surface) + 1;
        foreach (var told in only is null ? _stories : [only])
        {
            foreach (var word in Protected(told, reader))
            {
                if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    var hit = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
                    Assert.Fail(Said(told, after, $"\"{word}\" is in {surface}, as {reader} reads it, at story {at.Number}: ...{text[Math.Max(0, hit - 300)..Math.Min(text.Length, hit + 200)]}..."));
                }
            }
        }
    }

    /// <summary>What this reader must not find of it, as it stands now.</summary>
    private static IEnumerable<string> Protected(Told told, Reader reader)
    {
        var number = told.Number;
        var secret = told.Visibility == "Secret";
        IEnumerable<string> always = [.. Told.Reporter(number), told.Lodged.TrackingSecret];
        return reader switch
        {
            Reader.Anybody =>
            [
                .. always, .. Told.InWords(number), Told.Inside(number),
                .. secret ? [told.Lodged.TrackingNumber] : Array.Empty<string>(),
                .. secret || IsAboutPerson(told) || told.Status == "Rejected" ? [Told.Word(number)] : Array.Empty<string>(),
            ],
            // Of what is not public it does not learn who to call either.
            Reader.Agency => told.Visibility == "Public" ? always : [.. always, .. Told.InWords(number)],
            Reader.OtherAgency when told.Agencies.Contains(Other) => always,
            Reader.OtherAgency => [.. always, .. Told.InWords(number), Told.Word(number), Told.Inside(number)],
            Reader.Event or Reader.Log => [.. always, .. Told.InWords(number), Told.Word(number), Told.Inside(number)],
            _ => always,
        };
    }

    private static bool IsAboutPerson(Told told) => told.Category is "ANTAR" or "PUNGLI";

    private static string Said(Told told, string after, string what)
        => $"After {after}: {what}. Complaint {told.Number} ({told.Lodged.TrackingNumber}, now {told.Visibility} {told.Category} {told.Status}): {told.Story.Way} {told.Story.Visibility} {told.Story.Category}, {string.Join(", ", told.Story.Acts)}";

    private string Day(int days) => _time.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Setting(string name, int usual) => int.Parse(Environment.GetEnvironmentVariable(name) ?? usual.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Every line that the service logs.</summary>
    private sealed class LogMemory : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => new Line(_lines, categoryName);

        public void Dispose()
        {
            // Nothing is held.
        }

        private sealed class Line(ConcurrentQueue<string> lines, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
                => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
                => lines.Enqueue($"{category} {formatter(state, exception)} {string.Join(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? [])} {exception}");
        }
    }
}
