namespace PlanningPlatform.Portal.Shell;

/// <summary>The picture of each status and step; the words are in the resource files.</summary>
internal static class Steps
{
    public static string IconOf(string code) => code switch
    {
        "Received" or "Submitted" or "Reopened" => "inbox",
        "Verified" => "shield",
        "Forwarded" or "TransferredOutside" => "forward",
        "MobileUnitRequested" => "bell",
        "InProgress" or "Assigned" => "car",
        "Accepted" => "thumb",
        "Departed" or "EnRoute" => "route",
        "Arrived" => "pin",
        "Completed" => "flag",
        "Resolved" or "Closed" or "Archived" or "Accommodated" => "done",
        "Rejected" or "Cancelled" or "Failed" => "stop",
        "ReturnedByAgency" => "back",
        "Postponed" or "Waiting" or "Deferred" => "clock",
        "Merged" => "people",
        "ContactErased" or "ErasureRequested" or "ContentErased" or "ErasureRefused" => "lock",
        _ => "dot",
    };

    /// <summary>About the reporter's data: the case itself moved nowhere.</summary>
    public static bool IsAboutData(string code) => code is "ContactErased" or "ErasureRequested" or "ContentErased" or "ErasureRefused";

    /// <summary>CSS class: never the only difference between two chips.</summary>
    public static string ToneOf(string status) => status switch
    {
        "Received" or "Reopened" or "ReturnedByAgency" or "Waiting" => "attention",
        "Resolved" or "Closed" or "Completed" or "Accommodated" => "done",
        "Rejected" or "Cancelled" or "Failed" => "stopped",
        _ => "active",
    };
}
