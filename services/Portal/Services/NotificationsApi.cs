namespace PlanningPlatform.Portal.Services;

/// <summary>Messages to people by e-mail, SMS and WhatsApp: what became of them, their texts, and who wants none.</summary>
internal sealed class NotificationsApi(HttpClient http)
{
    public Task<Answer<DeliveryReport>> ReportAsync(int days, CancellationToken cancellationToken)
        => http.AskAsync<DeliveryReport>($"/api/notifications/report?days={days}", cancellationToken);

    public Task<Answer<Listed<SentMessage>>> ListAsync(string? state, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<SentMessage>>($"/api/notifications?page={page}&pageSize={pageSize}{(state is null ? "" : $"&state={state}")}", cancellationToken);

    public Task<Answer<Changed>> SendAgainAsync(Guid id, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/notifications/{id}/send-again", body: null, cancellationToken);

    public Task<Answer<AllTexts>> TextsAsync(CancellationToken cancellationToken)
        => http.AskAsync<AllTexts>("/api/notifications/texts", cancellationToken);

    public Task<Answer<Changed>> EditTextAsync(string template, string language, MessageWording wording, int? version, CancellationToken cancellationToken)
        => http.PutAsync<Changed>(Address(template, language), new { version, wording.Subject, wording.Body, wording.Short }, cancellationToken);

    public Task<Answer<MessageWording>> PreviewTextAsync(string template, string language, MessageWording wording, CancellationToken cancellationToken)
        => http.TellAsync<MessageWording>($"{Address(template, language)}/preview", wording, cancellationToken);

    public Task<Answer<Changed>> RestoreTextAsync(string template, string language, int? version, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"{Address(template, language)}/restore", new { version }, cancellationToken);

    public Task<Answer<OptedOut>> OptOutAsync(string code, CancellationToken cancellationToken)
        => http.AskAsync<OptedOut>(OptOutAddress(code), cancellationToken);

    public Task<Answer<OptedOut>> StopAsync(string code, CancellationToken cancellationToken)
        => http.TellAsync<OptedOut>(OptOutAddress(code), body: null, cancellationToken);

    public Task<Answer<OptedOut>> ResumeAsync(string code, CancellationToken cancellationToken)
        => http.DeleteAsync<OptedOut>(OptOutAddress(code), cancellationToken);

    private static string Address(string template, string language) => $"/api/notifications/texts/{Uri.EscapeDataString(template)}/{Uri.EscapeDataString(language)}";

    private static string OptOutAddress(string code) => $"/api/notifications/opt-out/{Uri.EscapeDataString(code)}";
}

/// <param name="OldestDue">Since when the message that is late for longest has been due; null when none is.</param>
public sealed record DeliveryReport(int Days, IReadOnlyList<ChannelReport> Channels, DateTimeOffset? OldestDue);

/// <param name="GoesToFolder">No provider is set: written to files instead.</param>
public sealed record ChannelReport(string Channel, bool GoesToFolder, IReadOnlyDictionary<string, int> Counts);

/// <param name="Recipient">Masked.</param>
public sealed record SentMessage(
    Guid Id, string Template, string Channel, string? Recipient, string State, DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, int Attempts,
    string? Error, bool CanBeSentAgain);

public sealed record AllTexts(IReadOnlyList<MessageText> Items);

/// <param name="Placeholders">What it may contain, as <c>{{number}}</c>.</param>
/// <param name="EditedBy">Null: the standard text.</param>
public sealed record MessageText(
    string Template, string Language, string Subject, string Body, string Short, IReadOnlyList<string> Placeholders, IReadOnlyList<string> Required, bool Essential, bool Urgent, int Version,
    string? EditedBy, DateTimeOffset? EditedAt)
{
    public MessageWording Wording => new(Subject, Body, Short);
}

public sealed record MessageWording(string Subject, string Body, string Short);

public sealed record OptedOut(string Recipient, string Channel, bool Stopped);
