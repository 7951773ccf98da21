namespace PlanningPlatform.Notifications.Contracts;

/// <summary>What people can be told. The values that each text may use are named with it in the Notifications service.</summary>
public static class NotificationTemplates
{
    /// <summary>Values: name, username, link, expires.</summary>
    public const string AccountInvited = "account-invited";

    /// <summary>Values: name, username, link, expires.</summary>
    public const string PasswordReset = "password-reset";

    /// <summary>Values: number, link.</summary>
    public const string ComplaintReceived = "complaint-received";

    /// <summary>Values: number, link.</summary>
    public const string ComplaintVerified = "complaint-verified";

    /// <summary>Values: number, agency, link.</summary>
    public const string ComplaintForwarded = "complaint-forwarded";

    /// <summary>Values: number, agency, link.</summary>
    public const string ComplaintResolved = "complaint-resolved";

    /// <summary>The agency has begun. Values: number, link.</summary>
    public const string ComplaintStarted = "complaint-started";

    /// <summary>It is no complaint. Values: number, link.</summary>
    public const string ComplaintRejected = "complaint-rejected";

    /// <summary>Values: number, link.</summary>
    public const string ComplaintPostponed = "complaint-postponed";

    /// <summary>With somebody whom the city does not lead. Values: number, party, link.</summary>
    public const string ComplaintTransferred = "complaint-transferred";

    /// <summary>The same as another one. Values: number, master, link.</summary>
    public const string ComplaintMerged = "complaint-merged";

    /// <summary>The reporter is asked something; the clock waits. Values: number, link.</summary>
    public const string ComplaintAsked = "complaint-asked";

    /// <summary>Values: number, link.</summary>
    public const string ComplaintReplied = "complaint-replied";

    /// <summary>Values: number, link.</summary>
    public const string ComplaintClosed = "complaint-closed";

    /// <summary>It became a proposal for the plan. Values: number, proposal, link.</summary>
    public const string ComplaintProposed = "complaint-proposed";

    /// <summary>The proposal that it became stands elsewhere now. Values: number, proposal, link.</summary>
    public const string ComplaintProposalMoved = "complaint-proposal-moved";

    /// <summary>For staff: the limit of a step is over. Values: number, percent (of the limit), link.</summary>
    public const string ComplaintEscalated = "complaint-escalated";

    /// <summary>For staff: somebody waits for a Mobmas and no dispatcher looks. Values: waiting (how many), minutes (the longest), link.</summary>
    public const string DispatchQueueUnmanned = "dispatch-queue-unmanned";

    /// <summary>A Mobmas was assigned. Values: number, unit, link.</summary>
    public const string MobileUnitAssigned = "mobile-unit-assigned";

    /// <summary>The Mobmas is on its way. Values: number, unit, link.</summary>
    public const string MobileUnitDeparted = "mobile-unit-departed";

    /// <summary>A trip was booked. Values: number, link.</summary>
    public const string TripBooked = "trip-booked";

    /// <summary>The lurah approved a booking. Values: number, link.</summary>
    public const string TripApproved = "trip-approved";

    /// <summary>The lurah rejected a booking. Values: number, link.</summary>
    public const string TripRejected = "trip-rejected";

    /// <summary>A Mobmas fetches them. Values: number, unit, time, link.</summary>
    public const string TripAssigned = "trip-assigned";

    /// <summary>The Mobmas has set out. Values: number, unit, time, link.</summary>
    public const string TripDeparted = "trip-departed";

    /// <summary>It is soon. Values: number, time, link.</summary>
    public const string TripReminder = "trip-reminder";

    /// <summary>No Mobmas comes. Values: number, time, link.</summary>
    public const string TripCancelled = "trip-cancelled";

    /// <summary>Somebody asked for mails about an area: the link confirms it. Values: area, link.</summary>
    public const string AlertConfirmation = "alert-confirmation";

    /// <summary>
    /// What is new in an area. Values: area, count, items (lines; one that begins with / is a path of this site), link, stop (the page that ends this
    /// alert alone) and stopAtOnce (the same for mail programs, RFC 8058).
    /// </summary>
    public const string AlertDigest = "alert-digest";

    /// <summary>Values: number, link.</summary>
    public const string ProposalReceived = "proposal-received";
}
