namespace PlanningPlatform.Portal.Tests;

/// <summary>Ordinary answers in the form that the services give, so that every page has something to show.</summary>
internal static class Canned
{
    public const string Id = "0199a0a0-0000-7000-8000-000000000001";
    public const string Number = "ADU-7K2M-9QX1";
    public const string Secret = "4TQ8-NW2C-K7PD";
    public const string Village = "35.71.02.1012";

    // Nothing that a page shows of it may be taken for markup.
    public const string Hostile = "Lampu padam <script>alert('x')</script> & \"gelap\"";

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Of a photo that has just been uploaded.</summary>
    public const string PhotoKey = "0123456789abcdef0123456789abcdef";

    /// <summary>Taken for a picture by nobody who looks inside.</summary>
    public static readonly byte[] Picture = [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8];

    private static readonly object[] Photos = [new { id = Id, stage = "Report", width = 1500, height = 1000 }, new { id = Id.Replace('1', '2'), stage = "Evidence", width = 200, height = 300 }];

    public static readonly string HandOffId = Id.Replace('1', '9');

    /// <summary>Every move that somebody of the desk or an agency can make, in one state or another.</summary>
    public static readonly string[] Moves =
    [
        "Verify", "Reject", "Answer", "Forward", "AddSupport", "Start", "Return", "Postpone", "Resume", "Transfer", "Resolve", "Close", "Merge", "Unmerge", "Reclassify", "Protect",
        "Ask", "Reply", "Note", "CallUnit", "RequestMobileUnit", "Propose", "AttachToWork",
    ];

    private static readonly object[] Timeline =
    [
        new { code = "Received", status = "Received", at = Now.AddHours(-2), audience = "Everybody", note = (string?)null, deskNote = (string?)null, actor = (string?)null },
        new { code = "Forwarded", status = "Forwarded", at = Now.AddHours(-1), audience = "Everybody", note = Hostile, deskNote = Hostile, actor = "operator112" },
    ];

    /// <summary>A complaint as lists and pages of the desk have it.</summary>
    public static object Complaint(
        string status = "Forwarded", string id = Id, bool emergency = false, string category = "ANTAR", DateTimeOffset? dueAt = null, DateTimeOffset? askedAt = null, string escalation = "None",
        string visibility = "Public", string? agency = "DINKES") => new
    {
        id, trackingNumber = Number, status, categoryCode = category, description = Hostile, villageCode = Village, visibility, agencyCode = agency, receivedAt = Now.AddHours(-2),
        expectedBy = Now.AddDays(9), localTargetBy = (DateTimeOffset?)Now.AddDays(-1), dueAt, askedAt, escalation, emergency, misconduct = false, channel = "Call112", alarmAt = (DateTimeOffset?)null,
        hasOpenJourney = false, hasOpenHandOff = emergency, masterId = (string?)null, rating = (int?)null, version = 3,
    };

    /// <summary>The same with all that its page shows.</summary>
    public static object File(object complaint, IEnumerable<string>? moves = null, bool handOffs = false, bool silent = false, object[]? timeline = null) => new
    {
        complaint, location = (object?)null, address = new { street = Hostile, rt = "03", rw = "04", landmark = (string?)null },
        attributes = new Dictionary<string, string[]> { ["bahaya"] = ["kabel", Hostile] }, profile = new { name = "SP4N-LAPOR! 2018", legalBasis = "PermenPANRB 62/2018" },
        supportingAgencyCodes = (string[])["BPBD"], outsideParty = Hostile, outsideTicket = "JATIM-2291", postponedUntil = "2026-12-01",
        master = new { id = Id.Replace('1', '8'), trackingNumber = "ADU-MSTR-0001" }, affected = 3,
        handOffs = handOffs ? (object[])[new
        {
            id = HandOffId, unit = Hostile, calledBy = "operator112", calledAt = Now.AddMinutes(-7), enRouteAt = (DateTimeOffset?)null, onSceneAt = (DateTimeOffset?)null,
            confirmedAt = (DateTimeOffset?)null, outcome = (string?)null, alarmAt = (DateTimeOffset?)Now.AddMinutes(silent ? -5 : 5), alarming = silent, alarms = silent ? 2 : 0,
        }] : [],
        legalMoves = moves ?? Moves, timeline = timeline ?? Timeline, photos = Photos, proposal = new { trackingNumber = "USL-7K2M-9QXR", status = "Village", proposedAt = Now }, workNumber = "MRT-2026/012",
    };

    /// <summary>A report as everybody sees it.</summary>
    /// <param name="text">Null where it is about a person.</param>
    public static object Public(string? text = Hostile, string state = "Open", string status = "Forwarded", string number = Number, bool located = true) => new
    {
        trackingNumber = number, status, state, categoryCode = "ANTAR", villageCode = Village, text, location = located ? new { latitude = -7.8, longitude = 112.0 } : null, street = text is null ? null : "Jalan Semeru",
        agencyCode = "DINKES", outsideParty = (string?)null, receivedAt = Now.AddHours(-2), expectedBy = Now.AddDays(9), localTargetBy = (DateTimeOffset?)null, profile = "sp4n-2018",
        resolvedAt = (DateTimeOffset?)null, endedAt = (DateTimeOffset?)null, rating = (int?)null,
    };

    private static void AnswerPublic(CannedServices services)
    {
        services.Answer("GET /api/complaints/public", CannedServices.List(Public()));
        services.Answer($"GET /api/complaints/public/{Number}", new
        {
            complaint = Public(), affected = 3, master = (string?)null, photos = Photos,
            timeline = (object[])[new { code = "Received", status = "Received", at = Now.AddHours(-2), note = (string?)null }, new { code = "Forwarded", status = "Forwarded", at = Now.AddHours(-1), note = "Dinas Kesehatan" }],
        });
        services.Answer("GET /api/complaints/public/map", new { clusters = (object[])[new { latitude = -7.82, longitude = 112.01, count = 120, open = 30 }, new { latitude = -7.84, longitude = 112.03, count = 7, open = 0 }], complaints = Array.Empty<object>() });
        services.Answer("GET /api/complaints/public/statistics", new
        {
            from = "2026-08-25", to = "2026-11-22", total = Statistics(null, 127),
            rows = (object[])[Statistics("ANTAR", 120), Statistics("EM-API", 7)],
        });
        services.Answer("GET /api/complaints/regulation-profiles", CannedServices.List(new
        {
            code = "sp4n-2018", name = "SP4N-LAPOR! 2018", legalBasis = Hostile, effectiveFrom = "2018-01-01", forwardDays = 3, followUpDays = 5, informationDays = 5, ordinaryDays = 14, misconductDays = 60,
            autoCloseDays = 10, reopenDays = 10, warnAtPercent = 80, leaderAtPercent = 150,
        }));
        services.Answer("GET /api/complaints/categories/ANTAR/rules", CannedServices.List(Rule("2999-01-01", Hostile), Rule("2020-01-01", "3 hari")));
        services.Answer("GET /api/complaints/identity-views", CannedServices.List(new { trackingNumber = Number, viewer = "operator112", agencyCode = (string?)null, reason = Hostile, at = Now.AddHours(-30) }));
    }

    private static object Statistics(string? code, int count) => new
    {
        code, count, open = count / 4, medianHoursToForward = 0.5, medianHoursToBegin = 20.4, medianHoursToAnswer = 96.0, withinLimit = 0.755, rating = 4.25, ratings = 12,
    };

    private static object Rule(string effectiveFrom, string target) => new
    {
        categoryCode = "ANTAR", effectiveFrom, agencyCodes = (string[])["DINKES", "BPBD"], clock = "Ordinary", clockMinutes = (int?)null, localTargetDays = 3, localTarget = target, mobileUnit = "Welcome",
        photoOnClosing = true, forcesSecret = false,
    };

    public static void AnswerEverything(CannedServices services)
    {
        AnswerPublic(services);
        AnswerBookings(services);
        services.Answer("GET /api/complaints/categories", CannedServices.List(
            new { code = "ANTAR", name = "Perlu diantar kontrol / terapi", agencyCodes = (string[])["DINKES", "BPBD"], emergency = false, mobileUnit = "Welcome", forcesSecret = false, attributes = (object[])[] },
            new
            {
                code = "POHON", name = "Pemangkasan pohon", agencyCodes = (string[])["DLHKP"], emergency = false, mobileUnit = "No", attributes = (object[])
                [
                    new { code = "bahaya", question = "Apa bahayanya?", type = "MultiValueList", required = true, values = (object[])[new { key = "kabel", name = "Kena kabel listrik" }, new { key = "jalan", name = Hostile }] },
                    new { code = "jarak", question = "Berapa meter dari rumah?", type = "Number", required = false, values = (object[])[] },
                    new { code = "sejak", question = "Sejak kapan?", type = "DateTime", required = false, values = (object[])[] },
                    new { code = "besar", question = "Seberapa besar?", type = "SingleValueList", required = false, values = (object[])[new { key = "besar", name = "Lebih dari 30 cm" }] },
                    new { code = "cerita", question = "Ada lagi?", type = "Text", required = false, values = (object[])[] },
                    new { code = "milik", question = "Milik siapa?", type = "String", required = false, values = (object[])[] },
                ],
            },
            new { code = "EM-API", name = "Kebakaran", agencyCodes = (string[])["SATPOLPP"], emergency = true, mobileUnit = "No" },
            new { code = "EM-MEDIS", name = "Gawat darurat medis", agencyCodes = (string[])["DINKES"], emergency = true, mobileUnit = "Refused" },
            new { code = "PUNGLI", name = "Pungutan liar", agencyCodes = (string[])["INSPEKTORAT"], emergency = false, mobileUnit = "No", forcesSecret = true },
            new { code = "BARU", name = "Jenis yang belum kami kenal", agencyCodes = (string[])["DINKES"], emergency = false, mobileUnit = "No" }));
        services.Answer("GET /api/complaints/agencies", CannedServices.List(
            new { code = "BPBD", name = "Badan Penanggulangan Bencana Daerah", role = "" }, new { code = "DINKES", name = "Dinas Kesehatan", role = "" }, new { code = "INSPEKTORAT", name = "Inspektorat", role = "" }));
        services.Answer("POST /api/complaints/suggest-category", CannedServices.List(
            new { code = "POHON", name = "Pemangkasan pohon", emergency = false, score = 0.6, because = (string[])["pohon"] }, new { code = "EM-API", name = "Kebakaran", emergency = true, score = 0.2, because = (string[])["api"] }));
        services.Answer("POST /api/complaints/similar", CannedServices.List());
        services.Answer("POST /api/complaints/counter", new { id = Id, trackingNumber = Number, trackingSecret = Secret, status = "Received", villageCode = Village, receivedAt = Now });
        services.Answer("GET /api/complaints/counter", CannedServices.List(
            new { trackingNumber = Number, status = "Forwarded", categoryCode = "ANTAR", villageCode = Village, receivedAt = Now.AddHours(-2), expectedBy = Now.AddDays(9) }));
        services.Answer("POST /api/complaints", new { id = Id, trackingNumber = Number, trackingSecret = Secret, status = "Received", villageCode = Village, receivedAt = Now });
        services.Answer($"GET /api/complaints/track/{Number}", request => request.Headers["X-Tracking-Secret"] == Secret
            ? Microsoft.AspNetCore.Http.Results.Json(Tracked("Forwarded"))
            : CannedServices.Problem(404, "not_found", "Nomor atau kode rahasia tidak cocok."));
        services.Answer($"GET /api/complaints/track/{Number}/personal-data", request => request.Headers["X-Tracking-Secret"] == Secret
            ? Microsoft.AspNetCore.Http.Results.Json(new { trackingNumber = Number, contact = new { name = "Warga é", news = true }, description = Hostile })
            : CannedServices.Problem(404, "not_found", "Nomor atau kode rahasia tidak cocok."));
        services.Answer($"POST /api/complaints/track/{Number}/erasure", new { contactIsKept = false, erasure = (object?)null });
        services.Answer("GET /api/complaints/erasure-requests", CannedServices.List(new
        {
            id = Id, complaintId = Id, trackingNumber = Number, state = "Open", requestedAt = Now.AddDays(-4), dueAt = Now.AddDays(-1), reason = Hostile, complaintStatus = "Forwarded",
            categoryCode = "ANTAR", villageCode = Village, description = Hostile, hasOpenJourney = true, decidedAt = (DateTimeOffset?)null, decidedBy = (string?)null, decisionReason = (string?)null, version = 1,
        }));
        services.Answer($"POST /api/complaints/erasure-requests/{Id}/grant", new { });
        services.Answer($"POST /api/complaints/erasure-requests/{Id}/refuse", new { });
        AnswerQueue(services, [Complaint(dueAt: Now.AddHours(-30), escalation: "Supervisor")]);
        services.Answer($"GET /api/complaints/{Id}", File(Complaint(emergency: true), handOffs: true));
        services.Answer("POST /api/complaints/photos", new { id = Id, key = PhotoKey, width = 1500, height = 1000, location = (object?)null, takenAt = (string?)null });
        services.Answer($"GET /api/complaints/photos/{Id}/320", request => request.Headers["X-Photo-Key"] == PhotoKey || request.Headers.Authorization.Count > 0
            ? Microsoft.AspNetCore.Http.Results.Bytes(Picture, "image/webp")
            : CannedServices.Problem(404, "not_found"));
        services.Answer($"GET /api/complaints/photos/{Id}/original", _ => Microsoft.AspNetCore.Http.Results.Bytes(Picture, "image/jpeg"));
        services.Answer($"GET /api/complaints/track/{Number}/photos/{Id}/320", request => request.Headers["X-Tracking-Secret"] == Secret
            ? Microsoft.AspNetCore.Http.Results.Bytes(Picture, "image/webp")
            : CannedServices.Problem(404, "not_found"));
        foreach (var period in (string[])["daily", "weekly"])
            services.Answer($"GET /api/complaints/reports/{period}", request => Microsoft.AspNetCore.Http.Results.Json(Report(request.Query["day"].FirstOrDefault() ?? "2026-11-20")));
        services.Answer("GET /api/complaints/open311-keys", CannedServices.List(
            new { id = Id, client = Hostile, contact = "tim@contoh.invalid", requestsPerMinute = 600, privacyNotice = "2026-11-22", keepsContacts = true, demo = true, issuedBy = "admin", issuedAt = Now, revokedBy = (string?)null, revokedAt = (DateTimeOffset?)null, lastUsedOn = "2026-11-22" },
            new { id = Id.Replace('1', '2'), client = "Aplikasi lama", contact = "x", requestsPerMinute = 60, privacyNotice = (string?)null, keepsContacts = false, demo = false, issuedBy = "admin", issuedAt = Now, revokedBy = (string?)"admin", revokedAt = (DateTimeOffset?)Now, lastUsedOn = (string?)null }));
        AnswerDispatch(services);
        services.Answer("GET /api/monitoring/summary", new
        {
            asOf = Now, complaints = (object[])[new { status = "Received", count = 12 }, new { status = "Resolved", count = 1460 }],
            minutesToArrival = new { median = 24.0, p90 = 51.5, count = 63 }, journeys = (object[])[new { state = "EnRoute", count = 2 }],
            units = (object[])[new { districtCode = "35.71.02", units = 4, target = 17 }], proposals = new { submitted = 7 },
            mobileUnits = new
            {
                from = "2025-12-01", rides = 1_050, trips = 1_204, passengers = 2_410, minutes = 40_200.0, kilometres = 9_120.5, measuredKilometres = 8_800.0, rupiah = 58_394_000,
                rupiahByKind = (object[])[new { kind = "Fuel", rupiah = 40_000_000 }, new { kind = "DriverAllowance", rupiah = 18_394_000 }], rupiahPerTrip = 48_500, rupiahPerKilometre = 6_403, unmetDemand = 31,
                unmetByReason = (object[])[new { reason = "no_unit", count = 30 }], unmetByVillage = (object[])[new { villageCode = Village, count = 31 }],
                months = Enumerable.Range(0, 12).Select(month => new { first = $"2026-{month + 1:00}-01", trips = 80 + (month * 4), passengers = 200, kilometres = 700.0, unmetDemand = 3, rupiah = 4_800_000 }),
                coverage = (object[])[new { districtCode = "35.71.02", units = 4, coveredVillages = 3, villages = 17 }],
            },
        });
        services.Answer("GET /api/proposals/sectors", CannedServices.List(new { code = "INFRASTRUKTUR", name = "Infrastruktur" }));
        services.Answer("POST /api/proposals", new { id = Id, trackingNumber = "USL-7K2M-9QX1", trackingSecret = Secret, status = "Submitted", villageCode = Village, submittedAt = Now });
        services.Answer("GET /api/proposals/track/USL-7K2M-9QX1", new { trackingNumber = "USL-7K2M-9QX1", title = Hostile, status = "Submitted", timeline = (object[])[new { code = "Submitted", status = "Submitted", at = Now, note = (string?)null }], contactIsKept = true });
        services.Answer("GET /api/proposals/track/USL-7K2M-9QX1/personal-data", new { trackingNumber = "USL-7K2M-9QX1", title = Hostile });
        services.Answer("POST /api/proposals/track/USL-7K2M-9QX1/erasure", new { contactIsKept = false });
        AnswerCalls(services);
        AnswerAccounts(services);
        AnswerStuckMessages(services);
        AnswerMessages(services);
        services.AnswerFleet();
    }

    /// <summary>Somebody waits for a Mobmas, as the dispatcher's lists have it.</summary>
    public static object Trip(
        string id = Id, string status = "Waiting", string village = Village, DateTimeOffset? dueAt = null, DateTimeOffset? from = null, DateTimeOffset? until = null, string? because = null, int failures = 0,
        string? unit = null, bool erased = false, string? number = Number, bool back = false) => new
    {
        id, complaintId = Id, trackingNumber = erased ? null : number, purpose = erased ? null : "Health", villageCode = village, pickUpVillageCode = back ? "35.71.03.1003" : village, pickUpName = erased ? null : back ? "RSUD Gambiran" : "dekat musala", latitude = (double?)null, longitude = (double?)null,
        dropOffVillageCode = back ? village : "35.71.03.1003", dropOffName = erased || back ? null : "RSUD Gambiran", isVisit = false, pickUpFrom = from, pickUpUntil = until, waitingSince = Now.AddMinutes(-40), dueAt = dueAt ?? Now.AddMinutes(20),
        passengers = erased ? (int?)null : 2, needsWheelchair = erased ? (bool?)null : true, status, waitsBecause = because, failures, plannedPickUpAt = (DateTimeOffset?)null,
        journeyId = unit is null ? null : Id, unitCode = unit,
    };

    /// <summary>A journey as its crew has it: somebody is fetched and brought.</summary>
    public static object Drive(string state = "Accepted", string[]? legal = null, bool forCrew = true, bool fetched = false, string number = Number, DateTimeOffset? slot = null) => new
    {
        journeyId = Id, unitId = Id, unitCode = "MB-09", state, nextState = (string?)null, legalSteps = legal ?? ["depart"], trackingNumber = number, villageCode = Village,
        latitude = -7.8, longitude = 112.0, passengers = 2, needsWheelchair = true, assignedAt = Now, waitingSince = Now, slotFrom = slot ?? Now, slotUntil = (slot ?? Now).AddHours(1), odometerKilometres = forCrew ? 45_012 : (int?)null,
        stops = (object[])
        [
            new { requestId = Id, kind = "PickUp", trackingNumber = number, villageCode = Village, latitude = -7.8, longitude = 112.0, name = Hostile, passengers = 2, needsWheelchair = true, plannedAt = Now.AddMinutes(9), done = fetched, status = state, contact = forCrew ? "Ibu Sari" : null, phone = forCrew ? "0812-0000-0789" : null, note = forCrew ? Hostile : null },
            new { requestId = Id, kind = "DropOff", trackingNumber = number, villageCode = "35.71.03.1003", latitude = (double?)null, longitude = (double?)null, name = "RSUD Gambiran", passengers = 2, needsWheelchair = true, plannedAt = Now.AddMinutes(29), done = false, status = state, contact = (string?)null, phone = (string?)null, note = (string?)null },
        ],
    };

    public static object Unit(string code = "MB-09", string id = Id, bool workshop = false, DateTimeOffset? at = null, bool? stale = null, bool office = false) => new
    {
        id, code, name = $"Mobmas {code}", baseCode = Village, baseName = "Banjaran", districtCode = "35.71.02", ownerVillageCode = Village, servesOthers = true, seats = 6, hasWheelchairLift = true, handedOverOn = (string?)null,
        serviceDueOn = (string?)null, taxDueOn = (string?)null, retiredOn = (string?)null, outOfService = workshop, inOfficeUse = office, busy = false, lastPositionAt = at, latitude = at is null ? (double?)null : -7.81, longitude = at is null ? (double?)null : 112.01,
        stale, odometerKilometres = (int?)null, deviceId = (string?)null, version = 1,
    };

    /// <summary>What the dispatcher sees when one request is opened.</summary>
    public static object TripFile(object trip) => new
    {
        request = trip, timeline = (object[])[new { code = "Asked", at = Now.AddMinutes(-40), actor = "system", note = (string?)null }, new { code = "Failed", at = Now.AddMinutes(-10), actor = "kru", note = Hostile }],
    };

    private static void AnswerDispatch(CannedServices services)
    {
        services.Answer("GET /api/dispatch/requests", CannedServices.List(Trip()));
        services.Answer($"GET /api/dispatch/requests/{Id}", TripFile(Trip()));
        services.Answer($"GET /api/dispatch/requests/{Id}/suggestions", CannedServices.List(
            new { unitId = Id, name = "Mobmas MB-09", estimatedArrivalMinutes = 9, recommended = true, reasons = (object[])[new { code = "distance", text = Hostile, value = 3.2 }] },
            new { unitId = Id.Replace('1', '2'), name = "Mobmas MB-07", estimatedArrivalMinutes = (int?)null, recommended = false, reasons = (object[])[new { code = "position_stale", text = "Posisi lama", value = 42 }] },
            new { unitId = Id.Replace('1', '3'), name = "Mobmas MB-03", estimatedArrivalMinutes = 20, recommended = false, refusedBy = "busy", reasons = (object[])[new { code = "busy", text = "Sedang dalam perjalanan lain", value = (double?)null }] }));
        services.Answer("GET /api/dispatch/journeys", CannedServices.List(Drive()));
        AnswerStanding(services);
        CannedPlans.AnswerAll(services);
    }

    /// <summary>Three units as the board shows them.</summary>
    public static void AnswerStanding(CannedServices services)
        => services.Answer("GET /api/mobile-units", CannedServices.List(Unit(), Unit("MB-07", Id.Replace('1', '2'), at: Now.AddMinutes(-45), stale: true), Unit("MB-03", Id.Replace('1', '3'), workshop: true)));

    /// <param name="listed">What every list has but the two that only emergencies have.</param>
    public static void AnswerQueue(CannedServices services, object[] listed, object[]? emergencies = null, object[]? silent = null)
        => services.Answer("GET /api/complaints", request => Microsoft.AspNetCore.Http.Results.Json(CannedServices.List(
            request.Query["emergency"] == "true" ? emergencies ?? [] : request.Query["due"] == "Alarm" ? silent ?? [] : listed)));

    /// <summary>A complaint as its reporter sees it.</summary>
    public static object Tracked(
        string status, string? question = null, bool canReopen = false, bool canRate = false, int? rating = null, object? master = null, int affected = 1, bool canReply = true, string? postponedUntil = null, object? proposal = null, string? workNumber = null) => new
    {
        trackingNumber = Number, status, categoryCode = "ANTAR", receivedAt = Now.AddHours(-2), expectedBy = Now.AddDays(9), localTargetBy = (DateTimeOffset?)Now.AddDays(3), profile = "SP4N-LAPOR! 2018",
        askedAt = question is null ? null : (DateTimeOffset?)Now.AddMinutes(-20), postponedUntil, affected,
        timeline = question is null ? Timeline : [.. Timeline, new { code = "Asked", status, at = Now.AddMinutes(-20), note = question }],
        master, canReply, canReopen, reopenUntil = canReopen ? (DateTimeOffset?)Now.AddDays(20) : null, canRate, rating, contactIsKept = true, erasure = (object?)null, photos = Photos, proposal, workNumber,
    };

    /// <summary>As a supervisor forwards it.</summary>
    public const string ReportText = $"*Lapor 112*\n*Masuk* 34 laporan {Hostile}";

    private static object Report(string day) => new
    {
        from = day, to = day, asOf = Now, text = ReportText,
        figures = new
        {
            received = 34, receivedBefore = 29, emergencies = 2, channels = (object[])[new { code = "Message", count = 20 }, new { code = "Portal", count = 14 }],
            categories = (object[])[new { code = "ANTAR", count = 30 }, new { code = Hostile, count = 4 }], villages = (object[])[new { code = Village, count = 34 }],
            answered = 28, answeredInTime = 26, medianHours = (double?)31, reopened = 1, rating = (double?)4.2, ratings = 12, open = 112, late = 9,
            agencies = (object[])[new { agencyCode = "DINKES", open = 20, late = 9 }],
            latest = (object[])[new { id = Id, trackingNumber = Number, categoryCode = "ANTAR", villageCode = Village, agencyCode = (string?)null, dueAt = Now.AddDays(-3) }],
            calls = Counts(304, 86, 10, 2),
        },
    };

    /// <summary>A call as the line gives it.</summary>
    public static object Call(string state = "Open", string? kind = null, bool blocked = false, string? complaint = null) => new
    {
        id = Id, state, kind, number = "+62***789", blocked, startedAt = Now.AddMinutes(-1), answeredAt = Now, hungUpAt = (DateTimeOffset?)null, endedAt = (DateTimeOffset?)null, waitedSeconds = 12, handledSeconds = (int?)null,
        @operator = "operator112", note = Hostile, complaintId = complaint, standardAnswerCode = (string?)null, version = 2,
    };

    /// <summary>The same with what is known about its number.</summary>
    /// <param name="pranks">From three on a block is proposed.</param>
    public static object CallFile(string state = "Open", string? kind = null, int pranks = 1, bool blocked = false) => new
    {
        call = Call(state, kind, blocked), number = state == "Open" ? "+628120000789" : null,
        caller = new
        {
            block = blocked ? Block : null, before = new { ghost = 2, prank = pranks, information = 0, emergency = 0, complaint = 1, unsorted = 0, total = 4 }, lastCallAt = Now.AddHours(-2), pranks, blockProposed = pranks > 2,
            openComplaints = (object[])[new { id = Id, trackingNumber = Number, status = "Forwarded", categoryCode = "ANTAR", emergency = false }],
        },
        complaint = (object?)null, canLodge = true, canBeCategorised = true,
        steps = (object[])[new { code = "Rang", at = Now, actor = "telefoni", detail = (string?)null, reason = (string?)null }, new { code = "Categorised", at = Now, actor = "operator112", detail = "Prank", reason = Hostile }],
    };

    /// <summary>The operator's screen with one call open.</summary>
    public static object Desk(object? open) => new
    {
        shift = new { id = Id, @operator = "operator112", startedAt = Now.AddHours(-3), breakSince = (DateTimeOffset?)null }, open,
        waiting = (object[])[Call("Ringing", "Emergency"), Call("Ringing", blocked: true)], waitingTotal = 2, callBacks = (object[])[Call("Missed", "Emergency")], emergencies = (object[])[Emergency()],
        handovers = (object[])[new { id = Id, writtenBy = "operator lain", writtenAt = Now, acknowledgedBy = (string?)null, acknowledgedAt = (DateTimeOffset?)null }],
    };

    public static object Emergency(bool alarming = true, string? outside = null) => new
    {
        id = Id, trackingNumber = Number, status = "InProgress", categoryCode = "EM-API", description = Hostile, villageCode = Village, address = new { street = (string?)null, rt = (string?)null, rw = (string?)null, landmark = Hostile },
        receivedAt = Now.AddMinutes(-9), dueAt = (DateTimeOffset?)null, alarming, outsideParty = outside, callId = Id,
        units = (object[])[new { id = Id, unit = "Damkar Satpol PP", calledBy = "operator112", calledAt = Now.AddMinutes(-8), enRouteAt = Now.AddMinutes(-6), onSceneAt = (DateTimeOffset?)null, confirmedAt = (DateTimeOffset?)null, outcome = (string?)null, alarmAt = Now, alarming, alarms = 1 }],
    };

    private static object Block => new
    {
        id = Id, callId = Id, number = "+62***789", placedAt = Now, placedBy = "operator112", reason = Hostile, until = Now.AddMinutes(30), inForce = true, liftedAt = (DateTimeOffset?)null, liftedBy = (string?)null, end = (string?)null,
    };

    private static void AnswerCalls(CannedServices services)
    {
        const string line = "/api/complaints/calls";
        services.Answer($"GET {line}/desk", Desk(CallFile()));
        services.Answer($"GET {line}/{Id}", CallFile("Ended", "Prank", pranks: 3));
        services.Answer($"GET {line}", CannedServices.List(Call("Ended", "Ghost"), Call("Ended", "Information")));
        services.Answer($"GET {line}/blocks", CannedServices.List(Block));
        services.Answer($"GET {line}/emergencies/{Id}", Emergency());
        services.Answer($"GET {line}/answers", CannedServices.List(new { code = "KIA", title = "Syarat KIA", text = Hostile, keywords = "kartu anak", editedBy = "ketua", editedAt = Now, version = 1 }));
        services.Answer($"GET {line}/units", CannedServices.List(
            new { code = "PLN", name = "PLN", agencyCode = (string?)null, phone = "123", outside = true, ambulance = false, version = 1 },
            new { code = "PSC", name = "Ambulans PSC", agencyCode = "DINKES", phone = "119", outside = false, ambulance = true, version = 1 },
            new { code = "DAMKAR", name = "Damkar Satpol PP", agencyCode = "SATPOLPP", phone = Hostile, outside = false, ambulance = false, version = 1 },
            new { code = "REGU", name = "Regu Satpol PP", agencyCode = "SATPOLPP", phone = (string?)null, outside = false, ambulance = false, version = 1 }));
        services.Answer($"GET {line}/handovers", CannedServices.List(new { id = Id, writtenBy = Hostile, writtenAt = Now, acknowledgedBy = (string?)null, acknowledgedAt = (DateTimeOffset?)null }));
        services.Answer($"GET {line}/handovers/{Id}", new
        {
            id = Id, writtenBy = "operator lain", shiftStartedAt = Now.AddHours(-8), writtenAt = Now, note = Hostile, acknowledgedBy = (string?)null, acknowledgedAt = (DateTimeOffset?)null,
            emergencies = (object[])[new { complaintId = Id, trackingNumber = Number, categoryCode = "EM-API", villageCode = Village, receivedAt = Now }],
            cards = (object[])[new { complaintId = Id, trackingNumber = Number, unit = "Damkar Satpol PP", calledAt = Now, enRouteAt = (DateTimeOffset?)Now, onSceneAt = (DateTimeOffset?)null, alarms = 1 }],
            calls = (object[])[new { callId = Id, startedAt = Now, kind = (string?)null, @operator = "operator lain" }],
            taken = new { ghost = 30, prank = 8, information = 1, emergency = 0, complaint = 1, unsorted = 0, total = 40 },
        });
        services.Answer($"GET {line}/statistics", Figures);
        services.Answer($"GET {line}/live", new
        {
            asOf = Now,
            operators = (object[])
            [
                new { @operator = Hostile, since = Now.AddHours(-1), breakSince = (DateTimeOffset?)null, callId = Id, onCallSince = (DateTimeOffset?)Now, kind = (string?)null },
                new { @operator = "operator lain", since = Now.AddHours(-1), breakSince = (DateTimeOffset?)Now, callId = (string?)null, onCallSince = (DateTimeOffset?)null, kind = (string?)null },
            ],
            waiting = (object[])[Call("Ringing")], waitingTotal = 1, callBacks = 1, emergencies = (object[])[Emergency()], emergenciesTotal = 1, today = Figures,
        });
    }

    private static object Figures { get; } = new
    {
        from = "2026-11-01", to = "2026-11-07", total = Counts(304, 86, 10, 2),
        hours = Enumerable.Range(0, 24).Select(hour => new { hour, calls = hour == 21 ? Counts(304, 86, 10, 2) : Counts(0, 0, 0, 0) }),
        kinds = (object[])
        [
            new { kind = "Ghost", count = 304, percent = (double?)75.62, averageWaitSeconds = (double?)8.4, averageHandledSeconds = (double?)6 },
            new { kind = "Emergency", count = 2, percent = (double?)0.5, averageWaitSeconds = (double?)2, averageHandledSeconds = (double?)125 },
            new { kind = (string?)null, count = 3, percent = (double?)null, averageWaitSeconds = (double?)null, averageHandledSeconds = (double?)null },
        ],
        published = new { from = "2025-04-01", until = "2025-10-31", total = 86161, percent = new Dictionary<string, double> { ["Ghost"] = 75.5, ["Emergency"] = 0.6 } },
    };

    private static object Counts(int ghost, int prank, int information, int emergency) => new { ghost, prank, information, emergency, complaint = 0, unsorted = 0, total = ghost + prank + information + emergency };

    private static void AnswerMessages(CannedServices services)
    {
        services.Answer("GET /api/notifications/stuck-messages", CannedServices.List());
        services.Answer("GET /api/complaints/alerts/7K2M9QX14TQ8", new { area = Village, areaName = "Kelurahan Banjaran", confirmed = false });
        services.Answer("GET /api/notifications/opt-out/7K2M9QX14TQ8", new { recipient = "w***@contoh.id", channel = "Email", stopped = false });
        services.Answer("GET /api/notifications/report", new
        {
            days = 7, oldestDue = (DateTimeOffset?)Now.AddMinutes(-30), channels = (object[])
            [
                new { channel = "Email", goesToFolder = true, counts = new Dictionary<string, int> { ["Sent"] = 12, ["Failed"] = 1 } },
                new { channel = "Sms", goesToFolder = false, counts = new Dictionary<string, int> { ["Waiting"] = 3 } },
                new { channel = "WhatsApp", goesToFolder = true, counts = new Dictionary<string, int>() },
            ],
        });
        services.Answer("GET /api/notifications", CannedServices.List(
            new { id = Id, template = "complaint-received", language = "id", channel = "Email", recipient = "w***@contoh.id", state = "Uncertain", createdAt = Now, dueAt = Now, attempts = 1, error = Hostile, canBeSentAgain = true },
            new { id = Id.Replace('1', '2'), template = "of-tomorrow", language = "id", channel = "Sms", recipient = (string?)null, state = "Suppressed", createdAt = Now, dueAt = Now, attempts = 0, error = "opted_out", canBeSentAgain = false }));
        services.Answer("GET /api/notifications/texts", new { items = (object[])[Text("id", Hostile, "admin"), Text("en", "Report {{number}}", editedBy: null)] });
        services.Answer("POST /api/notifications/texts/complaint-received/id/preview", new { subject = Hostile, body = Hostile, @short = "Laporan" });

        static object Text(string language, string subject, string? editedBy) => new
        {
            template = "complaint-received", language, subject, body = "{{link}} {{stop}}", @short = "{{link}} {{stop}}", placeholders = (string[])["number", "link", "stop"], required = (string[])["link", "stop"],
            essential = false, urgent = true, version = editedBy is null ? 0 : 3, editedBy, editedAt = editedBy is null ? null : (DateTimeOffset?)Now,
        };
    }

    private static void AnswerStuckMessages(CannedServices services)
    {
        var message = new { id = Id, direction = "Incoming", type = "PlanningPlatform.MobileUnits.Contracts.JourneyStateChanged", since = Now, failures = 2, error = Hostile, replayedAt = (DateTimeOffset?)null, replayedBy = (string?)null };
        services.Answer("GET /api/complaints/stuck-messages", CannedServices.List(message));
        services.Answer("GET /api/mobile-units/stuck-messages", CannedServices.List());
        services.Answer("GET /api/proposals/stuck-messages", CannedServices.List());
        services.Answer("GET /api/monitoring/stuck-messages", CannedServices.List());
        services.Answer("GET /api/identity/stuck-messages", CannedServices.List());
        services.Answer($"GET /api/complaints/stuck-messages/{Id}", new { message, payload = Hostile });
    }

    public const string BookingNumber = "MBM-7K2M-9QX1";
    public const string Phone = "0812-3456-7890";

    /// <summary>A trip as whoever booked it sees it.</summary>
    public static object TrackedTrip(string status = "Waiting", string id = Id, bool isReturn = false, string? unit = null, int? place = 2, params (string Code, string Status, string? Note)[] steps) => new
    {
        id, isReturn, from = Now.AddDays(1), until = Now.AddDays(1).AddHours(1), pickUpVillageCode = Village, pickUpName = Hostile, dropOffVillageCode = Village, dropOffName = "RSUD Gambiran", passengers = 2, needsWheelchair = true,
        status, pickUpAt = unit is null ? (DateTimeOffset?)null : Now.AddDays(1).AddMinutes(20), unitCode = unit, placeInLine = place, canCancel = status is not ("OnBoard" or "Completed" or "Failed" or "Cancelled" or "Rejected"),
        timeline = steps.Prepend(("Asked", "Waiting", null)).Select(step => new { code = step.Item1, status = step.Item2, at = Now.AddHours(-1), note = step.Item3 }),
    };

    public static void AnswerBooking(CannedServices services, params object[] trips)
        => services.Answer($"GET /api/mobile-units/bookings/{BookingNumber}", request => request.Headers["X-Tracking-Phone"] == Phone
            ? Microsoft.AspNetCore.Http.Results.Json(new { trackingNumber = BookingNumber, bookedAt = Now.AddHours(-1), villageCode = Village, trips })
            : CannedServices.Problem(404, "not_found", "Nomor pesanan atau nomor telepon tidak cocok."));

    private static void AnswerBookings(CannedServices services)
    {
        services.Answer("GET /api/mobile-units/booking-rules", new
        {
            code = "default", legalBasis = "local default", effectiveFrom = "2025-01-01", mostDaysAhead = 30, leastMinutesAhead = 60, mostTripsInSevenDays = 3, mostRepeatDays = 90, mostSeats = 6,
            purposes = (object[])
            [
                new { code = "Health", name = "Kesehatan: berobat", isAllowed = true, needsApproval = false }, new { code = "Other", name = "Keperluan lain (disetujui lurah)", isAllowed = true, needsApproval = true },
                new { code = "Emergency", name = "Gawat darurat: hubungi 112", isAllowed = false, needsApproval = false }, new { code = "Private", name = "Keperluan usaha", isAllowed = false, needsApproval = false },
            ],
            destinations = (object[])[new { code = "rsud-gambiran", name = "RSUD Gambiran", villageCode = Village }, new { code = "lain", name = Hostile, villageCode = Village }],
        });
        foreach (var path in (string[])["bookings", "counter"])
            services.Answer($"POST /api/mobile-units/{path}", new { id = Id, trackingNumber = BookingNumber, villageCode = Village, bookedAt = Now, trips = Array.Empty<object>() });
        AnswerBooking(services, TrackedTrip());
        services.Answer($"POST /api/mobile-units/bookings/{BookingNumber}/cancel", new { cancelled = (string[])[Id] });
        services.Answer($"POST /api/mobile-units/bookings/{BookingNumber}/erasure", new { trackingNumber = BookingNumber });
        services.Answer($"GET /api/mobile-units/bookings/{BookingNumber}/personal-data", new { trackingNumber = BookingNumber, note = Hostile });
        services.Answer("GET /api/mobile-units/counter", CannedServices.List(new
        {
            id = Id, trackingNumber = BookingNumber, villageCode = Village, pickUpName = Hostile, from = Now.AddDays(1), until = Now.AddDays(1).AddHours(1), passengers = 2, needsWheelchair = true, isReturn = false,
            status = "Assigned", pickUpAt = Now.AddDays(1), unitCode = "MB-09",
        }));
        services.Answer($"POST /api/mobile-units/counter/{Id}/cancel", new { id = Id, status = "Cancelled" });
        services.Answer("GET /api/mobile-units/approvals", CannedServices.List(
            new { id = Id, number = BookingNumber, villageCode = Village, bookedAt = Now.AddHours(-2), bookedBy = (string?)null, purpose = "Other", from = Now.AddDays(1), trips = 2, passengers = 3 },
            new { id = Id.Replace('1', '2'), number = "MBM-0000-0001", villageCode = Village, bookedAt = Now.AddHours(-2), bookedBy = "villageHead", purpose = "Other", from = Now.AddDays(1), trips = 1, passengers = 1 }));
        services.Answer($"POST /api/mobile-units/approvals/{Id}/approve", new { id = Id, status = "Waiting" });
        services.Answer($"POST /api/mobile-units/approvals/{Id}/reject", new { id = Id, status = "Rejected" });
    }

    private static void AnswerAccounts(CannedServices services)
    {
        services.Answer("GET /api/identity/password-link", _ => Microsoft.AspNetCore.Http.Results.NoContent());
        services.Answer("GET /api/identity/setup", _ => Microsoft.AspNetCore.Http.Results.NoContent());
        services.Answer("GET /api/identity/me/second-factor", new { enrolled = false, required = false, recoveryCodesLeft = 0 });
        services.Answer("GET /api/identity/accounts", CannedServices.List(new
        {
            id = Id, username = "lurah.banjaran", name = Hostile, state = "Active", roles = (string[])["villageHead"], actingRoles = (string[])["villageHead"],
            regions = (string[])[Village], agencies = (string[])[],
        }));
        services.Answer($"GET /api/identity/accounts/{Id}", new
        {
            id = Id, username = "lurah.banjaran", name = Hostile, email = (string?)null, phone = (string?)null, state = "Active", version = 7, isDemo = false, mustChangePassword = false,
            secondFactor = true, sessions = 2, linkExpiresAt = (DateTimeOffset?)null, createdAt = Now,
            assignments = (object[])
            [
                new { role = "villageHead", region = Village, agency = (string?)null, unit = (string?)null, from = Now.AddDays(-9), until = (DateTimeOffset?)null, actingFor = (string?)null },
                new { role = "districtHead", region = "35.71.02", agency = (string?)null, unit = (string?)null, from = Now.AddDays(-1), until = (DateTimeOffset?)Now.AddDays(3), actingFor = "camat.kota" },
            ],
        });
        services.Answer("GET /api/identity/acting", CannedServices.List(new
        {
            id = Id, username = "lurah.banjaran", forUsername = "camat.kota", kind = "Plh", decree = Hostile, from = "2026-11-20", until = "2026-11-24", state = "Running",
        }));
        services.Answer("GET /api/identity/audit", CannedServices.List(new
        {
            id = Id, at = Now, actor = "admin", action = "roles_changed", target = "lurah.banjaran", address = "203.0.113.7", outcome = "Refused", detail = Hostile,
        }));
    }
}
