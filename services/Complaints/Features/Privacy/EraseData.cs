using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Calls.Privacy;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Intake;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Privacy;

/// <summary>
/// The reporter takes back their contact, at once, or asks that everything they wrote be erased, which an officer decides. Asking again
/// changes nothing; after a refusal it is a new request.
/// </summary>
internal static class EraseData
{
    internal enum Scope
    {
        /// <summary>Name, telephone, e-mail and consent: gone at once, and the case goes on.</summary>
        Contact,

        /// <summary>What was written and where exactly, too.</summary>
        Everything,
    }

    /// <param name="Reason">For the officer; may be left out.</param>
    internal sealed record Request(Scope? Scope, string? Reason);

    internal sealed record Answer(bool ContactIsKept, ErasureAnswer? Erasure);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber, Request request,
        [FromHeader(Name = "X-Tracking-Secret")] string? secret,
        HttpContext context, ComplaintsDb db, WrongGuesses wrongGuesses, IOptions<Retention> retention, TimeProvider time, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, trackingNumber);
        if (await db.Complaints.FindHeldAsync(number, secret, cancellationToken) is not { } complaint)
        {
            return wrongGuesses.Refuse(number, context);
        }

        var errors = new FieldErrors();
        if (request.Scope is null)
        {
            errors.Add("scope", "required", "Pilih apa yang dihapus: Contact atau Everything.", "Choose what to erase: Contact or Everything.");
        }

        errors.AllowText("reason", request.Reason, 2000);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        var erasure = await db.NewestErasureAsync(complaint.Id, cancellationToken);
        if (request.Scope == Scope.Contact)
        {
            await db.ForgetCallsOfAsync([complaint.Id], cancellationToken);
            if (complaint.EraseContact(now))
            {
                db.Publish(new RecipientErased(complaint.Id, complaint.Version, now));
            }
        }
        else if (request.Scope == Scope.Everything && erasure is not { State: ErasureState.Open or ErasureState.Granted })
        {
            erasure = complaint.RequestErasure(request.Reason, retention.Value.ErasureDecision, now);
            db.ErasureRequests.Add(erasure);
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Answer(await db.KeepsContactAsync(complaint, cancellationToken), ErasureAnswer.Of(erasure)));
    }
}
