using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>Handed to somebody whom the city does not lead (PLN, province, neighbour), with their ticket number; once more when the number comes later.</summary>
internal static class TransferComplaint
{
    internal sealed record Request(string? Party, string? Ticket);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, ReporterNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.Transfer, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Check(request) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        await HandOverAsync(complaint, request, user.UserName(), db, news, time.GetUtcNow(), cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }

    public static FieldErrors Check(Request request)
    {
        var errors = new FieldErrors();
        errors.RequireLine("party", request.Party, 200);
        errors.AllowLine("ticket", request.Ticket, 100);
        return errors;
    }

    /// <summary>Of what was checked, and can be handed over now.</summary>
    public static async Task HandOverAsync(Complaint complaint, Request request, string actor, ComplaintsDb db, ReporterNews news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        complaint.Transfer(request.Party!.Trim(), string.IsNullOrWhiteSpace(request.Ticket) ? null : request.Ticket.Trim(), actor, now);
        db.PublishStatus(complaint, now);
        await news.TellAsync(db, complaint, NotificationTemplates.ComplaintTransferred, now, cancellationToken, ("party", complaint.OutsideParty!));
        await db.SaveChangesAsync(cancellationToken);
    }
}
