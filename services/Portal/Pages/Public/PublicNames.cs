using PlanningPlatform.Portal.Services;

namespace PlanningPlatform.Portal.Pages.Public;

/// <summary>Categories and agencies by their names; empty where the lists could not be had, so that pages show codes.</summary>
public sealed record PublicNames(IReadOnlyDictionary<string, Category> Categories, IReadOnlyList<Agency> Agencies)
{
    internal static async Task<PublicNames> AskAsync(ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (categories, agencies) = (complaints.CategoriesAsync(cancellationToken), complaints.AgenciesAsync(cancellationToken));
        return new(Services.Category.ByCode(await categories), (await agencies).Value?.Items ?? []);
    }

    public string Category(string code) => Categories.GetValueOrDefault(code)?.Name ?? code;

    public string Agency(string code) => Agencies.FirstOrDefault(agency => string.Equals(agency.Code, code, StringComparison.Ordinal))?.Name ?? code;
}
