using System.Globalization;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Notifications.Contracts;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary>Has the owner of an account told where their link is, in the transaction that makes it.</summary>
internal sealed class AccountNotices(IdentityDb db, NotificationSeal seal, TimeProvider time)
{
    /// <summary>Staff read Indonesian.</summary>
    private const string Language = "id";

    /// <param name="template">One of <see cref="NotificationTemplates"/>.</param>
    /// <returns>Where it goes, masked; null when the account has neither e-mail address nor telephone.</returns>
    public IReadOnlyList<string>? Publish(Account account, string template, OneTimeLink link)
    {
        if (!IsReachable(account))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var content = new NotificationContent(Language, account.Email, account.PhoneNumber, new Dictionary<string, string>
        {
            ["name"] = account.FullName.Length > 0 ? account.FullName : account.UserName,
            ["username"] = account.UserName,
            ["link"] = link.Path,
            ["expires"] = link.ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
        });
        db.Publish(new NotificationRequested(Guid.CreateVersion7(now), account.Version, now, account.Id, template, seal.Seal(content)));
        return [.. new[] { Masked.Email(account.Email), Masked.Phone(account.PhoneNumber) }.OfType<string>()];
    }

    public static bool IsReachable(Account account) => account.Email is not null || account.PhoneNumber is not null;
}
