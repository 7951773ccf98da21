using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Privacy;

/// <summary>
/// Who reported, for whoever has to reach them, with the reason: each look is on record before it is answered. The agency that leads
/// learns it of a public complaint only; nobody but the desk learns it of an anonymous or secret one.
/// </summary>
internal static class RevealReporter
{
    internal sealed record Request(string? Reason);

    /// <summary>Everything null when no contact was given, or it was erased.</summary>
    internal sealed record Answer(string? Name, string? Phone, string? Email);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, Request request, HttpContext context, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, Secrets secrets, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, move: null, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var atDesk = scope.IsAtDeskOf(complaint);
        if (!atDesk && (complaint.Visibility != Visibility.Public || !scope.Leads(complaint)))
        {
            return Protected;
        }

        var errors = new FieldErrors();
        errors.RequireLine("reason", request.Reason, IdentityView.LongestReason);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        db.IdentityViews.Add(IdentityView.Of(complaint, user.UserName(), atDesk ? null : complaint.AgencyCode, request.Reason!.Trim(), time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        var contact = secrets.Read(complaint.ProtectedReporter);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Answer(contact?.Name, contact?.Phone, contact?.Email));
    }

    private static readonly Refusal Protected = new(403, "reporter_protected", new(
        "Identitas pelapor ini dilindungi. Tanyakan lewat laporan; meja 112 meneruskan jawabannya.",
        "Who reported this is protected. Ask through the complaint; the 112 desk passes the answer on."));
}
