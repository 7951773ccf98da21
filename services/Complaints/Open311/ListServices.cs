using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>What can be reported: our categories are GeoReport's services.</summary>
internal static partial class ListServices
{
    /// <summary>What seldom changes; discovery's changeset says when it did.</summary>
    public const string Caching = "public, max-age=300";

    public static async Task<Results<Open311Answer, Refusal>> Handle(
        Parameters sent, HttpContext context, Jurisdiction jurisdiction, ComplaintsDb db, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        if (jurisdiction.Check(sent) is { } refusal)
        {
            return refusal;
        }

        var services = await db.ServicesAsync(clock, time, cancellationToken);
        return new Open311Answer("services", new Items("service", [.. services.Select(service => new Fields(
            ("service_code", service.Category.Code),
            ("service_name", service.Category.Name),
            ("description", Describe(service, context)),
            ("metadata", service.Category.Attributes.Count > 0),
            ("type", "realtime"),
            ("keywords", string.Join(", ", Keyword().Matches(service.Category.Name).Select(word => word.Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal))),
            ("group", GroupOf(service).For(context))))]))
        {
            Caching = Caching,
        };
    }

    private static string Describe(Service service, HttpContext context)
        => string.Join(" ", Sentences(service).Select(sentence => sentence.For(context)).Prepend($"{service.Category.Name}."));

    private static IEnumerable<Text> Sentences(Service service)
    {
        if (service.Rule.IsEmergency)
        {
            yield return new("Keadaan darurat: telepon 112 lebih dahulu.", "An emergency: call 112 first.");
        }

        if (service.Rule.LocalTarget is { } target)
        {
            yield return new($"Sasaran kota (ketentuan setempat): {target}.", $"The city's target (local default): {target}.");
        }

        if (service.Rule.ForcesSecret)
        {
            yield return new("Selalu rahasia: tidak tampil kepada siapa pun.", "Always secret: shown to nobody.");
        }
        else if (service.Category.PublicDetail == PublicDetail.VillageOnly)
        {
            yield return new("Isi dan alamat laporan tidak tampil kepada umum.", "What was written, and where exactly, is not shown to the public.");
        }
    }

    private static Text GroupOf(Service service) => service.Rule.IsEmergency ? new("Gawat darurat", "Emergencies") : service.Category.Kind switch
    {
        ComplaintKind.Aspiration => new("Aspirasi", "Aspirations"),
        ComplaintKind.InformationRequest => new("Permintaan informasi", "Information requests"),
        _ => new("Pengaduan", "Complaints"),
    };

    /// <summary>A word by which somebody looks for it.</summary>
    [GeneratedRegex(@"\p{L}{3,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Keyword();
}

/// <summary>A category with how it is handled today.</summary>
internal sealed record Service(Category Category, CategoryRule Rule);

internal static class Services
{
    /// <summary>Far more than a city has.</summary>
    private const int Most = 1000;

    /// <summary>All of them, by name.</summary>
    public static async Task<IReadOnlyList<Service>> ServicesAsync(this ComplaintsDb db, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = clock.DayOf(time.GetUtcNow());
        var categories = await db.Categories.AsNoTracking().Include(category => category.Rules).OrderBy(category => category.Name).Take(Most).ToListAsync(cancellationToken);
        return [.. categories.Select(category => new Service(category, category.RuleOn(today)))];
    }

    /// <summary>Of a service that the city does not have: 404, as GeoReport wants it.</summary>
    /// <param name="field">Where it was named.</param>
    public static Refusal Unknown(string field) => new(404, "unknown_service", new("service_code ini tidak dikenal.", "This service_code is unknown."))
    {
        Errors = [new(field, "unknown_service", new("Tidak dikenal. Lihat daftar services.", "Unknown. See the list of services."))],
    };
}
