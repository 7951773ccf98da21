namespace PlanningPlatform.Notifications.Texts;

/// <summary>What somebody reads, in one language; <c>{{number}}</c> stands for a value.</summary>
/// <param name="Subject">Of an e-mail.</param>
/// <param name="Body">Of an e-mail.</param>
/// <param name="Short">The same as SMS or WhatsApp.</param>
internal sealed record Wording(string Subject, string Body, string Short);
