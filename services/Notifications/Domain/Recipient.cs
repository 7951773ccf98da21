using System.Net.Mail;
using System.Text;

namespace PlanningPlatform.Notifications.Domain;

/// <summary>Where a message goes.</summary>
/// <param name="Address">An e-mail address, or a telephone number like <c>+6281234567890</c>.</param>
/// <param name="Hash">The same for the same address, of no use to whoever does not have the key.</param>
internal sealed record Recipient(Channel Channel, string Address, byte[] Hash)
{
    public string Masked => Channel == Channel.Email ? MaskEmail(Address) : $"{Address[..3]}***{Address[^3..]}";

    /// <summary>Null when it is no address that mail can be sent to; of the part before the @, mail servers here take ASCII only.</summary>
    public static string? NormalizeEmail(string? typed)
        => MailAddress.TryCreate(typed?.Trim(), out var address) && address.DisplayName.Length == 0 && Ascii.IsValid(address.User) && !address.Address.Any(char.IsControl)
            ? $"{address.User}@{address.Host.ToLowerInvariant()}"
            : null;

    /// <summary>
    /// As people write them: <c>0812-3456-7890</c>, <c>812 ...</c>, <c>62 812 ...</c>, <c>+62 (812) ...</c>. A number without the country is Indonesian; 00 and +
    /// begin one of another country. Null when it is none (ITU-T E.164: at most 15 digits).
    /// </summary>
    public static string? NormalizePhone(string? typed)
    {
        if (typed is null || typed.Any(character => !char.IsAsciiDigit(character) && " +-.()/".IndexOf(character, StringComparison.Ordinal) < 0))
        {
            return null;
        }

        var typedDigits = string.Concat(typed.Where(char.IsAsciiDigit));
        var digits = typedDigits switch
        {
            _ when typed.TrimStart().StartsWith('+') => typedDigits,
            ['0', '0', .. var international] => international,
            ['0', .. var national] => "62" + national,
            ['8', ..] => "62" + typedDigits,
            ['6', '2', ..] => typedDigits,
            _ => "",
        };
        return digits.Length is >= 9 and <= 15 && digits[0] != '0' ? "+" + digits : null;
    }

    private static string MaskEmail(string address)
    {
        var at = address.LastIndexOf('@');
        return $"{address[..1]}***{address[at..]}";
    }
}
