using System.Net.Mail;

namespace PlanningPlatform.Notifications.Domain;

/// <summary>Where a message goes.</summary>
/// <param name="Address">An e-mail address, or a telephone number like <c>+6281234567890</c>.</param>
/// <param name="Hash">The same for the same address, of no use to whoever does not have the key.</param>
internal sealed record Recipient(Channel Channel, string Address, byte[] Hash)
{
    public string Masked => Channel == Channel.Email ? MaskEmail(Address) : $"{Address[..3]}***{Address[^3..]}";

    /// <summary>Null when it is no address that mail can be sent to.</summary>
    public static string? NormalizeEmail(string? typed)
        => MailAddress.TryCreate(typed?.Trim(), out var address) && address.DisplayName.Length == 0 && !address.Address.Any(char.IsControl)
            ? $"{address.User}@{address.Host.ToLowerInvariant()}"
            : null;

    /// <summary>
    /// As people write them: <c>0812-3456-7890</c>, <c>62 812 ...</c>, <c>+62 (812) ...</c>. A number without the country is Indonesian. Null when it
    /// is none (ITU-T E.164: at most 15 digits).
    /// </summary>
    public static string? NormalizePhone(string? typed)
    {
        if (typed is null || typed.Any(character => !char.IsAsciiDigit(character) && " +-.()/".IndexOf(character, StringComparison.Ordinal) < 0))
        {
            return null;
        }

        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        digits = digits.StartsWith('0') && !typed.TrimStart().StartsWith('+') ? "62" + digits[1..] : digits;
        return digits.Length is >= 9 and <= 15 && digits[0] != '0' ? "+" + digits : null;
    }

    private static string MaskEmail(string address)
    {
        var at = address.LastIndexOf('@');
        return $"{address[..1]}***{address[at..]}";
    }
}
