namespace PlanningPlatform.Complaints.Domain;

/// <summary>As what a photo is asked for.</summary>
internal enum PhotoSize
{
    /// <summary>A copy whose longest edge has 320 pixels.</summary>
    Small,

    /// <summary>A copy whose longest edge has 1,280 pixels.</summary>
    Large,

    /// <summary>The file as it came, with all that the camera wrote into it: place, device, perhaps a name.</summary>
    Original,
}

/// <summary>Who asks.</summary>
internal enum PhotoViewer
{
    Anybody,

    /// <summary>Has the key that its upload was answered with.</summary>
    Uploader,

    /// <summary>Has number and secret of the complaint.</summary>
    Reporter,

    /// <summary>An officer of the agency with which the complaint is.</summary>
    Agency,

    /// <summary>The 112 desk of the complaint's region.</summary>
    Desk,
}

internal enum PhotoVerdict
{
    /// <summary>To this one it does not exist.</summary>
    Hidden,

    /// <summary>Shown, and kept by no cache.</summary>
    Private,

    /// <summary>Shown to everybody.</summary>
    Public,
}

/// <summary>Who sees which photo as what: the whole rule.</summary>
internal static class PhotoAccess
{
    /// <param name="complaint">With the detail that its category shows to everybody; to which it is attached; null while it is attached to none.</param>
    public static PhotoVerdict Of(PhotoSize size, (Visibility Visibility, ComplaintStatus Status, PublicDetail Detail)? complaint, PhotoViewer viewer)
    {
        if (complaint is not { } attachedTo)
        {
            return viewer == PhotoViewer.Uploader && size != PhotoSize.Original ? PhotoVerdict.Private : PhotoVerdict.Hidden;
        }

        if (size == PhotoSize.Original)
        {
            // Not for the agency either: of an anonymous report, the camera may say whose it is.
            return viewer == PhotoViewer.Desk ? PhotoVerdict.Private : PhotoVerdict.Hidden;
        }

        return attachedTo.Visibility != Visibility.Secret && attachedTo.Detail == PublicDetail.Everything && HasBeenVerified(attachedTo.Status) ? PhotoVerdict.Public
            : viewer is PhotoViewer.Reporter or PhotoViewer.Agency or PhotoViewer.Desk ? PhotoVerdict.Private
            : PhotoVerdict.Hidden;
    }

    /// <summary>Named one by one, so that a status that is new hides until somebody has thought about it.</summary>
    private static bool HasBeenVerified(ComplaintStatus status)
        => status is ComplaintStatus.Verified or ComplaintStatus.Forwarded or ComplaintStatus.InProgress or ComplaintStatus.Resolved or ComplaintStatus.Closed
            or ComplaintStatus.ReturnedByAgency or ComplaintStatus.Postponed or ComplaintStatus.TransferredOutside or ComplaintStatus.Reopened or ComplaintStatus.Archived;
}
