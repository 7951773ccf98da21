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

        var errors = new FieldErrors();
        errors.RequireLine("party", request.Party, 200);
        errors.AllowLine("ticket", request.Ticket, 100);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        complaint.Transfer(request.Party!.Trim(), string.IsNullOrWhiteSpace(request.Ticket) ? null : request.Ticket.Trim(), user.UserName(), now);
        db.PublishStatus(complaint, now);
        await news.TellAsync(db, complaint, NotificationTemplates.ComplaintTransferred, now, cancellationToken, ("party", complaint.OutsideParty!));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }
}
