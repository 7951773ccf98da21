using System.Security.Cryptography;
using PlanningPlatform.Intake;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>What the driver has to know. It can say why somebody is driven, so it is kept encrypted and shown to the crew alone.</summary>
internal static class BookingNotes
{
    public const int Longest = 500;

    public static string? Protect(Secrets secrets, string? note) => string.IsNullOrWhiteSpace(note) ? null : secrets.Protect(note.Trim());

    /// <returns>Null when there is none, and when it was encrypted with a key ring that is gone.</returns>
    public static string? Read(Secrets secrets, string? protectedNote)
    {
        try
        {
            return protectedNote is null ? null : secrets.Unprotect<string>(protectedNote);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
