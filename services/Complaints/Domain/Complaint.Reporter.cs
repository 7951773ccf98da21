using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Domain;

/// <summary>What its reporter does, with number and secret.</summary>
internal sealed partial class Complaint
{
    /// <summary>Until when the reporter can reopen it; null before the answer.</summary>
    public DateTimeOffset? ReopenUntil { get; private set; }

    public bool WasReopened { get; private set; }

    /// <summary>1 to 5; null until the reporter rated the answer.</summary>
    public int? Rating { get; private set; }

    /// <summary>The reporter writes; a clock that waited for it goes on, and what was answered is not closed as if they had been silent.</summary>
    /// <param name="after">What their silence and objection do from now on; only where it was answered.</param>
    public void ReporterReplies(string text, OfficeTime office, DateTimeOffset now, AnswerLimits? after = null)
    {
        ResumeClock(office, now);
        if (Status == ComplaintStatus.Resolved && after is not null)
        {
            (AutoCloseAt, ReopenUntil) = (after.AutoCloseAt, after.ReopenUntil);
        }

        Record("ReporterReplied", text, actor: null, now, audience: Audience.Reporter);
    }

    /// <summary>True as long as somebody reads what the reporter writes.</summary>
    public bool TakesReplies => Status is not (ComplaintStatus.Closed or ComplaintStatus.Rejected or ComplaintStatus.Merged or ComplaintStatus.Archived);

    /// <summary>True as long as another reporter of the same thing can follow it.</summary>
    public bool TakesFollowers => IsOpen;

    /// <summary>The reporter lets their contact be kept after all; one that is there already stays.</summary>
    public void GiveContact(string protectedReporter, DateTimeOffset now)
    {
        if (ProtectedReporter is null && IsOpen)
        {
            ProtectedReporter = protectedReporter;
            Record("ContactGiven", note: null, actor: null, now, audience: Audience.Reporter);
        }
    }

    public bool CanReopen(DateTimeOffset now) => Can(Move.Reopen) && now <= ReopenUntil;

    /// <summary>The reporter does not agree with the answer: the desk has it again, with a new clock.</summary>
    public void Reopen(string reason, RegulationProfile profile, Limits limits, DateTimeOffset now)
    {
        Go(Move.Reopen);
        WasReopened = true;
        StartClock(profile, limits);
        (ContactUnneededSince, WordsUnneededSince) = (null, null);
        Record("Reopened", reason, actor: null, now, audience: Audience.Reporter);
    }

    /// <param name="stars">1 to 5; the last one stands.</param>
    public void Rate(int stars, string? comment, DateTimeOffset now)
    {
        Go(Move.Rate);
        Rating = stars;
        Record("Rated", comment is null ? $"{stars}/5" : $"{stars}/5: {comment}", actor: null, now, audience: Audience.Reporter);
    }
}
