using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary>
/// <c>PUT /api/identity/accounts/{id}</c>: name, e-mail address and telephone; what is not sent is empty afterwards. With another address or
/// telephone every link is void, because it may have gone to the wrong one.
/// </summary>
internal static class ChangeContact
{
    /// <param name="Name">As on the letterhead.</param>
    internal sealed record Request(int? Version, string? Name, string? Email, string? Phone);

    public static async Task<Results<Ok<AccountAnswer>, Refusal>> HandleAsync(
        Guid id, Request request, AccountChange change, PasswordLinks links, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        AccountFields.CheckContact(errors, "", request.Name, request.Email, request.Phone);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var refusal = await change.ApplyAsync(id, request.Version, "contact_changed", async account =>
        {
            var changed = account.ChangeContact(request.Name?.Trim() ?? "", request.Email, request.Phone);
            if (changed.Any(field => field is not "name"))
            {
                await links.VoidAsync(account, cancellationToken);
            }

            // Which, not what: the log is kept for years and read by more people than the account.
            return $"fields={string.Join(',', changed)}";
        }, cancellationToken);
        return refusal is null ? TypedResults.Ok(await ShowAccount.FindAsync(id, db, time, cancellationToken)) : refusal;
    }
}
