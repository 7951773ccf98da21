using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Section <c>Open311</c> of the configuration.</summary>
internal sealed class Open311Settings
{
    /// <summary>What clients name the city by; null: its official code, <c>35.71</c>.</summary>
    public string? JurisdictionId { get; init; }

    /// <summary>How a client's developers reach the city; null: a sentence with its name.</summary>
    public string? Contact { get; init; }

    /// <summary>How they get a key; null: a sentence.</summary>
    public string? KeyService { get; init; }
}

/// <summary>The one city that answers here.</summary>
internal sealed class Jurisdiction(IConfiguration configuration, Regency regency)
{
    private readonly Open311Settings _settings = configuration.GetSection("Open311").Get<Open311Settings>() ?? new();

    public string Id => _settings.JurisdictionId ?? regency.Code.ToString();

    public Text Contact => _settings.Contact is { } contact
        ? new(contact, contact)
        : new($"Pemerintah {regency.Name}, layanan Lapor 112.", $"Government of {regency.Name}, 112 complaint line.");

    public Text KeyService => _settings.KeyService is { } service
        ? new(service, service)
        : new($"Mintalah api_key kepada administrator Lapor 112 Pemerintah {regency.Name}.", $"Ask the administrator of the 112 complaint line of {regency.Name} for an api_key.");

    /// <summary>The city's own site and never the one that a caller names: what is answered here is kept by caches.</summary>
    public string Site => (configuration["PublicAddress"] ?? "http://127.0.0.1:8080").TrimEnd('/');

    public string Address => $"{Site}{Open311Endpoints.Version2}";

    /// <summary>Nobody acts on what is reported to a demo.</summary>
    public bool IsTest => configuration.GetValue("Demo:Enabled", false);

    /// <summary>Null when the client names this city or none.</summary>
    public Refusal? Check(Parameters sent) => sent["jurisdiction_id"] is not { } id || string.Equals(id, Id, StringComparison.OrdinalIgnoreCase)
        ? null
        : new(404, "unknown_jurisdiction", new("jurisdiction_id ini tidak dikenal di sini.", "This jurisdiction_id is unknown here."))
        {
            Errors = [new("jurisdiction_id", "unknown_jurisdiction", new($"Tidak dikenal di sini; yang dilayani: {Id}.", $"Unknown here; the one that is served is {Id}."))],
        };
}
