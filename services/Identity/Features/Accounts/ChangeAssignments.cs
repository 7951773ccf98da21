using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary>
/// <c>PUT /api/identity/accounts/{id}/assignments</c>: the roles and scopes that somebody holds in their own right, now or, for a
/// transfer, from a date on. What is not named ends then.
/// </summary>
internal static class ChangeAssignments
{
    /// <param name="From">First day, in the region's time zone; null is now.</param>
    internal sealed record Request(int? Version, DateOnly? From, IReadOnlyList<AssignmentWish>? Assignments);

    public static async Task<Results<Ok<AccountAnswer>, Refusal>> HandleAsync(
        Guid id, Request request, AccountChange change, AccountFields fields, Administrator administrator, IdentityDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var scopes = fields.CheckAssignments(errors, "assignments", request.Assignments);
        var now = time.GetUtcNow();
        if (request.From is { } day && (day < regency.TimeZone.DateOf(now) || day > regency.TimeZone.DateOf(now).AddYears(1)))
        {
            errors.Add("from", "out_of_range", "Mulai hari ini sampai setahun ke depan.", "From today until a year ahead.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (administrator.MayNotGive(scopes) is { } notGiven)
        {
            return notGiven;
        }

        var from = request.From is { } date && regency.TimeZone.StartOf(date) > now ? regency.TimeZone.StartOf(date) : now;
        var refusal = await change.ApplyAsync(id, request.Version, request.From is null ? "roles_changed" : "account_transferred", account =>
        {
            var before = account.Assignments.Where(held => held.IsOwn && held.IsHeldAt(now)).Select(held => held.Scope);
            var detail = $"{string.Join("; ", before)} -> {string.Join("; ", scopes)}{(request.From is null ? "" : $" from={request.From:O}")}";
            account.AssignFrom(from, scopes, time);
            return Task.FromResult<string?>(detail);
        }, cancellationToken);
        return refusal is null ? TypedResults.Ok(await ShowAccount.FindAsync(id, db, time, cancellationToken)) : refusal;
    }
}
