using System.Globalization;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary>Has the owner of an account told where their link is, in the transaction that makes it.</summary>
internal sealed class AccountNotices(IdentityDb db, NotificationSeal seal, TimeProvider time)
{
    /// <summary>Staff read Indonesian.</summary>
    private const string Language = "id";

    /// <param name="template">One of <see cref="NotificationTemplates"/>.</param>
    /// <returns>Where it goes, masked; null when the account has no address that can be sent to.</returns>
    public IReadOnlyList<string>? Publish(Account account, string template, OneTimeLink link)
    {
        if (SentTo(account) is not { } sentTo)
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
        return [sentTo];
    }

    public static bool IsReachable(Account account) => SentTo(account) is not null;

    /// <summary>As the Notifications service chooses. What is stored may be older than the rules for it.</summary>
    private static string? SentTo(Account account)
        => account.Email is { } email && EmailAddress.IsValid(email) ? Masked.Email(email)
            : TelephoneNumber.Normalize(account.PhoneNumber) is not null ? Masked.Phone(account.PhoneNumber)
            : null;
}
