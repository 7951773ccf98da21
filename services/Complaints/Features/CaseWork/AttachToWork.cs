using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>
/// The complaint is about a Merata work. Only the shape of the work's number is checked: the works themselves are the Monitoring service's, which
/// has none yet. Attached to another one, with the reason, the last counts.
/// </summary>
internal static partial class AttachToWork
{
    /// <param name="Reason">Why it is another one than before; for the desk. Needed only then.</param>
    internal sealed record Request(string? WorkNumber, string? Reason);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.AttachToWork, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var number = request.WorkNumber?.Trim();
        if (Check(complaint, number, request.Reason) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        if (number != complaint.WorkNumber)
        {
            complaint.AttachToWork(number!, string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim(), user.UserName(), time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }

    private static FieldErrors Check(Complaint complaint, string? number, string? reason)
    {
        var errors = new FieldErrors();
        errors.RequireLine("workNumber", number, Complaint.LongestWorkNumber);
        if (!string.IsNullOrEmpty(number) && !Shape().IsMatch(number))
        {
            errors.Add(
                "workNumber", "no_work_number", "Nomor pekerjaan terdiri atas huruf, angka, titik, garis miring dan tanda hubung. Contoh: MRT-2026/012.",
                "The number of a work has letters, digits, dots, slashes and hyphens. Example: MRT-2026/012.");
        }

        if (complaint.WorkNumber is not null && number != complaint.WorkNumber)
        {
            errors.RequireText("reason", reason, Steps.LongestText);
        }
        else
        {
            errors.AllowText("reason", reason, Steps.LongestText);
        }

        return errors;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9./-]{1,40}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
