using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PlanningPlatform.Complaints.Calls;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Features.Alerts;

/// <summary>To whom an alert goes.</summary>
/// <param name="Code">In the links by which they confirm and stop; nobody else has it.</param>
/// <param name="Language"><c>id</c> or <c>en</c>.</param>
/// <param name="PrivacyNotice">Version of the notice that they read.</param>
internal sealed record Subscriber(string Email, string Code, string Language, string PrivacyNotice);

/// <summary>The addresses of alerts and the mails to them.</summary>
internal sealed class AlertMail(Secrets secrets, CallNumbers hashes, NotificationSeal seal, Regency regency)
{
    // As on slips: no letters that are mistaken for digits. 120 bits, so that no limit on guesses is needed.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int CodeLength = 24;

    /// <summary>The same for the same address, of no use to whoever does not have the key.</summary>
    public Task<byte[]> HashOfAsync(ComplaintsDb db, string email, CancellationToken cancellationToken)
        => hashes.HashAsync(db, $"alert {email.ToLowerInvariant()}", cancellationToken);

    public static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.ToUpperInvariant()));

    /// <summary>Not saved yet.</summary>
    public AreaAlert Ask(string area, byte[] addressHash, string email, string language, string privacyNotice, DateTimeOffset now)
    {
        var code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
        return AreaAlert.Ask(area, addressHash, secrets.Protect(new Subscriber(email, code, language, privacyNotice)), HashOf(code), now);
    }

    /// <summary>Kelurahan Banjaran, Kecamatan Pesantren, Kota Kediri; null for a code that is none of the city.</summary>
    public string? NameOf(string? area)
        => !RegionCode.TryParse(area, out var code) ? null
            : code == regency.Code ? regency.Name
            : regency.FindDistrict(code)?.DisplayName ?? regency.FindVillage(code)?.DisplayName;

    /// <summary>The mail with the link to confirm. Commits with the rest or not at all.</summary>
    public void AskForConfirmation(ComplaintsDb db, AreaAlert alert, DateTimeOffset now)
    {
        if (Read(alert) is { } subscriber)
        {
            alert.AskForConfirmation(now);
            Send(db, alert, subscriber, NotificationTemplates.AlertConfirmation, now, ("area", NameOf(alert.Area) ?? alert.Area), ("link", $"/langganan/{subscriber.Code}"));
        }
    }

    /// <summary>The day's mail. Commits with the rest or not at all.</summary>
    /// <param name="count">How many are new; at least one.</param>
    /// <param name="items">By language, as <see cref="DigestLines"/> writes them.</param>
    public void Tell(ComplaintsDb db, AreaAlert alert, int count, Func<string, string> items, DateTimeOffset now)
    {
        if (Read(alert) is { } subscriber)
        {
            Send(
                db, alert, subscriber, NotificationTemplates.AlertDigest, now, ("area", NameOf(alert.Area) ?? alert.Area), ("count", count.ToString(CultureInfo.InvariantCulture)),
                ("items", items(subscriber.Language)), ("link", "/aduan"),
                ("stop", $"/langganan/{subscriber.Code}"), ("stopAtOnce", $"/api/complaints/alerts/{subscriber.Code}/stop"));
        }
    }

    /// <returns>Null when it was encrypted with a key ring that is gone: nobody can be told then.</returns>
    private Subscriber? Read(AreaAlert alert)
    {
        try
        {
            return secrets.Unprotect<Subscriber>(alert.ProtectedSubscriber);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private void Send(ComplaintsDb db, AreaAlert alert, Subscriber subscriber, string template, DateTimeOffset now, params (string Name, string Value)[] values)
        => db.Publish(new NotificationRequested(
            Guid.CreateVersion7(now), alert.Version, now, alert.Id, template,
            seal.Seal(new NotificationContent(subscriber.Language, subscriber.Email, Phone: null, values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)))));
}
