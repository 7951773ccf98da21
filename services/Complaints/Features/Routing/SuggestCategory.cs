using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Duplicates;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Routing;

/// <summary>From what somebody wrote to the categories that it may belong to; people choose.</summary>
internal static class SuggestCategory
{
    internal sealed record Request(string? Description);

    internal sealed record Answer(IReadOnlyList<Item> Items);

    /// <param name="Score">0 to 1: its share of what speaks for any category.</param>
    /// <param name="Because">Words of the text that led there, strongest first.</param>
    internal sealed record Item(string Code, string Name, bool Emergency, double Score, IReadOnlyList<string> Because);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(Request request, ComplaintsDb db, ReportReader reader, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireText("description", request.Description, ReportChecks.LongestDescription);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        // A city may have dropped a category that the words know.
        var names = await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Code, category => category.Name, cancellationToken);
        var suggested = reader.Categories.Suggest(request.Description).Where(each => names.ContainsKey(each.Code));
        return TypedResults.Ok(new Answer([.. suggested.Select(each => new Item(each.Code, names[each.Code], each.IsEmergency, each.Score, each.Because))]));
    }
}
