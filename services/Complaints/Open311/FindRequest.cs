using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>One request by its number, also when it was rejected or merged. A secret one does not exist.</summary>
internal static class FindRequest
{
    public static async Task<Results<Open311Answer, Refusal>> Handle(
        string id, Parameters sent, HttpContext context, Jurisdiction jurisdiction, ComplaintsDb db, RequestDocuments documents, CancellationToken cancellationToken)
    {
        if (jurisdiction.Check(sent) is { } refusal)
        {
            return refusal;
        }

        var number = Numbers.Read(id);
        return number is not null && await db.Complaints.AsNoTracking().Published().FirstOrDefaultAsync(complaint => complaint.TrackingNumber == number, cancellationToken) is { } found
            ? await documents.DescribeAsync([found], sent.WantsExtensions, context, cancellationToken)
            : Numbers.NotFound;
    }
}
