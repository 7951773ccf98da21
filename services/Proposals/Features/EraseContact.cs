using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Intake;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.Proposals.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Proposals.Features;

/// <summary>The proposer takes back their contact, at once; asking again changes nothing. What they proposed stays: it is part of a public plan.</summary>
internal static class EraseContact
{
    internal enum Scope
    {
        Contact,

        /// <summary>Refused: said in so many words rather than as an unknown value.</summary>
        Everything,
    }

    internal sealed record Request(Scope? Scope);

    internal sealed record Answer(bool ContactIsKept);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber, Request request,
        [FromHeader(Name = "X-Tracking-Secret")] string? secret,
        HttpContext context, ProposalsDb db, WrongGuesses wrongGuesses, TimeProvider time, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Proposal.TrackingPrefix, trackingNumber);
        if (await db.Proposals.FindHeldAsync(number, secret, cancellationToken) is not { } proposal)
        {
            return wrongGuesses.Refuse(number, context);
        }

        if (request.Scope != Scope.Contact)
        {
            return request.Scope is null ? WithoutScope : PartOfThePlan;
        }

        var now = time.GetUtcNow();
        if (proposal.EraseContact(now))
        {
            db.Publish(new RecipientErased(proposal.Id, proposal.Version, now));
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(new Answer(ContactIsKept: false));
    }

    private static readonly Refusal WithoutScope = Refusal.InvalidField("scope", "required", new("Pilih apa yang dihapus: Contact.", "Choose what to erase: Contact."));

    private static readonly Refusal PartOfThePlan = Refusal.InvalidField("scope", "part_of_plan", new(
        "Isi usulan adalah bagian dari rencana yang terbuka untuk umum dan tidak dihapus di sini. Kontak Anda dapat dihapus kapan saja.",
        "What was proposed is part of a public plan and is not erased here. Your contact can be erased at any time."));
}
