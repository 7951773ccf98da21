using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>Whose complaint it is: the desk has what lies in its region, an agency's officer what was forwarded from there to their agency.</summary>
internal static class DeskScope
{
    public static bool Covers(this GrantedScope scope, Complaint complaint)
        => scope.Grants.Any(grant => grant.CoversPlace(complaint.VillageCode)
            && (grant.CoversAgency(complaint.AgencyCode) || complaint.Supporters.Any(supporter => grant.CoversAgency(supporter.AgencyCode))));

    /// <summary>To whoever does not cover it: for an officer of an agency it is not about places.</summary>
    public static Refusal Refuse(this GrantedScope scope) => scope.OfDesk().Grants.Count > 0 ? Refusal.OutsideScope : WithOthers;

    /// <summary>What the desk notes may name who reported, which an agency does not learn when that is to stay unknown.</summary>
    public static bool IsAtDeskOf(this GrantedScope scope, Complaint complaint) => scope.OfDesk().Covers(complaint);

    /// <summary>
    /// What was written, as the caller may read it. People write their number into their words so that somebody calls back: where an agency is not to learn who
    /// reported, it does not learn that either.
    /// </summary>
    public static string? WordsFor(this Complaint complaint, GrantedScope scope, string? words)
        => words is null || complaint.Visibility == Visibility.Public || scope.IsAtDeskOf(complaint) ? words : Publication.WithoutContacts(words);

    /// <summary>The agency that leads works on it; those that support it write notes; the desk does everything, also on an agency's behalf.</summary>
    public static bool MayDo(this GrantedScope scope, Move move, Complaint complaint)
        => scope.IsAtDeskOf(complaint)
            ? move is not (Move.Reopen or Move.Rate or Move.Archive)
            : move is Move.Note || (scope.Leads(complaint) && move is Move.Start or Move.Return or Move.Postpone or Move.Resume or Move.Resolve or Move.Ask or Move.Reply);

    /// <summary>What the caller can do now.</summary>
    public static IEnumerable<Move> MovesIn(this Complaint complaint, GrantedScope scope) => complaint.LegalMoves.Where(move => scope.MayDo(move, complaint));

    public static IQueryable<Complaint> In(this IQueryable<Complaint> complaints, GrantedScope scope, Regency regency)
    {
        var desk = scope.OfDesk();
        if (desk.PlacesIn(regency) is not { } places)
        {
            return complaints;
        }

        var officers = scope.Of(Roles.AgencyOfficer).Grants.Where(grant => grant.Agency is not null).ToList();
        if (officers.Count == 0)
        {
            // "Is not null" spares PostgreSQL asking whether one of the places is (docs/performance.md).
            return complaints.Where(complaint => complaint.VillageCode != null && places.Contains(complaint.VillageCode));
        }

        if (desk.Grants.Count == 0)
        {
            // Nearly every officer: so the index finds the agency's, and the exact comparison reads only those.
            var theirs = officers.Select(grant => grant.Agency).Distinct().ToList();
            complaints = complaints.LedOrSupportedBy(theirs);
        }

        var agencies = officers.Where(grant => grant.IsWholeCity).Select(grant => grant.Agency).ToList();
        var agenciesInPlaces = officers.Where(grant => !grant.IsWholeCity)
            .SelectMany(grant => new GrantedScope([grant]).PlacesIn(regency)!.Select(place => $"{grant.Agency} {place}")).ToList();
        return complaints.Where(complaint => places.Contains(complaint.VillageCode)
            || agencies.Contains(complaint.AgencyCode) || agenciesInPlaces.Contains(complaint.AgencyCode + " " + complaint.VillageCode)
            || complaint.Supporters.Any(supporter => agencies.Contains(supporter.AgencyCode) || agenciesInPlaces.Contains(supporter.AgencyCode + " " + complaint.VillageCode)));
    }

    /// <summary>
    /// The same, to be read in the order of another index and only as far as a page goes: a district has hundreds of thousands of complaints, which an index of villages would find and then have to sort.
    /// So the village is compared as an expression, which no index is about (docs/performance.md).
    /// </summary>
    public static IQueryable<Complaint> InOrderIn(this IQueryable<Complaint> complaints, GrantedScope scope, Regency regency)
    {
        if (scope.Of(Roles.AgencyOfficer).Grants.Count > 0 || scope.PlacesIn(regency) is not { } places)
        {
            return scope.AgenciesOnly() is { } theirs
                ? complaints.LedOrSupportedBy(theirs)
                : complaints.In(scope, regency);
        }

        return complaints.Where(complaint => places.Contains(complaint.VillageCode ?? ""));
    }

    /// <summary>The same, to be counted. What an agency supports is found from the list of supporters: asking each of a million complaints who supports it takes a quarter of a second (docs/performance.md).</summary>
    public static IQueryable<Complaint> CountedIn(this ComplaintsDb db, GrantedScope scope, Regency regency)
    {
        if (scope.AgenciesOnly() is not { } theirs)
        {
            return db.Complaints.In(scope, regency);
        }

        var supported = db.Set<SupportingAgency>().Where(supporter => theirs.Contains(supporter.AgencyCode)).Select(supporter => supporter.ComplaintId);
        return db.Complaints.Where(complaint => (complaint.AgencyCode != null && theirs.Contains(complaint.AgencyCode)) || supported.Contains(complaint.Id));
    }

    private static IQueryable<Complaint> LedOrSupportedBy(this IQueryable<Complaint> complaints, List<string?> agencies)
        => complaints.Where(complaint => (complaint.AgencyCode != null && agencies.Contains(complaint.AgencyCode)) || complaint.Supporters.Any(supporter => agencies.Contains(supporter.AgencyCode)));

    /// <summary>The agencies of a caller who is an officer in the whole city and nothing else, as nearly every officer; otherwise null.</summary>
    private static List<string?>? AgenciesOnly(this GrantedScope scope)
        => scope.OfDesk().Grants.Count == 0 && scope.Grants.All(grant => grant is { IsWholeCity: true, Agency: not null }) ? [.. scope.Grants.Select(grant => grant.Agency).Distinct()] : null;

    /// <summary>The caller is of the agency that leads.</summary>
    public static bool Leads(this GrantedScope scope, Complaint complaint)
        => scope.Of(Roles.AgencyOfficer).Grants.Any(grant => grant.CoversPlace(complaint.VillageCode) && grant.CoversAgency(complaint.AgencyCode));

    private static Refusal WithOthers { get; } = new(403, Refusal.OutsideScope.Code, new(
        "Laporan ini tidak ada pada perangkat daerah Anda, atau bukan dari wilayah tugas Anda. Tanyakan kepada meja 112 bila seharusnya ada.",
        "This complaint is not with your agency, or not from the area of your role. Ask the 112 desk if it should be."));

    private static GrantedScope OfDesk(this GrantedScope scope) => new([.. scope.Grants.Where(grant => grant.Role != Roles.AgencyOfficer)]);
}
