using System.Security.Cryptography;
using System.Text;

namespace PlanningPlatform.Intake;

/// <summary>
/// How a resident without an account follows what they sent: a number to say aloud and a secret to keep. The secret has 60 random
/// bits, so it can be stored as a plain hash and not be guessed.
/// </summary>
/// <param name="Number">Prefix and two groups: <c>ADU-7K2M-Q4XD</c>.</param>
public sealed record Tracking(string Number, string Secret)
{
    // Crockford's base 32: no I, L, O, U, which people mistake on a printed slip.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>No tracking number is longer.</summary>
    public const int MaximumLength = 20;

    public byte[] SecretHash => Hash(Secret);

    /// <param name="prefix">Says what is followed: ADU for a complaint (aduan), USL for a proposal (usulan).</param>
    public static Tracking Draw(string prefix) => new($"{prefix}-{Group()}-{Group()}", $"{Group()}-{Group()}-{Group()}");

    public static bool Matches(byte[] secretHash, string? secret)
        => CryptographicOperations.FixedTimeEquals(secretHash, Hash(secret ?? ""));

    /// <summary>People type small letters, spaces for dashes or neither, and the letters that look like digits.</summary>
    public static string NormalizeNumber(string prefix, string typed)
    {
        var text = Fold(typed);
        return text.StartsWith(prefix, StringComparison.Ordinal) && text.Length == prefix.Length + 8
            ? $"{prefix}-{ReadAsDigits(text[prefix.Length..^4])}-{ReadAsDigits(text[^4..])}"
            : text;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(ReadAsDigits(Fold(secret))));

    private static string Fold(string text) => text.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static string ReadAsDigits(string text) => text.Replace('O', '0').Replace('I', '1').Replace('L', '1');

    private static string Group() => RandomNumberGenerator.GetString(Alphabet, 4);
}
