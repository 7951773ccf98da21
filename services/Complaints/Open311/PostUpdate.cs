using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Complaints.Open311.Keys;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>
/// What a reporter says by the client that posted the request, as their reply (mySociety's extension of GeoReport). No client changes our state: a status is
/// not taken over, except that <c>REOPEN</c> is the reporter's own objection to the answer.
/// </summary>
internal static class PostUpdate
{
    private const string Reopen = "REOPEN";

    /// <summary>Clocks of telephones are wrong by hours; by more, somebody errs.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>mySociety's, https://github.com/mysociety/fixmystreet/wiki/Open311-FMS-Additional-states.</summary>
    private static readonly string[] Statuses =
    [
        "OPEN", "CLOSED", "FIXED", "IN_PROGRESS", "PLANNED", "ACTION_SCHEDULED", "INVESTIGATING", "DUPLICATE", "NOT_COUNCILS_RESPONSIBILITY", "NO_FURTHER_ACTION", "INTERNAL_REFERRAL",
        "FOR_TRIAGE", Reopen,
    ];

    /// <param name="UpdateId">Ours.</param>
    private sealed record Taken(string UpdateId);

    public static async Task<Results<Open311Answer, Refusal>> Handle(
        Parameters sent, HttpContext context, KeyCheck keys, Jurisdiction jurisdiction, ComplaintsDb db, IdempotentIntake intake, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var (key, refusal) = await keys.CheckAsync(sent["api_key"], context, cancellationToken);
        if ((refusal ?? jurisdiction.Check(sent)) is { } notHere)
        {
            return notHere;
        }

        if (!sent.IsForm)
        {
            return PostRequest.NoForm;
        }

        if (Check(sent, time.GetUtcNow()) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        const int most = 3;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TakeInAsync(sent, key!, db, intake, clock, time, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < most)
            {
                // The desk, or a twin of this update, was faster: read anew, it is judged anew.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static async Task<Results<Open311Answer, Refusal>> TakeInAsync(
        Parameters sent, Open311Key key, ComplaintsDb db, IdempotentIntake intake, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await FindAsync(db, Numbers.Read(sent["service_request_id"]), key, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var (text, status) = (sent["description"]!, sent["status"]?.ToUpperInvariant());
        // The client's own number of it: sent again after a lost answer, it is the same update.
        var once = (sent["update_id"] ?? sent["update_id_ext"]) is { } theirs ? $"open311-update:{FindByToken.TokenOf(sent["api_key"]!, $"{complaint!.TrackingNumber}:{theirs}")}" : null;
        var isKnown = once is not null && await intake.KnowsAsync(db, once, cancellationToken);
        if (!isKnown && Refuse(complaint!, status, time.GetUtcNow()) is { } not)
        {
            return not;
        }

        if (!isKnown && status != Reopen && await db.HasHeardEnoughAsync(complaint!, cancellationToken))
        {
            return ReplyAsReporter.TooMany;
        }

        var after = await clock.AfterReplyAsync(db, complaint!, time.GetUtcNow(), cancellationToken);
        var start = await ReopenComplaint.NewClockAsync(db, complaint!, clock, time.GetUtcNow(), cancellationToken);
        var taken = await intake.OnceAsync(db, once, new { complaint!.Id, text, status }, now =>
        {
            if (status == Reopen)
            {
                db.Reopen(complaint, text, start, now);
            }
            else
            {
                complaint.ReporterReplies(text, clock.Office, now, after);
            }

            return new Taken(Guid.CreateVersion7(now).ToString());
        }, cancellationToken);
        return taken is null
            ? IdempotentIntake.KeyReused
            : new Open311Answer("service_request_updates", new Items("request_update", [new Fields(("update_id", taken.UpdateId))])) { Caching = "no-store" };
    }

    private static FieldErrors Check(Parameters sent, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        if (sent["service_request_id"] is null)
        {
            errors.Add("service_request_id", "required", "Bagian ini wajib diisi.", "This field is required.");
        }

        errors.RequireText("description", sent["description"], Steps.LongestText);
        errors.AllowLine("update_id", sent["update_id"] ?? sent["update_id_ext"], 200);
        if (sent["status"] is { } status && !Statuses.Contains(status, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add("status", "unknown_status", "Status ini tidak dikenal; pakai OPEN, CLOSED, atau REOPEN.", "This status is unknown; use OPEN, CLOSED or REOPEN.");
        }

        if (sent["updated_datetime"] is { } at && (!W3CDate.TryParse(at, out var time) || time > now + Ahead))
        {
            errors.Add("updated_datetime", "no_date", "Tulis waktu yang sudah lewat dengan zonanya, misalnya 2026-11-21T14:05:00Z.", "A time that has passed, with its zone, such as 2026-11-21T14:05:00Z.");
        }

        if (sent.Form.Files.Count > 0)
        {
            errors.Add(sent.Form.Files[0].Name, "not_yet", "Foto belum dapat diterima lewat Open311. Kirim tanpa foto.", "Pictures cannot be taken in over Open311 yet. Send it without.");
        }

        return errors;
    }

    /// <summary>Another client's is refused, or, when it is secret, not there.</summary>
    private static async Task<(Complaint? Complaint, Refusal? Refusal)> FindAsync(ComplaintsDb db, string? number, Open311Key key, CancellationToken cancellationToken)
    {
        var complaint = number is null ? null : await db.Complaints.FirstOrDefaultAsync(row => row.TrackingNumber == number, cancellationToken);
        return complaint is not null && complaint.TakenBy == key.TakenBy ? (complaint, null)
            : complaint is null or { Visibility: Visibility.Secret } ? (null, Numbers.NotFound)
            : (null, NotYours);
    }

    private static Refusal? Refuse(Complaint complaint, string? status, DateTimeOffset now)
        => status == Reopen ? ReopenComplaint.RefuseToReopen(complaint, now) : complaint.TakesReplies ? null : ReplyAsReporter.Ended;

    private static Refusal NotYours { get; } = new(403, "not_your_request", new(
        "Laporan ini tidak dikirim oleh aplikasi Anda; hanya pengirimnya yang dapat menambahkan kabar.",
        "This request was not posted by your application; only the one that did adds updates."));
}
