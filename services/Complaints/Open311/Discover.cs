using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Where the interface is and in which forms, and whether its services changed.</summary>
internal static class Discover
{
    public static async Task<Results<Open311Answer, Refusal>> Handle(
        Parameters sent, HttpContext context, Jurisdiction jurisdiction, ComplaintsDb db, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        if (jurisdiction.Check(sent) is { } refusal)
        {
            return refusal;
        }

        var changeset = ChangesetOf(await db.ServicesAsync(clock, time, cancellationToken));
        var endpoint = new Fields(
            ("specification", "http://wiki.open311.org/GeoReport_v2"),
            ("url", jurisdiction.Address),
            ("changeset", changeset),
            ("type", jurisdiction.IsTest ? "test" : "production"),
            ("formats", new Items("format", [Open311Answer.XmlType, Open311Answer.JsonType])));
        return new Open311Answer("discovery", new Fields(
            ("changeset", changeset),
            ("contact", jurisdiction.Contact.For(context)),
            ("key_service", jurisdiction.KeyService.For(context)),
            ("endpoints", new Items("endpoint", [endpoint]))))
        {
            Caching = ListServices.Caching,
        };
    }

    /// <summary>Sorts by the day from which the newest rule holds; what follows changes with anything that a client may have kept.</summary>
    private static string ChangesetOf(IReadOnlyList<Service> services)
    {
        var newest = services.Select(service => service.Rule.EffectiveFrom).DefaultIfEmpty().Max();
        var content = services.Select(service => new { service.Category.Code, service.Category.Name, service.Category.Kind, service.Category.PublicDetail, service.Category.Attributes, service.Rule });
        return $"{newest:yyyy-MM-dd} {Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)))[..8]}";
    }
}
