using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Duplicates;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Intake;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Messages;

/// <summary>
/// A gateway hands over a message that somebody sent by WhatsApp or SMS and is told what to answer. Signed as <see cref="SignedBody"/> says; the
/// same message twice is answered the same and changes nothing. Pictures are not taken here, and nothing is fetched from an address in a message.
/// </summary>
internal static class TakeMessage
{
    private const int LongestText = 4000;

    /// <param name="Id">The gateway's own number of the message, at most 100 characters.</param>
    /// <param name="From">The sender's telephone number.</param>
    /// <param name="Location">Where the sender says they are; may be left out.</param>
    internal sealed record Message(string? Id, string? From, string? Text, Location? Location);

    internal sealed record Answer(IReadOnlyList<string> Replies);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        HttpRequest request, ComplaintsDb db, ComplaintIntake intake, Regency regency, ReportReader reader, CaseClock clock, Secrets secrets, IConfiguration configuration, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (configuration["Complaints:Messages:Secret"] is not { Length: > 0 } secret)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        if (await SignedBody.ReadAsync(request, secret, now, cancellationToken) is not { } body)
        {
            return SignedBody.NotGenuine;
        }

        var message = Read(body);
        if (message is null || Check(message).Any)
        {
            return Check(message).ToRefusal();
        }

        var sender = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"sender {TelephoneNumber.Normalize(message.From!) ?? message.From}"));
        while (true)
        {
            if (await db.TakenMessages.AsNoTracking().FirstOrDefaultAsync(row => row.Id == message.Id, cancellationToken) is { } taken)
            {
                return TypedResults.Ok(secrets.Unprotect<Answer>(taken.ProtectedReplies));
            }

            var answer = await TakeAsync(message, sender, db, intake, regency, reader, clock, secrets, now, cancellationToken);
            if (answer is not null)
            {
                return TypedResults.Ok(answer);
            }

            // The same delivery, or another message of the same sender, was faster.
            db.ChangeTracker.Clear();
        }
    }

    /// <returns>Null when somebody else was faster.</returns>
    private static async Task<Answer?> TakeAsync(
        Message message, byte[] sender, ComplaintsDb db, ComplaintIntake intake, Regency regency, ReportReader reader, CaseClock clock, Secrets secrets, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var categories = await db.Categories.AsNoTracking().Include(category => category.Rules).ToDictionaryAsync(category => category.Code, cancellationToken);
        var conversation = await db.Conversations.FindAsync([sender], cancellationToken);
        var draft = conversation is null || conversation.ExpiresAt < now ? new Draft() : secrets.Unprotect<Draft>(conversation.ProtectedDraft);
        var turn = new Dialogue(regency, reader.Categories, categories, clock.DayOf(now)).Take(draft, new(message.Text?.Trim() ?? "", message.Location?.Latitude, message.Location?.Longitude));
        switch (turn.Wish)
        {
            case Wish.Lodge:
                return await LodgeAsync(message, turn.Draft, sender, conversation, categories, db, intake, clock, secrets, now, cancellationToken);
            case Wish.Status:
                return await KeepAsync(message.Id!, sender, conversation, turn.Draft, await StatusAsync(db, turn.Number!, clock, cancellationToken), db, secrets, now, cancellationToken);
            case Wish.KeepNumber:
                var told = await db.Complaints.FirstOrDefaultAsync(complaint => complaint.TrackingNumber == turn.Draft.Lodged, cancellationToken);
                told?.GiveContact(secrets.Protect(ContactOf(message), "id", now)!, now);
                return await KeepAsync(message.Id!, sender, conversation, turn.Draft, "Baik. Kami mengabari nomor ini setiap ada perkembangan.", db, secrets, now, cancellationToken);
            case Wish.Hide:
                var hidden = await db.Complaints.FirstOrDefaultAsync(complaint => complaint.TrackingNumber == turn.Draft.Lodged, cancellationToken);
                if (hidden is { Visibility: not Visibility.Secret } && hidden.Can(Move.Protect))
                {
                    hidden.Protect(Visibility.Secret, "Diminta pelapor lewat pesan", actor: null, now);
                }

                return await KeepAsync(message.Id!, sender, conversation, turn.Draft, "Laporan Anda sekarang rahasia: publik tidak melihatnya.", db, secrets, now, cancellationToken);
            default:
                return await KeepAsync(message.Id!, sender, conversation, turn.Draft, turn.Reply!, db, secrets, now, cancellationToken);
        }
    }

    private static async Task<Answer?> LodgeAsync(
        Message message, Draft draft, byte[] sender, Conversation? conversation, Dictionary<string, Category> categories, ComplaintsDb db, ComplaintIntake intake, CaseClock clock,
        Secrets secrets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var emergency = categories[draft.CategoryCode!].RuleOn(clock.DayOf(now)).IsEmergency;
        var report = new Report(
            draft.CategoryCode, Shortened(draft.Text!), draft.Latitude is null ? null : new Location(draft.Latitude, draft.Longitude), draft.VillageCode,
            Address: null, draft.Visibility,
            // In an emergency the desk has to be able to call back (UU 27/2022, Pasal 20: vital interest); otherwise the number is kept when they say so.
            emergency ? ContactOf(message) with { News = false } : null,
            Dialogue.AnswersIn(draft.Text!, categories[draft.CategoryCode!]));
        try
        {
            var (lodged, refusal) = await intake.TakeInAsync(
                report, new Origin(Channel.Message), KeyOf(message.Id!, sender), "id", cancellationToken,
                (_, slip) => Remember(
                    // Tracked; read anew when the slip is drawn again.
                    message.Id!, sender, db.Conversations.Find(sender), new Draft(emergency ? Asked.Nothing : Asked.News, Lodged: slip.Number),
                    Thanks(slip.Number, slip.Secret, categories[draft.CategoryCode!].Name, emergency), db, secrets, now));
            return lodged is null
                ? await KeepAsync(message.Id!, sender, conversation, new Draft(), $"Laporan belum dapat disimpan: {refusal!.Detail.Indonesian}", db, secrets, now, cancellationToken)
                // The same delivery may have been faster: then this is its slip.
                : Thanks(lodged.TrackingNumber, lodged.TrackingSecret, categories[draft.CategoryCode!].Name, emergency);
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    /// <summary>
    /// Of the one way in. Gateways number their messages one after the other, and anybody may send an <c>Idempotency-Key</c>: whoever guessed this one could have the
    /// answer, with the tracking secret in it. So nobody makes it up without the gateway's secret, with which the sender is hashed.
    /// </summary>
    private static string KeyOf(string id, byte[] sender) => $"message:{Convert.ToHexStringLower(HMACSHA256.HashData(sender, Encoding.UTF8.GetBytes(id)))}";

    /// <summary>Between two signs: of half a one PostgreSQL makes a failure, and the gateway would send the message for ever.</summary>
    private static string Shortened(string text) => text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];

    private static Answer Thanks(string number, string secret, string category, bool emergency) => new(
    [
        emergency ? $"DARURAT: telepon 112 SEKARANG bila belum. Laporan {number} sudah masuk ke petugas." : $"Terima kasih. Laporan {number} kami terima: {category}.",
        $"Simpan rahasia Anda: {secret}. Dengan nomor dan rahasia itu laporan dapat diikuti di situs kami, atau balas STATUS {number}."
            + (emergency ? "" : " Balas YA bila kami boleh menyimpan nomor ini untuk mengabari Anda (pemberitahuan privasi: /privasi), RAHASIA agar publik tidak melihatnya."),
    ]);

    private static async Task<string> StatusAsync(ComplaintsDb db, string typed, CaseClock clock, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, typed);
        var complaint = await db.Complaints.AsNoTracking().Published().FirstOrDefaultAsync(row => row.TrackingNumber == number, cancellationToken);
        return complaint is null
            ? "Nomor itu tidak ditemukan, atau laporannya rahasia: ikuti di situs kami dengan nomor dan rahasianya."
            : $"Laporan {number}: {StatusWords.InIndonesian(complaint.Status)}. Batas waktu {clock.DayOf(complaint.ExpectedBy):dd-MM-yyyy}.";
    }

    private static async Task<Answer?> KeepAsync(
        string id, byte[] sender, Conversation? conversation, Draft draft, string reply, ComplaintsDb db, Secrets secrets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var answer = new Answer([reply]);
        Remember(id, sender, conversation, draft, answer, db, secrets, now);
        try
        {
            return await db.TrySaveAsync(cancellationToken) ? answer : null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    private static void Remember(string id, byte[] sender, Conversation? conversation, Draft draft, Answer answer, ComplaintsDb db, Secrets secrets, DateTimeOffset now)
    {
        db.TakenMessages.Add(new() { Id = id, ProtectedReplies = secrets.Protect(answer), TakenAt = now });
        if (conversation is null)
        {
            db.Conversations.Add(new() { SenderHash = sender, ProtectedDraft = secrets.Protect(draft), ExpiresAt = now + Conversation.Lasts });
        }
        else
        {
            (conversation.ProtectedDraft, conversation.ExpiresAt) = (secrets.Protect(draft), now + Conversation.Lasts);
            conversation.Version++;
        }
    }

    private static Contact ContactOf(Message message) => new(Name: null, message.From, Email: null, PrivacyNotice.Version, News: true);

    private static Message? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Message>(body, StrictJson.Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FieldErrors Check(Message? message)
    {
        var errors = new FieldErrors();
        if (message is null)
        {
            errors.Add("body", "malformed_json", "Kirim {id, from, text, location}.", "Send {id, from, text, location}.");
            return errors;
        }

        errors.RequireLine("id", message.Id, TakenMessage.LongestId);
        errors.RequireLine("from", message.From, 30);
        if (message.From is { } from && TelephoneNumber.Normalize(from) is null)
        {
            errors.Add("from", "no_phone", "Ini bukan nomor telepon.", "This is no telephone number.");
        }

        errors.AllowText("text", message.Text, LongestText);
        errors.CheckLocation("location", message.Location);
        if (string.IsNullOrWhiteSpace(message.Text) && message.Location is null)
        {
            errors.Add("text", "required", "Pesan tanpa teks dan tanpa lokasi tidak dapat dibaca.", "A message without text and location cannot be read.");
        }

        return errors;
    }
}
