using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages;

/// <summary>One thing that can be done with a case.</summary>
/// <param name="Move">As the service names it among the legal moves; of its words, too.</param>
/// <param name="Slug">The last part of the address here, and what its fields' names begin with.</param>
/// <param name="Call">The last part of the service's address.</param>
public sealed record CaseStep(string Move, string Slug, string Call)
{
    /// <summary>What the service is sent; null for a step without words.</summary>
    internal Func<StepFields, object?> Body { get; private init; } = _ => null;

    /// <summary>What is wrong that the service could not know; null for nothing.</summary>
    internal Func<StepFields, Problem?> Check { get; private init; } = _ => null;

    /// <summary>Its only field, long text, when it has no others; null otherwise.</summary>
    public string? Words { get; private init; }

    /// <summary>Photos show what was done.</summary>
    public bool TakesPhotos { get; private init; }

    /// <summary>In the order in which the page offers them.</summary>
    public static IReadOnlyList<CaseStep> All { get; } =
    [
        new("CallUnit", "panggil-unit", "units") { Body = form => new { unit = form["unit"] } },
        new("Verify", "verifikasi", "verify"),
        new("Forward", "teruskan", "forward") { Body = form => new { agencyCode = form["agencyCode"], supportingAgencyCodes = form.All("supportingAgencyCodes").Where(code => code != form["agencyCode"]) } },
        new("Start", "mulai", "start") { Words = "note", Body = form => new { note = form.Said("note") } },
        new("Resume", "lanjutkan", "resume"),
        new("RequestMobileUnit", "minta-mobmas", "request-mobile-unit")
        {
            // What was typed and cannot be read is not "as soon as possible".
            Check = form => ((string[])["pickUpFrom", "pickUpUntil"]).FirstOrDefault(hour => form[hour].Length > 0 && form.At("pickUpDate", hour) is null) is { } wrong ? Problem.Invalid(wrong, "") : null,
            Body = form => new
            {
                purpose = form.Said("purpose"), note = form.Said("note"), passengers = form.Number("passengers"), needsWheelchair = form["needsWheelchair"].Length > 0,
                pickUpFrom = form.At("pickUpDate", "pickUpFrom"), pickUpUntil = form.At("pickUpDate", "pickUpUntil"), destinationCode = form.Said("destinationCode"), dropOffVillageCode = form.Said("dropOffVillageCode"),
            },
        },
        new("Resolve", "selesaikan", "resolve") { Words = "note", TakesPhotos = true, Body = form => new { note = form.Text("note"), photos = form.Photos } },
        new("Close", "tutup", "close") { Words = "note", TakesPhotos = true, Body = form => new { note = form.Text("note"), photos = form.Photos } },

        new("Reply", "balas", "reply") { Words = "text", Body = form => new { text = form.Text("text") } },
        new("Ask", "tanya", "ask") { Words = "question", Body = form => new { question = form.Text("question") } },
        new("Note", "catat", "note") { Words = "text", Body = form => new { text = form.Text("text") } },

        new("Answer", "jawab", "answer") { Words = "text", Body = form => new { text = form.Text("text") } },
        new("AddSupport", "tambah-pendukung", "add-support") { Body = form => new { agencyCode = form.Said("agencyCode") } },
        new("Return", "kembalikan", "return") { Words = "reason", Body = form => new { reason = form.Text("reason") } },
        new("Postpone", "tunda", "postpone") { Body = form => new { until = form.Day("until"), reason = form.Text("reason") } },
        new("Transfer", "serahkan", "transfer") { Body = form => new { party = form["party"], ticket = form.Said("ticket") } },
        new("Reclassify", "ubah-jenis", "reclassify") { Body = form => new { categoryCode = form.Said("categoryCode"), reason = form.Text("reason") } },
        new("Protect", "lindungi", "protect") { Body = form => new { visibility = form.Said("visibility"), reason = form.Text("reason") } },
        new("Propose", "usulkan", "propose") { Body = form => new { title = form["title"], problem = form.Text("problem"), sector = form.Said("sector") } },
        new("AttachToWork", "kaitkan-pekerjaan", "attach-to-work") { Body = form => new { workNumber = form["workNumber"], reason = form.Said("reason") } },
        new("Merge", "gabung", "merge") { Body = form => new { masterNumber = form["masterNumber"] } },
        new("Unmerge", "pisah", "unmerge"),
        new("Reject", "tolak", "reject") { Words = "reason", Body = form => new { reason = form.Text("reason") } },
    ];

    public static CaseStep Of(string move) => All.First(step => step.Move == move);

    internal static CaseStep? At(string slug) => All.FirstOrDefault(step => step.Slug == slug);
}

/// <summary>The fields of one step in what was sent: a page has many forms, and no two fields have one name.</summary>
internal sealed class StepFields(Posted posted, string prefix)
{
    /// <summary>Those that are uploaded.</summary>
    public IReadOnlyList<UploadedPhoto> Photos { get; init; } = [];

    /// <summary>Of the city.</summary>
    public RegionTimeZone? TimeZone { get; init; }

    public string this[string field] => posted[$"{prefix}.{field}"].Trim();

    /// <summary>As the services count it: a line break is one character.</summary>
    public string Text(string field) => posted[$"{prefix}.{field}"].ReplaceLineEndings("\n");

    public string? Said(string field) => Posted.Said(Text(field));

    public IEnumerable<string> All(string field) => posted.Values($"{prefix}.{field}").Where(value => value.Length > 0);

    public int? Number(string field) => int.TryParse(this[field], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>As date fields send it, whatever the language; null for what is no day.</summary>
    public DateOnly? Day(string field) => DateOnly.TryParseExact(this[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The instant of a day and an hour of the city's clocks; null when either is none.</summary>
    public DateTimeOffset? At(string dayField, string hourField)
        => TimeZone is { } zone && Posted.ReadDay(this[dayField]) is { } day && Posted.ReadHour(this[hourField]) is { } hour ? zone.ToInstant(day, hour) : null;
}
