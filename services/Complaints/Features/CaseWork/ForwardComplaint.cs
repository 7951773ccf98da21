using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>Disposition (disposisi) to the agency that leads and those that support it; once more to another one, when it was the wrong one, which then no longer sees it.</summary>
internal static class ForwardComplaint
{
    /// <param name="SupportingAgencyCodes">At most ten; none when absent.</param>
    internal sealed record Request(string? AgencyCode, IReadOnlyList<string>? SupportingAgencyCodes);

    internal const int MostSupporters = 10;

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, ReporterNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.Forward, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var category = await db.Categories.AsNoTracking().Include(row => row.Rules).FirstOrDefaultAsync(row => row.Code == complaint.CategoryCode, cancellationToken);
        var agencies = await db.Agencies.ToDictionaryAsync(agency => agency.Code, cancellationToken);
        if (Check(request, complaint, category, agencies) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        var lead = agencies[request.AgencyCode!];
        complaint.Forward(lead, [.. (request.SupportingAgencyCodes ?? []).Select(code => agencies[code])], user.UserName(), now);
        db.PublishStatus(complaint, now);
        await news.TellAsync(db, complaint, NotificationTemplates.ComplaintForwarded, now, cancellationToken, ("agency", lead.Name));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }

    private static FieldErrors Check(Request request, Complaint complaint, Category? category, Dictionary<string, Agency> agencies)
    {
        var errors = new FieldErrors();
        CheckAgency("agencyCode", request.AgencyCode, complaint, category, agencies, errors);
        if (request.AgencyCode is not null && request.AgencyCode == complaint.AgencyCode && complaint.Status == ComplaintStatus.Forwarded)
        {
            errors.Add("agencyCode", "already_there", "Laporan ini sudah ada pada perangkat daerah tersebut.", "This agency has the complaint already.");
        }

        var supporters = request.SupportingAgencyCodes ?? [];
        if (supporters.Count > MostSupporters)
        {
            errors.Add("supportingAgencyCodes", "too_many", $"Paling banyak {MostSupporters}.", $"At most {MostSupporters}.");
            return errors;
        }

        for (var i = 0; i < supporters.Count; i++)
        {
            var field = $"supportingAgencyCodes[{i}]";
            CheckAgency(field, supporters[i], complaint, category, agencies, errors);
            if (supporters[i] == request.AgencyCode || supporters.Take(i).Contains(supporters[i]))
            {
                errors.Add(field, "twice", "Perangkat daerah ini sudah disebut.", "This agency is named already.");
            }
        }

        return errors;
    }

    internal static void CheckAgency(string field, string? code, Complaint complaint, Category? category, Dictionary<string, Agency> agencies, FieldErrors errors)
    {
        if (code is null || !agencies.TryGetValue(code, out var agency))
        {
            errors.Add(field, "unknown_agency", "Pilih perangkat daerah dari daftar.", "Choose an agency from the list.");
        }
        else if (complaint.IsMisconduct && category?.Rules.Any(rule => rule.ForcesSecret && rule.MayGoTo(agency)) != true)
        {
            errors.Add(
                field, "misconduct", "Dugaan penyimpangan hanya diteruskan kepada yang disebut kategorinya, yaitu Inspektorat.",
                "An allegation of misconduct is forwarded to nobody but whom its category names, the Inspektorat.");
        }
    }
}
