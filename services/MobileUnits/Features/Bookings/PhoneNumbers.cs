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

    /// <summary>Drawn when it is first needed, and anew when the key ring that it was encrypted with is gone: numbers from before are not found again then.</summary>
    private async Task<byte[]> KeyAsync(MobileUnitsDb db, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await db.PhoneKeys.SingleOrDefaultAsync(cancellationToken);
            if (row is not null && Read(row) is { } key)
            {
                return key;
            }

            var drawn = secrets.Protect(RandomNumberGenerator.GetBytes(32));
            if (row is null)
            {
                db.PhoneKeys.Add(new PhoneKey { Id = PhoneKey.TheOne, ProtectedKey = drawn });
            }
            else
            {
                row.ProtectedKey = drawn;
            }

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
