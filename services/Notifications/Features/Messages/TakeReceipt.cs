using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.Messages;

/// <summary>
/// A provider tells what became of a message, signed as <see cref="SignedBody"/> says; the same receipt twice changes nothing.
/// </summary>
internal static partial class TakeReceipt
{
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

        if (await SignedBody.ReadAsync(request, secret, time.GetUtcNow(), cancellationToken) is not { } body)
        {
            return SignedBody.NotGenuine;
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
    [GeneratedRegex(@"\+?\d([\s\p{Pd}.()/_]{0,3}\d){5,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
