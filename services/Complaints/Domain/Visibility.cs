namespace PlanningPlatform.Complaints.Domain;

/// <summary>Who may see what.</summary>
public enum Visibility
{
    /// <summary>The content is public; the reporter is known to the desk and the agency only.</summary>
    Public,

    /// <summary>Anonim: the agency and the public never learn who reported.</summary>
    Anonymous,

    /// <summary>Rahasia: the public never sees the content either.</summary>
    Secret,
}
