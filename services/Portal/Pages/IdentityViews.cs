using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Who looked at who reported a complaint, when and why; for those who watch over personal data.</summary>
internal static class IdentityViews
{
    public const string Path = "/privasi/siapa-melihat";

    private const int PageSize = 50;

    /// <param name="nomor">Only of the complaint with this number.</param>
    /// <param name="oleh">Only by this user.</param>
    public static async Task<IResult> ShowAsync(string? nomor, string? oleh, int? halaman, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (number, viewer) = (Posted.Said(nomor ?? ""), Posted.Said(oleh ?? ""));
        var (list, agencies) = (complaints.IdentityViewsAsync(number, viewer, Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken), complaints.AgenciesAsync(cancellationToken));
        var page = await list;
        return page.IsValue ? Html.Page<IdentityViewsPage>(new IdentityViewsModel(number, viewer, page.Value, (await agencies).Value?.Items ?? [])) : Html.Trouble(page.Problem);
    }
}

/// <param name="Number">Null: of all complaints.</param>
/// <param name="Viewer">Null: by everybody.</param>
public sealed record IdentityViewsModel(string? Number, string? Viewer, Listed<IdentityView> Views, IReadOnlyList<Agency> Agencies)
{
    public string PathTo(string? number, string? viewer, int page = 1) => $"{IdentityViews.Path}?{string.Join('&', new[] { ("nomor", number), ("oleh", viewer), ("halaman", page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null) }
        .Where(part => part.Item2 is not null).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}"))}".TrimEnd('?');

    public string AgencyName(string code) => Agencies.FirstOrDefault(agency => string.Equals(agency.Code, code, StringComparison.Ordinal))?.Name ?? code;
}
