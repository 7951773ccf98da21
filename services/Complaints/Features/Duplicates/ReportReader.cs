using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Matching;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Features.Duplicates;

/// <summary>
/// How this city reads what its residents write; one per process. The platform's words and the names of its villages, which everybody in a village may write and which
/// so say nothing: the same engine that is measured (docs/duplicates.md). Only texts that it read compare well.
/// </summary>
internal sealed class ReportReader
{
    private readonly Lexicon _lexicon;

    public ReportReader(Regency regency)
    {
        _lexicon = Lexicon.Default.WithVillages(regency.Villages.Select(village => village.Name));
        Finder = new(new DuplicateRule(), _lexicon);
        Categories = CategorySuggestion.Default.With(_lexicon);
    }

    public DuplicateFinder Finder { get; }

    public CategorySuggestion Categories { get; }

    public ReportText Read(string? description, string? street, string? rt, string? rw, string? landmark) => ReportText.Of(description, street, rt, rw, landmark, _lexicon);

    public MatchableReport Read(Complaint complaint) => new()
    {
        Id = complaint.Id,
        CategoryCode = complaint.CategoryCode,
        IsEmergency = complaint.IsEmergency,
        VillageCode = complaint.VillageCode,
        Latitude = complaint.Place.Latitude,
        Longitude = complaint.Place.Longitude,
        ReceivedAt = complaint.ReceivedAt,
        Text = Read(complaint.Description, complaint.Place.Street, complaint.Place.Rt, complaint.Place.Rw, complaint.Place.Landmark),
    };
}
