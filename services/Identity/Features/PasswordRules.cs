using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary>Long rather than complicated (NIST SP 800-63B, 5.1.1.2): no rules about digits or symbols.</summary>
internal static class PasswordRules
{
    public const int Shortest = 12;
    private const int FewestDifferent = 5;

    /// <summary>Of a password that exists already: only that it was sent.</summary>
    public static void RequirePresent(FieldErrors errors, string field, string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            errors.Add(field, "required", "Bagian ini wajib diisi.", "This field is required.");
        }

        errors.AllowText(field, password, IssueToken.LongestPassword);
    }

    public static void Check(FieldErrors errors, string field, string? password, string? userName)
    {
        errors.AllowText(field, password, IssueToken.LongestPassword);
        if (password is null || password.Length < Shortest)
        {
            errors.Add(field, "too_short", $"Kata sandi paling sedikit {Shortest} karakter.", $"A password has at least {Shortest} characters.");
        }
        else if (userName is not null && password.Trim().Equals(userName.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(field, "same_as_username", "Kata sandi tidak boleh sama dengan nama pengguna.", "The password may not equal the user name.");
        }
        else if (password.Distinct().Count() < FewestDifferent)
        {
            errors.Add(field, "too_simple", $"Kata sandi perlu paling sedikit {FewestDifferent} karakter yang berbeda.", $"A password needs at least {FewestDifferent} different characters.");
        }
    }
}
