using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Intake;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.Proposals.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Proposals.Features;

/// <summary>
/// Everything that is held about the proposer in one proposal (UU 27/2022, Pasal 7 and 32): contact, consent, what they wrote, where and
/// when, how long it is kept and who receives it. With number and secret; never cached.
/// </summary>
internal static class ReadPersonalData
{
    /// <param name="Contact">Null when none was given or it was erased.</param>
    /// <param name="ReceivedBy">In the caller's language.</param>
    internal sealed record Answer(
        string TrackingNumber, DateTimeOffset SubmittedAt, ProposalStatus Status, HeldContact? Contact, string Title, string Problem, string VillageCode, string? Sector,
        Location? Location, IReadOnlyList<Note> Notes, Keeping Kept, IReadOnlyList<string> ReceivedBy, string PrivacyNotice);

    /// <param name="PrivacyNotice">Version of the notice that was read; null for contacts from before there was one.</param>
    /// <param name="News">Whether they want to be told about progress, in <paramref name="Language"/>.</param>
    internal sealed record HeldContact(string? Name, string? Phone, string? Email, string? PrivacyNotice, DateTimeOffset? ConsentedAt, bool News, string? Language);

    internal sealed record Note(string About, DateTimeOffset At, string Text);

    /// <param name="ContactDaysAfterSubmission">Days.</param>
    /// <param name="ContactUntil">Null without a contact.</param>
    internal sealed record Keeping(int ContactDaysAfterSubmission, DateTimeOffset? ContactUntil);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber,
        [FromHeader(Name = "X-Tracking-Secret")] string? secret,
        HttpContext context, ProposalsDb db, WrongGuesses wrongGuesses, Secrets secrets, IOptions<Retention> retention, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Proposal.TrackingPrefix, trackingNumber);
        if (await db.Proposals.AsNoTracking().Include(row => row.Timeline).FindHeldAsync(number, secret, cancellationToken) is not { } proposal)
        {
            return wrongGuesses.Refuse(number, context);
        }

        var contact = secrets.Read(proposal.ProtectedProposer);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Answer(
            proposal.TrackingNumber, proposal.SubmittedAt, proposal.Status,
            contact is null ? null : new(contact.Name, contact.Phone, contact.Email, contact.PrivacyNotice, contact.ConsentedAt, contact.News, contact.Language),
            proposal.Title, proposal.Problem, proposal.VillageCode, proposal.Sector,
            proposal is { Latitude: { } latitude, Longitude: { } longitude } ? new(latitude, longitude) : null,
            [.. proposal.Timeline.Where(entry => entry.Note is not null).OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence).Select(entry => new Note(entry.Code, entry.At, entry.Note!))],
            new((int)retention.Value.ProposalContact.TotalDays, proposal.ContactKeptSince + retention.Value.ProposalContact),
            [.. ReceiversOf(contact).Select(text => text.For(context))],
            PrivacyNotice.Address));
    }

    private static IEnumerable<Text> ReceiversOf(KeptContact? contact)
    {
        yield return new("Petugas perencanaan kota: isi usulan dan tempatnya.", "The city's planners: the proposal and its place.");
        if (contact is { WantsNews: true })
        {
            yield return new("Layanan pengiriman pesan: telepon atau surel Anda, nomor usulan dan tahapnya.", "The message service: your telephone or e-mail, the proposal's number and its step.");
        }
    }
}
