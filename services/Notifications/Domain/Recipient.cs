using System.Net.Mail;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Domain;

/// <summary>Where a message goes.</summary>
/// <param name="Address">An e-mail address, or a telephone number like <c>+6281234567890</c>.</param>
/// <param name="Hash">The same for the same address, of no use to whoever does not have the key.</param>
internal sealed record Recipient(Channel Channel, string Address, byte[] Hash)
{
    public string MaskedAddress => Channel == Channel.Email ? Masked.Email(Address) : Masked.Phone(Address);

    /// <summary>Null when it is no address that mail can be sent to, by the same rule as where people type it: what was stored before the rule is no address either.</summary>
    public static string? NormalizeEmail(string? typed)
        => typed?.Trim() is { } text && EmailAddress.IsValid(text) && !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var address)
            ? $"{address.User}@{address.Host.ToLowerInvariant()}"
            : null;
}
