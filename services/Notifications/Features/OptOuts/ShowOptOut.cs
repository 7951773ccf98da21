using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.OptOuts;

/// <summary>Whose messages the code in a message stops, and whether they are stopped.</summary>
internal static class ShowOptOut
{
    /// <param name="Recipient">Masked: <c>s***@contoh.id</c>.</param>
    internal sealed record Answer(string Recipient, Channel Channel, bool Stopped);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(string code, NotificationsDb db, CancellationToken cancellationToken)
        => await FindAsync(code, db, cancellationToken) is { } message
            ? TypedResults.Ok(new Answer(message.MaskedRecipient!, message.Channel, await db.OptOuts.AnyAsync(row => row.RecipientHash == message.RecipientHash, cancellationToken)))
            : UnknownCode;

    /// <summary>The message that carried the code; null when there is none or its address is gone.</summary>
    public static Task<Notification?> FindAsync(string code, NotificationsDb db, CancellationToken cancellationToken)
        => db.Notifications.AsNoTracking().FirstOrDefaultAsync(row => row.StopCode == code && row.RecipientHash != null && row.MaskedRecipient != null, cancellationToken);

    public static Refusal UnknownCode { get; } = new(404, "unknown_code", new(
        "Tautan ini tidak dikenal atau sudah terlalu lama. Pakai tautan pada pesan yang terbaru.",
        "This link is unknown or too old. Use the one in your newest message."));
}
