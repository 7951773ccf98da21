using PlanningPlatform.Portal.Services;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Categories as residents look for them, by what it is about and not by agency. Codes we do not know stand under "other".</summary>
/// <param name="Label">Key of the group's text.</param>
public sealed record CategoryGroup(string Label, IReadOnlyList<Category> Categories)
{
    public const string Emergency = "Category.Emergency";
    private const string Other = "Category.Other";

    private static readonly (string Label, string[] Codes)[] Groups =
    [
        ("Category.Help", ["ANTAR", "BANSOS", "PUSKESMAS"]),
        ("Category.Roads", ["JALAN", "PJU", "PARKIR"]),
        ("Category.Surroundings", ["SALURAN", "SAMPAH", "POHON", "AIR"]),
        ("Category.Papers", ["ADMINDUK", "SEKOLAH"]),
        ("Category.Order", ["TRANTIB", "PASAR"]),
        ("Category.Government", ["MERATA", "MOBMAS", "PUNGLI"]),
    ];

    public static IReadOnlyList<CategoryGroup> Of(IReadOnlyList<Category> categories)
        => [.. categories
            .GroupBy(LabelOf)
            .OrderBy(group => RankOf(group.Key))
            .Select(group => new CategoryGroup(group.Key, [.. group]))];

    private static string LabelOf(Category category)
        => category.Emergency ? Emergency : Array.Find(Groups, group => group.Codes.Contains(category.Code)).Label ?? Other;

    // Emergencies last: the line above the form has already sent them to the telephone.
    private static int RankOf(string label) => label switch { Emergency => 100, Other => 99, _ => Array.FindIndex(Groups, group => group.Label == label) };
}
