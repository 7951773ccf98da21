namespace PlanningPlatform.Portal.Shell;

/// <summary>The picture of each status and step; the words are in the resource files.</summary>
internal static class Steps
{
    public static string IconOf(string code) => code switch
    {
        "Received" or "Submitted" or "Booked" => "inbox",
        "Reopened" or "Resumed" => "again",
        "Verified" or "Protected" => "shield",
        "Forwarded" or "AtAgency" => "forward",
        "TransferredOutside" or "Elsewhere" => "outside",
        "InProgress" or "Started" => "tool",
        "SupportAdded" => "people",
        "MobileUnitRequested" or "Alarmed" or "Reminded" => "bell",
        "Assigned" or "Suggested" => "car",
        "Accepted" or "Approved" => "thumb",
        "OnBoard" => "people",
        "UnitUnassigned" or "Unassigned" => "again",
        "UnitFailed" => "warn",
        "Departed" or "EnRoute" or "UnitEnRoute" => "route",
        "Arrived" or "OnScene" or "UnitOnScene" => "pin",
        "Completed" or "UnitConfirmed" => "flag",
        "UnitCalled" => "phone",
        "Resolved" or "Accommodated" => "done",
        "Closed" or "ClosedBySilence" or "Answered" => "closed",
        "Archived" => "box",
        "Rejected" or "Cancelled" or "Failed" or "UnitCancelled" or "Lapsed" => "stop",
        "ReturnedByAgency" => "back",
        "Postponed" or "Waiting" or "Deferred" or "Waitlisted" or "AwaitingApproval" => "clock",
        "Merged" => "merge",
        "Unmerged" or "Reclassified" => "split",
        "Proposed" or "ProposalMade" or "ProposalMoved" => "idea",
        "AttachedToWork" => "tool",
        "Asked" => "question",
        "Replied" or "ReporterReplied" => "chat",
        "Noted" => "report",
        "Rated" => "star",
        "Warned" => "clock",
        "Escalated" => "up",
        "ContactGiven" or "ContactErased" or "ErasureRequested" or "ContentErased" or "ErasureRefused" => "lock",
        _ => "dot",
    };

    /// <summary>About the reporter's data: the case itself moved nowhere.</summary>
    public static bool IsAboutData(string code) => code is "ContactGiven" or "ContactErased" or "ErasureRequested" or "ContentErased" or "ErasureRefused";

    /// <summary>CSS class: never the only difference between two chips.</summary>
    public static string ToneOf(string status) => status switch
    {
        "Received" or "Reopened" or "ReturnedByAgency" or "Waiting" or "AwaitingApproval" => "attention",
        "Resolved" or "Closed" or "Completed" or "Accommodated" => "done",
        "Rejected" or "Cancelled" or "Failed" => "stopped",
        "Merged" or "Archived" => "quiet",
        _ => "active",
    };
}
