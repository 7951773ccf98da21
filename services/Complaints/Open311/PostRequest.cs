using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Complaints.Open311.Keys;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Takes a request in from a client with a key, and answers its number at once. It is durable before the answer leaves; with the same <c>Idempotency-Key</c> it is taken in once.</summary>
internal static class PostRequest
{
    public static async Task<Results<Open311Answer, Refusal>> Handle(
        Parameters sent, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, KeyCheck keys, Jurisdiction jurisdiction, ComplaintsDb db,
        ComplaintIntake intake, Media media, CaseClock clock, Regency regency, IConfiguration configuration, TimeProvider time, CancellationToken cancellationToken)
    {
        var (key, refusal) = await keys.CheckAsync(sent["api_key"], context, cancellationToken);
        if ((refusal ?? jurisdiction.Check(sent)) is { } notHere)
        {
            return notHere;
        }

        if (!sent.IsForm)
        {
            return NoForm;
        }

        var services = await db.ServicesAsync(clock, time, cancellationToken);
        var service = services.FirstOrDefault(each => each.Category.Code == sent["service_code"]);
        if (service is null && sent["service_code"] is not null)
        {
            return Services.Unknown("service_code");
        }

        var posted = new PostedReport(sent, service?.Category, key!, regency);
        if ((CheckIdempotencyKey(idempotencyKey) ?? posted.Check(service?.Category, clock.DayOf(time.GetUtcNow()), regency, configuration)) is { } wrong)
        {
            return wrong;
        }

        var (keep, unwanted) = await media.KeepAsync(sent.Form.Files, cancellationToken);
        if (unwanted is not null)
        {
            return unwanted;
        }

        var once = idempotencyKey is null ? null : FindByToken.IntakeKeyOf(FindByToken.TokenOf(sent["api_key"]!, idempotencyKey));
        var (lodged, refused) = await intake.TakeInAsync(posted.Report, new Origin(Channel.Open311, key!.TakenBy), once, Text.LanguageOf(context), cancellationToken, keep);
        return lodged is null ? refused! : Answer(lodged, service!, posted, sent.WantsExtensions, context);
    }

    private static Open311Answer Answer(Lodged lodged, Service service, PostedReport posted, bool extended, HttpContext context)
    {
        (string, Part)[] fields =
        [
            ("service_request_id", lodged.TrackingNumber),
            ("service_notice", string.Join(" ", Notices(lodged, service, posted).Select(notice => notice.For(context)))),
            // Residents have no accounts here.
            ("account_id", null as string),
        ];
        return new Open311Answer("service_requests", new Items("request", [new Fields(extended ? [.. fields, ("tracking_secret", lodged.TrackingSecret)] : fields)])) { Caching = "no-store" };
    }

    private static IEnumerable<Text> Notices(Lodged lodged, Service service, PostedReport posted)
    {
        yield return new($"Laporan Anda diterima dengan nomor {lodged.TrackingNumber}.", $"Your report was received with number {lodged.TrackingNumber}.");
        if (service.Rule.IsEmergency)
        {
            yield return new("Keadaan darurat: telepon 112.", "An emergency: call 112.");
        }
        else if (service.Rule.LocalTarget is { } target)
        {
            yield return new($"Sasaran kota (ketentuan setempat): {target}.", $"The city's target (local default): {target}.");
        }

        if (service.Rule.ForcesSecret || posted.Report.Visibility == Visibility.Secret)
        {
            yield return new("Laporan ini rahasia dan tidak tampil di mana pun; ikuti dengan nomor dan kode rahasianya.", "This report is secret and shown nowhere; follow it by its number and its secret.");
        }

        foreach (var notice in posted.Notices)
        {
            yield return notice;
        }
    }

    /// <summary>The one that is kept is longer: what the client sends is checked here.</summary>
    private static Refusal? CheckIdempotencyKey(string? key) => key is { Length: < 16 or > 200 }
        ? Refusal.InvalidField("Idempotency-Key", "length", new("Panjangnya 16 sampai 200 karakter.", "It has 16 to 200 characters."))
        : null;

    public static Refusal NoForm { get; } = new(400, "no_form", new(
        "Kirim sebagai application/x-www-form-urlencoded atau multipart/form-data.", "Send application/x-www-form-urlencoded or multipart/form-data."));
}
