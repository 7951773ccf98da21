using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>What became of the messages to people. Filter and page are in the address.</summary>
internal static class SentMessages
{
    private const int PageSize = 25;
    private const int ReportDays = 7;

    public static IReadOnlyList<string> States { get; } = ["Waiting", "Sending", "Sent", "Delivered", "Uncertain", "Failed", "Suppressed"];

    public static Task<IResult> ShowAsync(string? status, int? halaman, string? kabar, NotificationsApi notifications, CancellationToken cancellationToken)
        => PageAsync(new(States.FirstOrDefault(state => state == status)), Math.Clamp(halaman ?? 1, 1, 10_000), kabar, problem: null, notifications, cancellationToken);

    public static async Task<IResult> SendAgainAsync(Guid id, Posted posted, NotificationsApi notifications, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await notifications.SendAgainAsync(id, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/kabar?kabar=message-sent-again") : await PageAsync(new(null), page: 1, news: null, problem, notifications, cancellationToken);
    }

    private static async Task<IResult> PageAsync(MessageFilter filter, int page, string? news, Problem? problem, NotificationsApi notifications, CancellationToken cancellationToken)
    {
        var asked = notifications.ReportAsync(ReportDays, cancellationToken);
        var messages = await notifications.ListAsync(filter.State, page, PageSize, cancellationToken);
        var report = await asked;
        if (!messages.IsValue || !report.IsValue)
            return Html.Trouble(messages.Problem ?? report.Problem!);

        return Html.Page<SentMessagesPage>(new SentMessagesModel(filter, report.Value, messages.Value, news, problem), problem?.Status ?? StatusCodes.Status200OK);
    }
}

public sealed record MessageFilter(string? State)
{
    public string PathTo(int page) => $"/kabar?status={State}&halaman={page}";
}

public sealed record SentMessagesModel(MessageFilter Filter, DeliveryReport Report, Listed<SentMessage> Messages, string? News, Problem? Problem);
