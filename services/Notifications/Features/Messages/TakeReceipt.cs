using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.Messages;

/// <summary>
/// A provider tells what became of a message. Signed with <c>X-Signature: t={Unix seconds},v1={hex of HMAC-SHA256 over "t.body"}</c>, at most five minutes
/// old; the same receipt twice changes nothing.
/// </summary>
internal static partial class TakeReceipt
{
    private const int LargestBody = 16 * 1024;
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    internal enum Fate
    {
        Delivered,
        Failed,
    }

    /// <param name="Id">As it was sent to the provider.</param>
    /// <param name="Error">Why it failed.</param>
    internal sealed record Receipt(Guid? Id, Fate? Status, string? Error);

    public static async Task<Results<NoContent, Refusal>> Handle(
        HttpRequest request, NotificationsDb db, IOptions<NotificationSettings> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        if (settings.Value.ReceiptSecret is not { Length: > 0 } secret)
        {
            return Refusal.NotFound;
        }

        var body = await ReadAsync(request.Body, cancellationToken);
        if (body is null || !IsGenuine(request.Headers["X-Signature"].ToString(), body, secret, time.GetUtcNow()))
        {
            return NotGenuine;
        }

        if (Read(body) is not { Id: { } id, Status: { } status } receipt)
        {
            return Refusal.InvalidField("body", "malformed_json", new("Kirim {id, status: Delivered|Failed, error}.", "Send {id, status: Delivered|Failed, error}."));
        }

        var message = await db.Notifications.FindAsync([id], cancellationToken);
        if (message is null)
        {
            return Refusal.NotFound;
        }

        if (status is Fate.Delivered && message.DeliveredAt is null)
        {
            message.Delivered(time.GetUtcNow());
        }
        else if (status is Fate.Failed && message.State is NotificationState.Sent or NotificationState.Sending or NotificationState.Uncertain)
        {
            // Of somebody forgotten nothing is written down any more.
            message.Fail(receipt.Error is { } error && message.RecipientHash is not null ? WithoutAddresses(error) : "The provider says that it did not arrive.");
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestBody + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > LargestBody ? null : buffer[..length];
    }

    private static bool IsGenuine(string signature, byte[] body, string secret, DateTimeOffset now)
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

    private static Receipt? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Receipt>(body, StrictJson.Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Providers like to repeat where it went.</summary>
    private static string WithoutAddresses(string error)
        => Number().Replace(string.Join(' ', error.Split(' ').Select(word => word.Contains('@', StringComparison.Ordinal) ? "***" : word)), "***");

    /// <summary>Six digits and more, written as people do: 812-3456-7890, (0354) 123456.</summary>
    [GeneratedRegex(@"\+?\d([\s\p{Pd}.()/_]{0,3}\d){5,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Number();

    private static readonly Refusal NotGenuine = new(401, "bad_signature", new(
        "Tanda tangan X-Signature tidak cocok atau sudah lewat lima menit.",
        "The signature in X-Signature does not match, or is older than five minutes."));
}
