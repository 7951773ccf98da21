using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Acting;

/// <summary>
/// <c>POST /api/identity/acting</c>: by decree somebody acts for somebody else's office from one day to another. Inherited is what the office
/// holder holds in their own right when it is registered; it begins and ends by itself.
/// </summary>
internal static class AppointActing
{
    private const int LongestDays = 366;

    /// <param name="AccountId">Who acts.</param>
    /// <param name="ForAccountId">Whose office it is.</param>
    /// <param name="From">First day, in the region's time zone.</param>
    /// <param name="Until">Last day, included.</param>
    internal sealed record Request(Guid? AccountId, Guid? ForAccountId, ActingKind? Kind, string? Decree, DateOnly? From, DateOnly? Until);

    public static async Task<Results<Created<ActingAnswer>, Refusal>> HandleAsync(
        Request request, ClaimsPrincipal user, IdentityDb db, Administrator administrator, Audit audit, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var (now, zone) = (time.GetUtcNow(), regency.TimeZone);
        if (Check(request, zone.DateOf(now)) is { } invalid)
        {
            return invalid;
        }

        var account = await FindAsync(request.AccountId, db, cancellationToken);
        var holder = await FindAsync(request.ForAccountId, db, cancellationToken);
        if (account is null || account.DeactivatedAt is not null)
        {
            return Refusal.InvalidField("accountId", "unknown", new("Pilih akun yang aktif.", "Choose an active account."));
        }

        if (holder is null)
        {
            return Refusal.InvalidField("forAccountId", "unknown", new("Akun pejabat ini tidak dikenal.", "This office holder is unknown."));
        }

        if ((administrator.MayNotChange(account, now) ?? administrator.MayNotChange(holder, now)) is { } refusal)
        {
            return refusal;
        }

        var office = holder.Assignments.Where(held => held.IsOwn && held.IsHeldAt(now)).Select(held => held.Scope).ToList();
        if (office.Count == 0)
        {
            return Refusal.InvalidField("forAccountId", "no_office", new("Akun ini sekarang tidak memegang peran yang dapat digantikan.", "This account holds no role now that somebody could act in."));
        }

        if (account.Assignments.Count(held => held.ValidUntil is null || held.ValidUntil > now) + office.Count > AccountFields.MostAssignments)
        {
            return Refusal.InvalidField("accountId", "too_many", new($"Akun ini akan memegang lebih dari {AccountFields.MostAssignments} penugasan.", $"This account would hold more than {AccountFields.MostAssignments} assignments."));
        }

        var appointment = new ActingAppointment
        {
            Id = Guid.CreateVersion7(now), AccountId = account.Id, ForAccountId = holder.Id, Kind = request.Kind!.Value, Decree = request.Decree!.Trim(),
            From = request.From!.Value, Until = request.Until!.Value, RegisteredBy = user.UserName(), RegisteredAt = now,
        };
        db.Acting.Add(appointment);
        account.Inherit(appointment, office, zone.StartOf(appointment.From), zone.StartOf(appointment.Until.AddDays(1)), time);
        audit.Add("acting_registered", account.UserName, $"{appointment.Kind} for={holder.UserName} decree={appointment.Decree} from={appointment.From:O} until={appointment.Until:O}: {string.Join("; ", office)}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/identity/acting/{appointment.Id}", ActingAnswer.Of(appointment, account.UserName, holder.UserName, zone, now));
    }

    private static Task<Account?> FindAsync(Guid? id, IdentityDb db, CancellationToken cancellationToken)
        => db.Accounts.Include(account => account.Assignments).SingleOrDefaultAsync(account => account.Id == id, cancellationToken);

    private static Refusal? Check(Request request, DateOnly today)
    {
        var errors = new FieldErrors();
        foreach (var (field, missing) in new[] { ("accountId", request.AccountId is null), ("forAccountId", request.ForAccountId is null), ("kind", request.Kind is null), ("from", request.From is null), ("until", request.Until is null) })
        {
            if (missing)
            {
                errors.Add(field, "required", "Bagian ini wajib diisi.", "This field is required.");
            }
        }

        errors.RequireText("decree", request.Decree, AccountFields.LongestDecree);
        if (request.AccountId == request.ForAccountId && request.AccountId is not null)
        {
            errors.Add("accountId", "same", "Seseorang tidak menggantikan dirinya sendiri.", "Nobody acts for themselves.");
        }

        if (request.Until < request.From || request.Until < today)
        {
            errors.Add("until", "out_of_range", "Hari terakhir tidak boleh sebelum hari pertama atau sebelum hari ini.", "The last day may not be before the first or before today.");
        }
        else if (request is { From: { } from, Until: { } until } && (until.DayNumber - from.DayNumber > LongestDays || from.DayNumber - today.DayNumber is > LongestDays or < -LongestDays))
        {
            errors.Add("until", "too_long", "Paling lama setahun, dan mulai dalam setahun.", "At most a year, starting within a year.");
        }

        return errors.Any ? errors.ToRefusal() : null;
    }
}
