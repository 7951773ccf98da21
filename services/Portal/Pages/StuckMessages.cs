using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Messages between the services that could not be handled or sent: what is stuck, why, and sending it again.</summary>
internal static class StuckMessages
{
    private const int PerService = 50;

    public static async Task<IResult> ShowAsync(string? kabar, StuckMessagesApi messages, CancellationToken cancellationToken)
    {
        var asked = await Task.WhenAll(StuckMessagesApi.Services.Select(async service => (service, answer: await messages.ListAsync(service, PerService, cancellationToken))));
        if (asked.All(service => !service.answer.IsValue))
            return Html.Trouble(asked[0].answer.Problem!);

        return Html.Page<StuckMessagesPage>(new StuckMessagesModel(
            [.. asked.Where(service => service.answer.IsValue).SelectMany(service => service.answer.Value!.Items.Select(message => new StuckRow(service.service, message))).OrderByDescending(row => row.Message.Since)],
            asked.Where(service => service.answer.IsValue).Sum(service => service.answer.Value!.Total),
            [.. asked.Where(service => !service.answer.IsValue).Select(service => service.service)],
            kabar));
    }

    public static Task<IResult> ReadAsync(string service, Guid id, StuckMessagesApi messages, CancellationToken cancellationToken)
        => DetailAsync(service, id, problem: null, messages, cancellationToken);

    public static async Task<IResult> ReplayAsync(string service, Guid id, Posted posted, StuckMessagesApi messages, CancellationToken cancellationToken)
    {
        var problem = !Knows(service) ? NotFound : posted.IsGenuine ? (await messages.ReplayAsync(service, id, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/pesan?kabar=message-replayed") : await DetailAsync(service, id, problem, messages, cancellationToken);
    }

    public static async Task<IResult> DiscardAsync(string service, Guid id, Posted posted, StuckMessagesApi messages, CancellationToken cancellationToken)
    {
        var problem = !Knows(service) ? NotFound : posted.IsGenuine ? (await messages.DiscardAsync(service, id, posted["reason"], cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/pesan?kabar=message-discarded") : await DetailAsync(service, id, problem, messages, cancellationToken);
    }

    private static async Task<IResult> DetailAsync(string service, Guid id, Problem? problem, StuckMessagesApi messages, CancellationToken cancellationToken)
    {
        var detail = Knows(service) ? await messages.ReadAsync(service, id, cancellationToken) : NotFound;
        return detail.IsValue
            ? Html.Page<StuckMessagePage>(new StuckMessageModel(service, detail.Value, problem), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(detail.Problem);
    }

    private static Problem NotFound => new(StatusCodes.Status404NotFound, "not_found", "", []);

    private static bool Knows(string service) => StuckMessagesApi.Services.Contains(service);
}

public sealed record StuckRow(string Service, StuckMessage Message);

/// <param name="Total">Over all services; more than the rows when one has very many.</param>
/// <param name="Silent">Services that did not answer.</param>
public sealed record StuckMessagesModel(IReadOnlyList<StuckRow> Rows, int Total, IReadOnlyList<string> Silent, string? News);

public sealed record StuckMessageModel(string Service, StuckMessageDetail Detail, Problem? Problem);
