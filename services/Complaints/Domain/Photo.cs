using System.Security.Cryptography;
using System.Text;
using PlanningPlatform.Pictures;

namespace PlanningPlatform.Complaints.Domain;

/// <summary>What a photo is there for.</summary>
public enum PhotoStage
{
    /// <summary>Came with the report: it goes when what was written goes.</summary>
    Report,

    /// <summary>Shows what was done about it.</summary>
    Evidence,
}

/// <summary>
/// A photo from its upload on. It is taken in before there is a complaint, so that a slow line loses one photo and not a report; what is
/// attached to none within <see cref="ServiceDefaults.Retention.UnattachedPhotos"/> is removed. Its bytes are in the store, by <see cref="Features.Photos.PhotoFiles"/>.
/// </summary>
internal sealed class Photo
{
    private Photo()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Null until it is attached.</summary>
    public Guid? ComplaintId { get; private set; }

    /// <summary>Null until it is attached.</summary>
    public PhotoStage? Stage { get; private set; }

    /// <summary>Whoever uploaded it has the key: 128 random bits, so a plain hash cannot be turned back.</summary>
    public byte[] KeyHash { get; private init; } = [];

    /// <summary>Of the original; copies are WebP.</summary>
    public PictureFormat Format { get; private init; }

    /// <summary>Pixels of the original, the right way up.</summary>
    public int Width { get; private init; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; private init; }

    /// <summary>Of the original.</summary>
    public long Bytes { get; private init; }

    /// <summary>Of the original: the same photo again, here or elsewhere, has the same.</summary>
    public byte[] Sha256 { get; private init; } = [];

    public DateTimeOffset UploadedAt { get; private init; }

    public DateTimeOffset? AttachedAt { get; private set; }

    /// <summary>Grows by one with every change: of two complaints that take the same photo at the same moment one is refused.</summary>
    public int Version { get; private set; }

    public bool IsAttached => ComplaintId is not null;

    /// <param name="key">Drawn by <see cref="DrawKey"/>.</param>
    public static Photo Upload(PictureOutcome.Taken picture, long bytes, byte[] sha256, string key, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        KeyHash = Hash(key),
        Format = picture.Header.Format,
        Width = picture.Width,
        Height = picture.Height,
        Bytes = bytes,
        Sha256 = sha256,
        UploadedAt = now,
        Version = 1,
    };

    public static string DrawKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public bool IsOpenedBy(string? key) => CryptographicOperations.FixedTimeEquals(KeyHash, Hash(key ?? ""));

    public void AttachTo(Guid complaintId, PhotoStage stage, DateTimeOffset now)
    {
        if (IsAttached)
        {
            throw new InvalidOperationException("A photo is attached once.");
        }

        (ComplaintId, Stage, AttachedAt) = (complaintId, stage, now);
        Version++;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
