namespace PlanningPlatform.ServiceDefaults;

/// <summary>Telephone numbers as people type them. Whoever takes one in and whoever sends to it have to read it alike.</summary>
public static class TelephoneNumber
{
    /// <summary>Of one that <see cref="Normalize"/> read.</summary>
    public static bool IsIndonesian(string number) => number.StartsWith("+62", StringComparison.Ordinal);

    /// <summary>
    /// <c>0812-3456-7890</c>, <c>812 ...</c>, <c>62 812 ...</c>, <c>+62 (812) ...</c>: <c>+6281234567890</c>. A number without the country is Indonesian; 00 and +
    /// begin one of another country. Null when it is none (ITU-T E.164: at most 15 digits).
    /// </summary>
    public static string? Normalize(string? typed)
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
}
