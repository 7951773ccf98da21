using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>All texts that people are sent, each in both languages.</summary>
internal static class MessageTexts
{
    public static async Task<IResult> ShowAsync(string? kabar, NotificationsApi notifications, CancellationToken cancellationToken)
    {
        var texts = await notifications.TextsAsync(cancellationToken);
        return texts.IsValue ? Html.Page<MessageTextsPage>(new MessageTextsModel(texts.Value.Items, kabar)) : Html.Trouble(texts.Problem);
    }
}

public sealed record MessageTextsModel(IReadOnlyList<MessageText> Texts, string? News);
