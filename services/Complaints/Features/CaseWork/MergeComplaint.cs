using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Intake;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>The same as another complaint, which it follows from now on, with all that followed it.</summary>
internal static class MergeComplaint
{
    /// <param name="MasterNumber">Tracking number of the complaint that stays.</param>
    internal sealed record Request(string? MasterNumber);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, ReporterNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.Merge, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, request.MasterNumber ?? "");
        var master = await db.Complaints.Include(row => row.Supporters).FirstOrDefaultAsync(row => row.TrackingNumber == number, cancellationToken);
        if (Check(complaint, master, scope) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        complaint.MergeInto(master!, user.UserName(), now);
        db.PublishStatus(complaint, now);
        await foreach (var follower in db.Complaints.Where(row => row.MasterId == complaint.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            follower.FollowInstead(master!, user.UserName(), now);
        }

        news.TellOne(db, complaint, NotificationTemplates.ComplaintMerged, now, ("master", master!.TrackingNumber));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }

    private static FieldErrors Check(Complaint complaint, Complaint? master, GrantedScope scope)
    {
        var errors = new FieldErrors();
        const string Field = "masterNumber";
        if (master is null)
        {
            errors.Add(Field, "unknown_complaint", "Nomor laporan induk tidak ditemukan.", "There is no complaint with this number.");
        }
        else if (!scope.IsAtDeskOf(master))
        {
            errors.Add(Field, "outside_scope", "Laporan induk di luar wilayah tugas Anda.", "That complaint lies outside the area of your role.");
        }
        else if (master.Id == complaint.Id)
        {
            errors.Add(Field, "itself", "Laporan tidak dapat digabung dengan dirinya sendiri.", "A complaint cannot be merged into itself.");
        }
        else if (!master.TakesFollowers)
        {
            errors.Add(Field, "ended", "Laporan induk sudah selesai atau sudah digabung. Pilih yang masih terbuka.", "That complaint has ended or was merged itself. Choose one that is open.");
        }
        else if (master.IsMisconduct != complaint.IsMisconduct || (master.Visibility == Visibility.Secret) != (complaint.Visibility == Visibility.Secret))
        {
            // Whoever follows reads the master's timeline: a secret one must not be read by the reporter of another.
            errors.Add(Field, "other_protection", "Laporan rahasia hanya digabung dengan laporan rahasia.", "A secret complaint is merged with secret ones only.");
        }

        return errors;
    }
}
