using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Where the link at the end of each message leads: no more messages at this address, or again.</summary>
internal static class StopMessages
{
    public static async Task<IResult> ShowAsync(string code, NotificationsApi notifications, CancellationToken cancellationToken)
        => Answer(code, await notifications.OptOutAsync(code, cancellationToken), justDone: false);

    public static async Task<IResult> StopAsync(string code, Posted posted, NotificationsApi notifications, CancellationToken cancellationToken)
        => Answer(code, posted.IsGenuine ? await notifications.StopAsync(code, cancellationToken) : Problem.Expired, justDone: true);

    public static async Task<IResult> ResumeAsync(string code, Posted posted, NotificationsApi notifications, CancellationToken cancellationToken)
        => Answer(code, posted.IsGenuine ? await notifications.ResumeAsync(code, cancellationToken) : Problem.Expired, justDone: true);

    private static IResult Answer(string code, Answer<OptedOut> answer, bool justDone)
        => answer.IsValue ? Html.Page<StopMessagesPage>(new StopMessagesModel(code, answer.Value, justDone)) : Html.Trouble(answer.Problem);
}

/// <param name="JustDone">The person pressed a button a moment ago.</param>
public sealed record StopMessagesModel(string Code, OptedOut OptedOut, bool JustDone);
