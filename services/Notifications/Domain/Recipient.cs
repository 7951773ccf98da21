using System.Net.Mail;
using System.Text;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Domain;

/// <summary>Where a message goes.</summary>
/// <param name="Address">An e-mail address, or a telephone number like <c>+6281234567890</c>.</param>
/// <param name="Hash">The same for the same address, of no use to whoever does not have the key.</param>
internal sealed record Recipient(Channel Channel, string Address, byte[] Hash)
{
    public string MaskedAddress => Channel == Channel.Email ? Masked.Email(Address) : Masked.Phone(Address);

    /// <summary>Null when it is no address that mail can be sent to; of the part before the @, mail servers here take ASCII only.</summary>
    public static string? NormalizeEmail(string? typed)
        => MailAddress.TryCreate(typed?.Trim(), out var address) && address.DisplayName.Length == 0 && Ascii.IsValid(address.User) && !address.Address.Any(char.IsControl)
            ? $"{address.User}@{address.Host.ToLowerInvariant()}"
            : null;
}
