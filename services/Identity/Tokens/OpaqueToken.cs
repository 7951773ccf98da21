using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PlanningPlatform.Identity.Tokens;

/// <summary>256 random bits for the bearer, and what the database keeps of them.</summary>
internal static class OpaqueToken
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in hexadecimal. No salt: 256 random bits cannot be guessed from a table.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
