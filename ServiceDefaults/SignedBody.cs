using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// What another system calls in with: a small body signed by <c>X-Signature: t={Unix seconds},v1={hex of HMAC-SHA256 over "t.body"}</c>, at most
/// five minutes old. Whoever takes it in makes sure himself that the same one twice changes nothing.
/// </summary>
public static class SignedBody
{
    private const int Largest = 16 * 1024;
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>401: the signature is wrong or missing, too old, or the body over 16 KiB.</summary>
    public static Refusal NotGenuine { get; } = new(401, "bad_signature", new(
        "Tanda tangan X-Signature tidak cocok atau sudah lewat lima menit.",
        "The signature in X-Signature does not match, or is older than five minutes."));

    /// <param name="secret">Known to both sides.</param>
    /// <returns>The body, or null: <see cref="NotGenuine"/>.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, string secret, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var buffer = new byte[Largest + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= Largest && IsGenuine(request.Headers["X-Signature"].ToString(), buffer.AsSpan(0, length), secret, now) ? buffer[..length] : null;
    }

    private static bool IsGenuine(string signature, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        var parts = signature.Split(',').Select(part => part.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);
        if (parts["t"].FirstOrDefault() is not { } stamp || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - (double)seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{stamp}."), .. body]));
        return parts["v1"].Any(sent => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent.ToLowerInvariant()), Encoding.UTF8.GetBytes(expected)));
    }
}
