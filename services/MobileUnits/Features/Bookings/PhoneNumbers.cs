using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>Telephone numbers of those who book: found again by a keyed hash, which is of no use to whoever does not have the key.</summary>
internal sealed class PhoneNumbers(Secrets secrets)
{
    private byte[]? _key;

    /// <param name="about">Makes another hash of the same number, which leads neither to it nor to the other.</param>
    /// <returns>Null for what is no telephone number.</returns>
    public async Task<byte[]?> HashAsync(MobileUnitsDb db, string? typed, CancellationToken cancellationToken, string about = "")
    {
        if (TelephoneNumber.Normalize(typed) is not { } number)
        {
            return null;
        }

        _key ??= await KeyAsync(db, cancellationToken);
        return HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(number + about));
    }

    /// <summary>
    /// Drawn when it is first needed. Where the key ring that it was encrypted with is not there, another is drawn beside it, and numbers from before are not found; none is
    /// ever overwritten, so that they are found again when the ring is back.
    /// </summary>
    private async Task<byte[]> KeyAsync(MobileUnitsDb db, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = await db.PhoneKeys.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
            if (rows.Select(Read).OfType<byte[]>().FirstOrDefault() is { } key)
            {
                return key;
            }

            db.PhoneKeys.Add(new PhoneKey { Id = rows.Count + 1, ProtectedKey = secrets.Protect(RandomNumberGenerator.GetBytes(32)) });

            // Another replica may be faster; then its key is read.
            await db.TrySaveAsync(cancellationToken);
        }
    }

    private byte[]? Read(PhoneKey row)
    {
        try
        {
            return secrets.Unprotect<byte[]>(row.ProtectedKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
