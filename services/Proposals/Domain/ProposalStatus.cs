namespace PlanningPlatform.Proposals.Domain;

/// <summary>Where a proposal stands.</summary>
public enum ProposalStatus
{
    /// <summary>Taken in from its proposer; nobody has looked at it yet.</summary>
    Submitted,
}
