using System.Diagnostics.CodeAnalysis;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>Enough of an address to recognise it, too little to write to it. Of any text: what is stored is older than the rules for it.</summary>
public static class Masked
{
    /// <summary><c>s***@contoh.id</c>.</summary>
    [return: NotNullIfNotNull(nameof(email))]
    public static string? Email(string? email)
    {
        if (email is null)
        {
            return null;
        }

        var at = email.LastIndexOf('@');
        return $"{string.Concat(email.EnumerateRunes().Take(1))}***{(at < 0 ? "" : email[at..])}";
    }

    /// <summary><c>+62***789</c>; of a number too short for that, the last two digits, or none.</summary>
    [return: NotNullIfNotNull(nameof(phone))]
    public static string? Phone(string? phone)
    {
        if (phone is null)
        {
            return null;
        }

        var plain = string.Concat(phone.Where(character => character is '+' || char.IsAsciiDigit(character)));
        return plain.Length switch
        {
            < 6 => "***",
            < 9 => $"***{plain[^2..]}",
            _ => $"{plain[..3]}***{plain[^3..]}",
        };
    }
}
