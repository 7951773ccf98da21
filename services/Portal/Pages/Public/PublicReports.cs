using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Public;

/// <summary>One report as everybody sees it. A secret one is not there, like a number that nobody has.</summary>
internal static class PublicReports
{
    public static string PathOf(string number) => $"{PublicList.Path}/{Uri.EscapeDataString(number)}";

    public static async Task<IResult> ShowAsync(string number, PublicComplaintsApi open, ComplaintsApi complaints, RulesApi rules, CityOutline outline, CancellationToken cancellationToken)
    {
        var (asked, names, regulations) = (open.FindAsync(number, cancellationToken), PublicNames.AskAsync(complaints, cancellationToken), rules.ProfilesAsync(cancellationToken));
        var found = await asked;
        if (found.Problem?.Status == StatusCodes.Status404NotFound)
            return Html.Page<NoPublicReportPage>(number, StatusCodes.Status404NotFound);
        if (!found.IsValue)
            return Html.Trouble(found.Problem);

        var report = found.Value;
        return Html.Page<PublicReportPage>(new PublicReportModel(
            report, await names, (await regulations).Value?.Items.FirstOrDefault(profile => profile.Code == report.Complaint.Profile),
            report.Complaint.Location is { Latitude: { } latitude, Longitude: { } longitude } ? MapBox.Around(latitude, longitude, NeighbourhoodDegrees) : null, outline));
    }

    /// <summary>Some 1.5 km: the streets around, and the names of the next villages.</summary>
    private const double NeighbourhoodDegrees = 0.014;
}

/// <param name="Regulation">That sets the limit; null where it could not be had.</param>
/// <param name="Around">The map around its point; null without one.</param>
public sealed record PublicReportModel(PublicReport Report, PublicNames Names, RegulationProfile? Regulation, MapBox? Around, CityOutline Outline);
