using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Public requests, newest first; or those that are named, which overrides every other filter.</summary>
internal static class ListRequests
{
    public static async Task<Results<Open311Answer, Refusal>> Handle(
        Parameters sent, HttpContext context, Jurisdiction jurisdiction, ComplaintsDb db, RequestDocuments documents, TimeProvider time, CancellationToken cancellationToken)
    {
        if (jurisdiction.Check(sent) is { } refusal)
        {
            return refusal;
        }

        var errors = new FieldErrors();
        if (sent.List("service_request_id") is { Count: > 0 } typed)
        {
            var numbers = Numbers.ReadAll(typed, errors);
            return errors.Any
                ? errors.ToRefusal()
                : await documents.DescribeAsync(await Newest(db.Complaints.Published().Where(complaint => numbers.Contains(complaint.TrackingNumber))).ToListAsync(cancellationToken), sent.WantsExtensions, context, cancellationToken);
        }

        var categories = await db.Categories.AsNoTracking().ToListAsync(cancellationToken);
        var codes = sent.List("service_code");
        if (codes.Any(code => categories.TrueForAll(category => category.Code != code)))
        {
            return Services.Unknown("service_code");
        }

        var period = Period.Read(sent, TimeSpan.FromDays(90), time.GetUtcNow(), errors);
        var complaints = db.Complaints.Listed().Where(complaint => complaint.ReceivedAt >= period.Start && complaint.ReceivedAt <= period.End);
        if (codes.Count > 0)
        {
            complaints = complaints.Where(complaint => codes.Contains(complaint.CategoryCode));
        }

        complaints = WithStatus(complaints, sent.List("status"), errors);
        complaints = Near(complaints, Circle.Read(sent, errors), categories);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var page = await Newest(complaints).Skip(period.Skip).Take(period.Size).ToListAsync(cancellationToken);
        return await documents.DescribeAsync(page, sent.WantsExtensions, context, cancellationToken) with { Next = page.Count == period.Size ? NextPage(context.Request, period) : null };
    }

    private static IQueryable<Complaint> Newest(IQueryable<Complaint> complaints)
        => complaints.AsNoTracking().OrderByDescending(complaint => complaint.ReceivedAt).ThenByDescending(complaint => complaint.Id);

    private static IQueryable<Complaint> WithStatus(IQueryable<Complaint> complaints, IReadOnlyList<string> wanted, FieldErrors errors)
    {
        bool Wants(string status) => wanted.Contains(status, StringComparer.OrdinalIgnoreCase);
        if (!wanted.All(status => status.Equals("open", StringComparison.OrdinalIgnoreCase) || status.Equals("closed", StringComparison.OrdinalIgnoreCase)))
        {
            errors.Add("status", "unknown_status", "Pilih open, closed, atau keduanya.", "Choose open, closed or both.");
        }

        return Wants("open") == Wants("closed") ? complaints
            : Wants("closed") ? complaints.Where(complaint => RequestStatus.Closed.Contains(complaint.Status))
            : complaints.Where(complaint => RequestStatus.Open.Contains(complaint.Status));
    }

    /// <summary>Where a place is not shown, nobody finds it out by asking for circles, either.</summary>
    private static IQueryable<Complaint> Near(IQueryable<Complaint> complaints, Circle? circle, List<Category> categories)
    {
        if (circle is null)
        {
            return complaints;
        }

        var aboutThings = categories.AboutThings();
        var cells = circle.Cells.Select(cell => (long?)cell).ToList();
        var (latitude, longitude, north, east, square) = (circle.Latitude, circle.Longitude, GridCell.MetresPerDegree, circle.MetresPerDegreeEast, circle.Metres * circle.Metres);
        return complaints.Where(complaint => aboutThings.Contains(complaint.CategoryCode) && cells.Contains(complaint.Cell)
            && ((complaint.Place.Latitude - latitude) * north * ((complaint.Place.Latitude - latitude) * north))
                + ((complaint.Place.Longitude - longitude) * east * ((complaint.Place.Longitude - longitude) * east)) <= square);
    }

    /// <summary>The same question with an end that no new request moves.</summary>
    private static string NextPage(HttpRequest request, Period period)
    {
        var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key is not ("page" or "start_date" or "end_date" or "api_key")).SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value ?? "")))
        {
            { "start_date", W3CDate.Exactly(period.Start) },
            { "end_date", W3CDate.Exactly(period.End) },
            { "page", (period.Page + 1).ToString(CultureInfo.InvariantCulture) },
        };
        return $"{request.Path}{query}";
    }
}
