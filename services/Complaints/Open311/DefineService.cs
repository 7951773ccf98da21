using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>A service's own questions. One that asks nothing has an empty list.</summary>
internal static class DefineService
{
    public static async Task<Results<Open311Answer, Refusal>> Handle(
        string code, Parameters sent, HttpContext context, Jurisdiction jurisdiction, ComplaintsDb db, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        if (jurisdiction.Check(sent) is { } refusal)
        {
            return refusal;
        }

        var services = await db.ServicesAsync(clock, time, cancellationToken);
        return services.FirstOrDefault(service => service.Category.Code == code) is { } found
            ? new Open311Answer("service_definition", new Fields(
                ("service_code", found.Category.Code),
                ("attributes", new Items("attribute", [.. found.Category.Attributes.Select((attribute, index) => Describe(attribute, index + 1, context))]))))
            {
                Caching = ListServices.Caching,
            }
            : Services.Unknown("service_code");
    }

    private static Fields Describe(CategoryAttribute attribute, int order, HttpContext context)
    {
        (string, Part)[] always =
        [
            ("variable", true),
            ("code", attribute.Code),
            ("datatype", attribute.Type.ToString().ToLowerInvariant()),
            ("required", attribute.Required),
            ("datatype_description", Hint(attribute.Type)?.For(context)),
            ("order", order),
            ("description", attribute.Question),
        ];
        // Where there is nothing to choose from, clients take an empty list for a menu without entries.
        return attribute.Values.Count == 0
            ? new Fields(always)
            : new Fields([.. always, ("values", new Items("value", [.. attribute.Values.Select(value => new Fields(("key", value.Key), ("name", value.Name)))]))]);
    }

    private static Text? Hint(AttributeType type) => type switch
    {
        AttributeType.Number => new("Angka, misalnya 12.5.", "A number such as 12.5."),
        AttributeType.DateTime => new("Waktu ISO 8601, misalnya 2026-11-21T14:05:00Z.", "A time in ISO 8601, such as 2026-11-21T14:05:00Z."),
        AttributeType.SingleValueList => new("Pilih satu.", "Choose one."),
        AttributeType.MultiValueList => new("Boleh pilih beberapa.", "Choose one or more."),
        _ => null,
    };
}
