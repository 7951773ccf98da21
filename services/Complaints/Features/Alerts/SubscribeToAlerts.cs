using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Alerts;

/// <summary>
/// Asks for a mail a day about what is reported publicly in an area. Whoever has the address confirms it by a link; nothing else is mailed before.
/// The answer is the same whether or not the address is known, and whether or not a mail leaves.
/// </summary>
internal static class SubscribeToAlerts
{
    private const int LongestAddress = 254;

    /// <param name="Area">Code of a village, a district or the city.</param>
    /// <param name="PrivacyNotice">Version of the privacy notice that they read.</param>
    internal sealed record Request(string? Email, string? Area, string? PrivacyNotice);

    /// <param name="Area">Its name.</param>
    internal sealed record Answer(string Area);

    public static async Task<Results<Accepted<Answer>, Refusal>> Handle(
        Request request, HttpContext context, ComplaintsDb db, AlertMail mail, IOptions<AlertSettings> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Check(request, mail) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var (now, email, area) = (time.GetUtcNow(), request.Email!.Trim(), request.Area!);
        var hash = await mail.HashOfAsync(db, email, cancellationToken);
        var theirs = await db.AreaAlerts.Where(alert => alert.AddressHash == hash).ToListAsync(cancellationToken);
        var known = theirs.Find(alert => alert.Area == area);
        var hadEnough = theirs.Sum(alert => alert.ConfirmationsOn(now)) >= settings.Value.ConfirmationsPerDay || (known is null && theirs.Count >= settings.Value.AreasPerAddress);
        if (known is not { IsConfirmed: true } && !hadEnough)
        {
            if (known is null)
            {
                known = mail.Ask(area, hash, email, Text.LanguageOf(context), request.PrivacyNotice!, now);
                db.AreaAlerts.Add(known);
            }

            mail.AskForConfirmation(db, known, now);
            await TrySaveAsync(db, cancellationToken);
        }

        return TypedResults.Accepted((string?)null, new Answer(mail.NameOf(area)!));
    }

    /// <summary>Of two presses at the same moment one is enough; a refusal would say that the address is known.</summary>
    private static async Task TrySaveAsync(ComplaintsDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.TrySaveAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
        }
    }

    private static FieldErrors Check(Request request, AlertMail mail)
    {
        var errors = new FieldErrors();
        errors.RequireLine("email", request.Email, LongestAddress);
        if (!string.IsNullOrWhiteSpace(request.Email) && !EmailAddress.IsValid(request.Email.Trim()))
        {
            errors.Add("email", "no_email", "Ini bukan alamat surel. Contoh: nama@contoh.id.", "This is no e-mail address. Example: nama@contoh.id.");
        }

        if (mail.NameOf(request.Area) is null)
        {
            errors.Add("area", "outside_region", "Pilih kelurahan, desa, kecamatan, atau seluruh kota.", "Choose a village, a district or the whole city.");
        }

        if (!PrivacyNotice.Knows(request.PrivacyNotice))
        {
            errors.Add(
                "privacyNotice", string.IsNullOrEmpty(request.PrivacyNotice) ? "required" : "other_version",
                "Baca dahulu pemberitahuan privasi yang berlaku, lalu beri tanda.", "Read the current privacy notice first and say so.");
        }

        return errors;
    }
}
