using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Intake;

/// <summary>Who sent it and how to reach them, as sent.</summary>
/// <param name="PrivacyNotice">Version of the privacy notice that they read; needed with contact details.</param>
/// <param name="News">Whether they want to be told about progress; absent is no.</param>
public sealed record Contact(string? Name, string? Phone, string? Email, string? PrivacyNotice, bool? News)
{
    /// <summary>False when nothing was said that leads to a person.</summary>
    internal bool HasDetails => HasAddress || !string.IsNullOrWhiteSpace(Name);

    internal bool HasAddress => !string.IsNullOrWhiteSpace(Phone) || !string.IsNullOrWhiteSpace(Email);
}

/// <summary>
/// A contact with what its owner consented to. Stored encrypted and in one piece (<see cref="Contacts.Protect"/>), so that consent and
/// contact come and go together.
/// </summary>
/// <param name="PrivacyNotice">Version of the notice that they read; null for contacts from before there was one.</param>
/// <param name="ConsentedAt">When they said so; null together with <paramref name="PrivacyNotice"/>.</param>
/// <param name="News">They want to be told about progress.</param>
/// <param name="Language">In which language: <c>id</c> or <c>en</c>.</param>
public sealed record KeptContact(string? Name, string? Phone, string? Email, string? PrivacyNotice, DateTimeOffset? ConsentedAt, bool News, string? Language)
{
    public bool WantsNews => News && (Phone ?? Email) is not null;
}

/// <summary>How contact details are checked, kept and read again.</summary>
public static class Contacts
{
    /// <summary>Names <c>{field}.privacyNotice</c> when details come without the notice having been read.</summary>
    /// <param name="configuration"><c>Notifications:SendAbroad</c>, as the service that sends reads it.</param>
    public static void CheckContact(this FieldErrors errors, string field, Contact? contact, IConfiguration configuration)
    {
        if (contact is null)
        {
            return;
        }

        errors.AllowLine($"{field}.name", contact.Name, 150);
        errors.AllowText($"{field}.phone", contact.Phone, 30);
        errors.AllowText($"{field}.email", contact.Email, 254);
        if (Said(contact.Phone) is { } phone && !LooksLikePhone(phone))
        {
            errors.Add($"{field}.phone", "no_phone", "Ini bukan nomor telepon. Contoh: 0812-3456-7890.", "This is no telephone number. Example: 0812-3456-7890.");
        }

        if (Said(contact.Email) is { } email && !EmailAddress.IsValid(email))
        {
            errors.Add($"{field}.email", "no_email", "Ini bukan alamat surel. Contoh: nama@contoh.id.", "This is no e-mail address. Example: nama@contoh.id.");
        }

        if (contact.HasDetails && !PrivacyNotice.Knows(contact.PrivacyNotice))
        {
            errors.Add(
                $"{field}.privacyNotice", string.IsNullOrEmpty(contact.PrivacyNotice) ? "required" : "other_version",
                "Baca dahulu pemberitahuan privasi yang berlaku, lalu beri tanda; atau kosongkan kontak Anda.",
                "Read the current privacy notice first and say so; or leave your contact out.");
        }

        if (contact.News == true && Said(contact.Email) is null && Said(contact.Phone) is { } only && LooksLikePhone(only))
        {
            CheckReachable(errors, field, TelephoneNumber.Normalize(only), configuration.GetValue("Notifications:SendAbroad", false));
        }

        if (contact.News == true && !contact.HasAddress)
        {
            errors.Add($"{field}.news", "nobody_to_tell", "Isi telepon atau surel agar kami dapat mengabari Anda.", "Give a telephone number or an e-mail address so that we can tell you.");
        }
    }

    private static void CheckReachable(FieldErrors errors, string field, string? number, bool abroad)
    {
        if (number is null)
        {
            errors.Add(
                $"{field}.phone", "unreachable_phone",
                "Nomor ini tidak dapat kami kabari: tulis lengkap dengan kode daerah, atau isi surel. Contoh: 0812-3456-7890, (0354) 123456.",
                "We cannot reach this number: write all of it with its area code, or give an e-mail address. Example: 0812-3456-7890, (0354) 123456.");
        }
        else if (!abroad && !TelephoneNumber.IsIndonesian(number))
        {
            errors.Add(
                $"{field}.phone", "unreachable_phone",
                "Kami tidak mengirim kabar ke nomor luar negeri: beri nomor Indonesia, atau isi surel.",
                "We do not send messages to numbers abroad: give an Indonesian number, or an e-mail address.");
        }
    }

    /// <summary>What is stored of it; null when it has no details.</summary>
    public static string? Protect(this Secrets secrets, Contact? contact, string language, DateTimeOffset now)
        => contact is not { HasDetails: true }
            ? null
            : secrets.Protect(new KeptContact(
                Said(contact.Name), Said(contact.Phone), Said(contact.Email), contact.PrivacyNotice, now, contact.News == true, language));

    /// <returns>Null when there is none, and when it was encrypted with a key ring that is gone: nobody can be told then, but work goes on.</returns>
    public static KeptContact? Read(this Secrets secrets, string? protectedContact)
    {
        if (protectedContact is null)
        {
            return null;
        }

        try
        {
            return secrets.Unprotect<KeptContact>(protectedContact);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string? Said(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>6 to 15 digits (E.164 has at most 15), written as people do: +62 812-3456-7890, (0354) 123456.</summary>
    private static bool LooksLikePhone(string text)
        => text.LastIndexOf('+') <= 0 && text.All(character => char.IsAsciiDigit(character) || "+-. ()/".Contains(character, StringComparison.Ordinal))
            && text.Count(char.IsAsciiDigit) is >= 6 and <= 15;
}
