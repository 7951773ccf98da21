namespace PlanningPlatform.Complaints.Domain;

/// <summary>What is forgotten, when somebody asks or its time is over (UU 27/2022).</summary>
internal sealed partial class Complaint
{
    /// <summary>Stands where the reporter's words stood; in Indonesian, the language of the desk.</summary>
    public const string ErasedWords = "(Dihapus atas permintaan pelapor.)";

    /// <summary>Entries whose note names an agency, a unit, another complaint, a proposal or a work; any other note is free text, in which somebody may have repeated what was reported.</summary>
    private static readonly string[] NotesThatStay =
        ["Forwarded", "SupportAdded", "Merged", "Reclassified", "UnitCalled", "UnitEnRoute", "UnitOnScene", "Alarmed", "Warned", "Escalated", "Assigned", "Accepted", "Departed", "Arrived", "OnBoard", "Completed",
        "UnitUnassigned", "UnitFailed", "UnitCancelled", "ProposalMade", "ProposalMoved", "AttachedToWork"];

    /// <summary>Since when the contact is kept only for questions about the answer: the retention counts from here. Null without a contact and before the answer.</summary>
    public DateTimeOffset? ContactUnneededSince { get; private set; }

    /// <summary>Since when what was written is a record and no longer work: its retention, where one is set, counts from here. Null before the answer and once it is erased after it.</summary>
    public DateTimeOffset? WordsUnneededSince { get; private set; }

    /// <summary>The reporter takes back their contact; the case goes on.</summary>
    /// <returns>False when there is none.</returns>
    public bool EraseContact(DateTimeOffset now)
    {
        if (ProtectedReporter is null)
        {
            return false;
        }

        RemoveContact();
        Record("ContactErased", note: null, actor: null, now, audience: Audience.Reporter);
        return true;
    }

    /// <summary>Its time is over. The privacy notice said so beforehand, so the timeline does not.</summary>
    public void ForgetContact()
    {
        RemoveContact();
        Version++;
    }

    /// <summary>Its time is over.</summary>
    public void ForgetTrip()
    {
        RemoveTrip();
        Version++;
    }

    /// <param name="period">How long an officer has to decide.</param>
    public ErasureRequest RequestErasure(string? reason, TimeSpan period, DateTimeOffset now)
    {
        Record("ErasureRequested", note: null, actor: null, now, audience: Audience.Reporter);
        return ErasureRequest.For(this, reason, now, now + period);
    }

    /// <summary>Removes who reported, what they wrote, where exactly, the trip, and every note in which that may be repeated. Village and category stay for statistics.</summary>
    /// <param name="earlier">Requests that were refused before: what was said in them goes, too.</param>
    public void GrantErasure(ErasureRequest request, IEnumerable<ErasureRequest> earlier, string officer, DateTimeOffset now)
    {
        request.Grant(officer, now);
        foreach (var refused in earlier)
        {
            refused.EraseWords();
        }

        EraseContent(officer, now);
    }

    /// <summary>Its time is over: the same as a granted request. Timeline and hand-offs have to be loaded.</summary>
    /// <param name="requests">All that were made; what was said in them goes, too, and none is left open.</param>
    public void ForgetContent(IEnumerable<ErasureRequest> requests, DateTimeOffset now)
    {
        foreach (var request in requests)
        {
            request.EraseWords();
            request.Lapse(now);
        }

        EraseContent(officer: null, now);
    }

    /// <param name="reason">The reporter reads it.</param>
    public void RefuseErasure(ErasureRequest request, string reason, string officer, DateTimeOffset now)
    {
        request.Refuse(reason, officer, now);
        Record("ErasureRefused", reason, officer, now, audience: Audience.Reporter);
    }

    private void EraseContent(string? officer, DateTimeOffset now)
    {
        RemoveContact();
        RemoveTrip();
        Description = ErasedWords;
        WordsUnneededSince = null;
        Attributes = new Dictionary<string, IReadOnlyList<string>>();
        Place = new Place();
        Cell = null;
        foreach (var handOff in _handOffs)
        {
            handOff.EraseOutcome();
        }

        foreach (var entry in _timeline)
        {
            entry.EraseNotes(keepNote: NotesThatStay.Contains(entry.Code));
        }

        Record("ContentErased", note: null, officer, now);
    }

    private void RemoveContact() => (ProtectedReporter, ContactUnneededSince) = (null, null);

    private void RemoveTrip() => (Trip, TripUnneededSince) = (null, null);
}
