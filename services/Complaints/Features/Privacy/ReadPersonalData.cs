using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Calls;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Intake;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Privacy;

/// <summary>
/// Everything that is held about the reporter in one complaint (UU 27/2022, Pasal 7 and 32): contact, consent, what they wrote, where and
/// when, the trip that was asked for, the notes about it, how long it is kept and who receives it. With number and secret; never cached.
/// </summary>
internal static class ReadPersonalData
{
    /// <param name="Contact">Null when none was given or it was erased.</param>
    /// <param name="Description">In the reporter's words.</param>
    /// <param name="Trip">What a Mobmas was asked for; null when none was or it was erased.</param>
    /// <param name="Calls">To 112, that this was lodged from, while number or note are kept.</param>
    /// <param name="Notes">What officials wrote about it, the desk's own notes included.</param>
    /// <param name="ReceivedBy">In the caller's language.</param>
    internal sealed record Answer(
        string TrackingNumber, DateTimeOffset ReceivedAt, ComplaintStatus Status, string CategoryCode, Visibility Visibility, HeldContact? Contact,
        string Description, string? VillageCode, GetComplaint.Location? Location, Address Address, HeldTrip? Trip, IReadOnlyList<HeldCall> Calls, IReadOnlyList<Note> Notes,
        IReadOnlyList<Asked> ErasureRequests, IReadOnlyList<HeldPhoto> Photos, Keeping Kept, IReadOnlyList<string> ReceivedBy, string PrivacyNotice);

    /// <param name="PrivacyNotice">Version of the notice that was read; null for contacts from before there was one.</param>
    /// <param name="News">Whether they want to be told about progress, in <paramref name="Language"/>.</param>
    internal sealed record HeldContact(string? Name, string? Phone, string? Email, string? PrivacyNotice, DateTimeOffset? ConsentedAt, bool News, string? Language);

    /// <param name="Format">Of the original, which is kept as it came, with what the camera wrote into it.</param>
    /// <param name="Bytes">Of the original.</param>
    internal sealed record HeldPhoto(Guid Id, PhotoStage Stage, PictureFormat Format, int Width, int Height, long Bytes, DateTimeOffset UploadedAt);

    internal sealed record HeldTrip(Purpose Purpose, int Passengers, bool NeedsWheelchair);

    internal sealed record HeldCall(DateTimeOffset StartedAt, string? Number, string? Note);

    internal sealed record Note(string About, DateTimeOffset At, string Text);

    internal sealed record Asked(ErasureState State, DateTimeOffset RequestedAt, DateTimeOffset DueAt, string? Reason, DateTimeOffset? DecidedAt, string? Refusal);

    /// <param name="ContactDaysAfterResolution">Days.</param>
    /// <param name="ContactUntil">Null before the complaint is resolved, and without a contact.</param>
    /// <param name="TripDaysAfterJourney">Days.</param>
    /// <param name="TripUntil">Null before the journey has ended, and without a trip.</param>
    internal sealed record Keeping(int ContactDaysAfterResolution, DateTimeOffset? ContactUntil, int TripDaysAfterJourney, DateTimeOffset? TripUntil);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber,
        [FromHeader(Name = "X-Tracking-Secret")] string? secret,
        HttpContext context, ComplaintsDb db, WrongGuesses wrongGuesses, Secrets secrets, CallNumbers numbers, IOptions<Retention> retention, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, trackingNumber);
        if (await db.Complaints.AsNoTracking().Include(row => row.Timeline).FindHeldAsync(number, secret, cancellationToken) is not { } complaint)
        {
            return wrongGuesses.Refuse(number, context);
        }

        var asked = await db.ErasureRequests.AsNoTracking().Where(request => request.ComplaintId == complaint.Id).OrderBy(request => request.RequestedAt)
            .Select(request => new Asked(request.State, request.RequestedAt, request.DueAt, request.Reason, request.DecidedAt, request.DecisionReason)).ToListAsync(cancellationToken);
        var photos = await db.Photos.AsNoTracking().Where(photo => photo.ComplaintId == complaint.Id).OrderBy(photo => photo.UploadedAt).ToListAsync(cancellationToken);
        var calls = await db.Calls.Where(call => call.ComplaintId == complaint.Id && (call.CallerId != null || call.Note != null)).OrderBy(call => call.StartedAt)
            .Select(call => new { call.StartedAt, call.Note, Number = db.Callers.Where(caller => caller.Id == call.CallerId).Select(caller => caller.ProtectedNumber).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var agency = complaint.AgencyCode is null ? null : await db.Agencies.FindAsync([complaint.AgencyCode], cancellationToken);
        var contact = secrets.Read(complaint.ProtectedReporter);
        var place = complaint.Place;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Answer(
            complaint.TrackingNumber, complaint.ReceivedAt, complaint.Status, complaint.CategoryCode, complaint.Visibility,
            contact is null ? null : new(contact.Name, contact.Phone, contact.Email, contact.PrivacyNotice, contact.ConsentedAt, contact.News, contact.Language),
            complaint.Description, complaint.VillageCode,
            place is { Latitude: { } latitude, Longitude: { } longitude } ? new(latitude, longitude) : null,
            new(place.Street, place.Rt, place.Rw, place.Landmark),
            complaint.Trip is { } trip ? new(trip.Purpose, trip.Passengers, trip.NeedsWheelchair) : null,
            [.. calls.Select(call => new HeldCall(call.StartedAt, numbers.Reveal(call.Number), call.Note))],
            [.. complaint.Timeline.OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)
                .SelectMany(entry => new[] { entry.Note, entry.DeskNote }.OfType<string>().Select(text => new Note(entry.Code, entry.At, text)))],
            asked,
            [.. photos.Select(photo => new HeldPhoto(photo.Id, photo.Stage!.Value, photo.Format, photo.Width, photo.Height, photo.Bytes, photo.UploadedAt))],
            new(
                (int)retention.Value.ComplaintContact.TotalDays, complaint.ContactUnneededSince + retention.Value.ComplaintContact,
                (int)retention.Value.JourneyDetails.TotalDays, complaint.TripUnneededSince + retention.Value.JourneyDetails),
            [.. ReceiversOf(complaint, agency, contact).Select(text => text.For(context))],
            PrivacyNotice.Address));
    }

    private static IEnumerable<Text> ReceiversOf(Complaint complaint, Agency? agency, KeptContact? contact)
    {
        yield return new("Petugas Lapor 112: isi laporan dan tempatnya.", "The 112 desk: the report and its place.");
        if (complaint.ProposedAt is not null)
        {
            yield return new(
                "Petugas perencanaan kota, karena laporan ini menjadi usulan: kelurahannya dan, bila terbuka untuk umum, titik lokasinya; tanpa tulisan Anda.",
                "The city's planners, because this report became a proposal: its village and, where that is public, its point; nothing that you wrote.");
        }

        if (agency is not null)
        {
            yield return new($"{agency.Name}: isi laporan dan tempatnya.", $"{agency.Name}: the report and its place.");
        }

        if (complaint.Timeline.Any(entry => entry.Code == "MobileUnitRequested"))
        {
            yield return new(
                "Petugas dan awak Mobmas: nomor, keperluan secara umum, kelurahan, titik lokasi, jumlah penumpang, kebutuhan kursi roda.",
                "Mobmas dispatchers and crew: number, general purpose, village, location, number of passengers, whether a wheelchair is needed.");
        }

        if (contact is { WantsNews: true })
        {
            yield return new("Layanan pengiriman pesan: telepon atau surel Anda, nomor laporan dan tahapnya.", "The message service: your telephone or e-mail, the report's number and its step.");
        }
    }
}
