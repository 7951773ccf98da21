using System.Security.Cryptography;
using System.Text;

namespace PlanningPlatform.Complaints.Domain;

/// <summary>
/// How a resident without an account follows a complaint: a number to say aloud and a secret to keep. The secret has 60 random bits,
/// so it can be stored as a plain hash and not be guessed.
/// </summary>
internal sealed record Tracking(string Number, string Secret)
{
    // Crockford's base 32: no I, L, O, U, which people mistake on a printed slip.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const string Prefix = "ADU-";

    public byte[] SecretHash => Hash(Secret);

    public static Tracking Draw() => new($"{Prefix}{Group()}-{Group()}", $"{Group()}-{Group()}-{Group()}");

    public static bool Matches(byte[] secretHash, string? secret)
        => CryptographicOperations.FixedTimeEquals(secretHash, Hash(secret ?? ""));

    /// <summary>People type small letters, spaces for dashes, and the letters that look like digits.</summary>
    public static string NormalizeNumber(string typed)
    {
        var text = typed.Trim().ToUpperInvariant().Replace(' ', '-');
        return text.StartsWith(Prefix, StringComparison.Ordinal) ? Prefix + ReadAsDigits(text[Prefix.Length..]) : text;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(ReadAsDigits(secret.Trim().ToUpperInvariant().Replace(' ', '-'))));

    private static string ReadAsDigits(string text) => text.Replace('O', '0').Replace('I', '1').Replace('L', '1');

    private static string Group() => RandomNumberGenerator.GetString(Alphabet, 4);
}
