using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>A unit joins the fleet: the camat registers those of the district, a program manager any.</summary>
internal static class RegisterUnit
{
    /// <param name="Code">Painted on the car: 2 to 20 capital letters, digits and dashes; unique.</param>
    /// <inheritdoc cref="UnitFields"/>
    internal sealed record Request(
        string? Code, string? BaseCode, string? OwnerVillageCode, int? Seats, bool? HasWheelchairLift, DateOnly? HandedOverOn, DateOnly? ServiceDueOn, DateOnly? TaxDueOn);

    public static async Task<Results<Created<UnitChanged>, Refusal>> Handle(
        Request body, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var fields = new UnitFields(body.BaseCode, body.OwnerVillageCode, body.Seats, body.HasWheelchairLift, body.HandedOverOn, body.ServiceDueOn, body.TaxDueOn);
        var errors = fields.Check(regency, regency.TimeZone.DateOf(now));
        if (body.Code is not { Length: >= 2 and <= 20 } code || !code.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            errors.Add("code", "out_of_range", "2 sampai 20 huruf besar, angka atau tanda hubung, seperti di badan mobil: MB-13.", "2 to 20 capital letters, digits or dashes, as painted on the car: MB-13.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (!fields.IsWithin(scope))
        {
            return Refusal.OutsideScope;
        }

        if (await db.Units.AnyAsync(unit => unit.Code == body.Code, cancellationToken))
        {
            return Taken;
        }

        var registered = MobileUnit.Register(fields.Describe(body.Code!, regency), now);
        db.Units.Add(registered);
        db.Publish(registered.ToEvent(now));
        return await db.TrySaveAsync(cancellationToken)
            ? TypedResults.Created($"/api/mobile-units/{registered.Id}", new UnitChanged(registered.Id, registered.Code, registered.Version))
            : Taken;
    }

    private static readonly Refusal Taken = new(409, "code_taken", new("Sudah ada unit dengan kode ini.", "There is a unit with this code already."))
    {
        Errors = [new("code", "code_taken", new("Sudah ada unit dengan kode ini.", "There is a unit with this code already."))],
    };
}
