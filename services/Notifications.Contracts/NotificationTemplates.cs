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

    /// <summary>A Mobmas was assigned. Values: number, unit, link.</summary>
    public const string MobileUnitAssigned = "mobile-unit-assigned";

    /// <summary>The Mobmas is on its way. Values: number, unit, link.</summary>
    public const string MobileUnitDeparted = "mobile-unit-departed";

    /// <summary>Values: number, link.</summary>
    public const string ProposalReceived = "proposal-received";
}
