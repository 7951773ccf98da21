using System.Text;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary>Enough of an address to recognise it, too little to write to it.</summary>
internal static class Masked
{
    /// <summary><c>s***@contoh.id</c>.</summary>
    public static string? Email(string? email) => email is null ? null : $"{Rune.GetRuneAt(email, 0)}***{email[email.LastIndexOf('@')..]}";

    /// <summary><c>+62***789</c>; of a number too short for that, the last two digits.</summary>
    public static string? Phone(string? phone)
    {
        if (phone is null)
        {
            return null;
        }

        var plain = string.Concat(phone.Where(character => character is '+' || char.IsAsciiDigit(character)));
        return plain.Length < 9 ? $"***{plain[^2..]}" : $"{plain[..3]}***{plain[^3..]}";
    }
}
