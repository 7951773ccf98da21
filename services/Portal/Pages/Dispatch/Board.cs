using PlanningPlatform.Portal.Pages.Public;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Dispatch;

/// <summary>The dispatcher's questions: who waits and how urgently, who can go, where are they? A request that is chosen opens beside the queue.</summary>
internal static class Board
{
    public const string Path = "/armada";

    /// <param name="cari">Village, destination or number: only those who wait for it.</param>
    /// <param name="bagian">The part that is fetched again: antrean, unit or rincian; null for all.</param>
    public static Task<IResult> ShowAsync(string? cari, string? bagian, string? kabar, DispatchApi dispatch, CityOutline outline, Words words, TimeProvider time, CancellationToken cancellationToken)
        => PageAsync(new(cari, bagian, kabar), requestId: null, problem: null, sent: null, dispatch, outline, words, time, cancellationToken);

    public static Task<IResult> ShowRequestAsync(
        Guid requestId, string? cari, string? bagian, string? kabar, DispatchApi dispatch, CityOutline outline, Words words, TimeProvider time, CancellationToken cancellationToken)
        => PageAsync(new(cari, bagian, kabar), requestId, problem: null, sent: null, dispatch, outline, words, time, cancellationToken);

    /// <param name="problem">Why the last step was refused.</param>
    public static async Task<IResult> PageAsync(
        BoardQuery asked, Guid? requestId, Problem? problem, Posted? sent, DispatchApi dispatch, CityOutline outline, Words words, TimeProvider time, CancellationToken cancellationToken)
    {
        var waiting = asked.Wants("antrean") || asked.Wants("unit") ? dispatch.WaitingAsync(looking: asked.Part is null, cancellationToken) : null;
        var fleet = asked.Wants("unit") && requestId is null ? dispatch.FleetAsync(cancellationToken) : null;
        var journeys = fleet is null ? null : dispatch.OpenJourneysAsync(cancellationToken);
        var panel = requestId is { } id && asked.Wants("rincian") ? PanelAsync(id, problem, sent, dispatch, cancellationToken) : null;

        var (requests, opened) = (waiting is null ? null : await waiting, panel is null ? null : await panel);
        if (requests?.Problem is { } trouble)
            return Html.Trouble(trouble, sent);
        if (opened?.Problem is { Status: not 404 } missing)
            return Html.Trouble(missing, sent);

        var queue = requests?.Value is { } listed ? BoardQueue.Of(listed, asked.Search, words, time.GetUtcNow()) : null;
        return Html.Page<BoardPage>(
            new BoardModel(asked, requestId, queue, fleet is null ? null : BoardUnit.Of((await fleet).Value?.Items, (await journeys!).Value?.Items, time.GetUtcNow()), opened?.Value, outline),
            problem?.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<Answer<RequestPanelModel>> PanelAsync(Guid requestId, Problem? problem, Posted? sent, DispatchApi dispatch, CancellationToken cancellationToken)
    {
        var (asked, suggested) = (dispatch.RequestAsync(requestId, cancellationToken), dispatch.SuggestionsAsync(requestId, cancellationToken));
        var (file, suggestions) = (await asked, await suggested);
        return file.IsValue
            ? new RequestPanelModel(file.Value.Request, file.Value.Timeline, file.Value.Proofs ?? [], suggestions.Value?.Items, problem, sent?["step"] ?? "", sent?["unitId"] ?? "", sent?["reason"] ?? "", sent?["outcome"] ?? "")
            : file.Problem;
    }
}

/// <summary>What the address asks for.</summary>
public sealed record BoardQuery(string? Search, string? Part, string? News)
{
    public bool Wants(string part) => Part is null || Part == part;
}

/// <param name="Queue">Null, as the others are, where it was not asked for.</param>
/// <param name="Fleet">Also null when it could not be had: the queue is shown anyway.</param>
/// <param name="Panel">Null without a request, and when there is none of that id.</param>
public sealed record BoardModel(BoardQuery Asked, Guid? RequestId, BoardQueue? Queue, IReadOnlyList<BoardUnit>? Fleet, RequestPanelModel? Panel, CityOutline Outline);

/// <summary>How soon somebody has to be there. In the order of the queue.</summary>
public enum Urgency
{
    Late,
    Soon,
    Today,
    Later,
}

/// <summary>Who waits, by urgency and then by when a unit has to be there.</summary>
/// <param name="Total">How many wait in all, whatever is searched for and however many are listed.</param>
public sealed record BoardQueue(IReadOnlyList<(Urgency Urgency, IReadOnlyList<UnitRequest> Requests)> Groups, int Total, int Listed)
{
    public int Found => Groups.Sum(group => group.Requests.Count);

    public IEnumerable<UnitRequest> Requests => Groups.SelectMany(group => group.Requests);

    internal static BoardQueue Of(Listed<UnitRequest> listed, string? search, Words words, DateTimeOffset now)
    {
        var wanted = string.IsNullOrWhiteSpace(search) ? listed.Items : [.. listed.Items.Where(request => IsFound(request, search.Trim(), words))];
        return new(
            [.. wanted.OrderBy(request => request.DueAt).ThenBy(request => request.Id).GroupBy(request => UrgencyOf(request, words, now)).OrderBy(group => group.Key)
                .Select(group => (group.Key, (IReadOnlyList<UnitRequest>)[.. group]))],
            listed.Total, listed.Items.Count);
    }

    private static bool IsFound(UnitRequest request, string search, Words words)
        => new[] { words.ShortVillage(request.VillageCode), words.ShortVillage(request.PickUpVillageCode), words.ShortVillage(request.DropOffVillageCode), request.DropOffName, request.TrackingNumber, request.UnitCode }
            .Any(text => text?.Contains(search, StringComparison.OrdinalIgnoreCase) == true);

    private static Urgency UrgencyOf(UnitRequest request, Words words, DateTimeOffset now)
        => request.DueAt < now ? Urgency.Late : request.DueAt < now.AddHours(1) ? Urgency.Soon : words.IsToday(request.DueAt) ? Urgency.Today : Urgency.Later;
}

/// <summary>One unit as the board shows it, with its journeys in their order.</summary>
/// <param name="Now">The journey that it is on or should have set out for; null while it is free, whatever comes later.</param>
public sealed record BoardUnit(StandingUnit Unit, IReadOnlyList<Journey> Journeys, Journey? Now)
{
    /// <summary>Free, OutOfService, OfficeUse, or the state of its journey.</summary>
    public string State => Now?.State ?? (Unit.OutOfService ? "OutOfService" : Unit.InOfficeUse ? "OfficeUse" : "Free");

    /// <summary>Neither free nor for residents now.</summary>
    public bool IsAway => State is "OutOfService" or "OfficeUse";

    /// <returns>Null when the fleet could not be had.</returns>
    public static IReadOnlyList<BoardUnit>? Of(IReadOnlyList<StandingUnit>? fleet, IReadOnlyList<Journey>? journeys, DateTimeOffset now)
    {
        var of = (journeys ?? []).ToLookup(journey => journey.UnitId);
        return fleet is null ? null : [.. fleet.Where(unit => unit.RetiredOn is null || of.Contains(unit.Id)).Select(unit => Of(unit, [.. of[unit.Id].OrderBy(journey => journey.SlotFrom)], now))
            // Those on the road first, then those who can go.
            .OrderBy(unit => unit.State switch { "Free" => 1, "OfficeUse" => 2, "OutOfService" => 3, _ => 0 }).ThenBy(unit => unit.Unit.Code, StringComparer.Ordinal)];
    }

    private static BoardUnit Of(StandingUnit unit, IReadOnlyList<Journey> journeys, DateTimeOffset now)
        => new(unit, journeys, journeys.FirstOrDefault(journey => journey.State is "EnRoute" or "Arrived" or "OnBoard") ?? journeys.FirstOrDefault(journey => journey.SlotFrom <= now));
}
