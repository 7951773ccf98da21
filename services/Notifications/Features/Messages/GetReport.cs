using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Notifications.Channels;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.Messages;

/// <summary>The delivery report: how many messages of the last days are in which state, for each channel.</summary>
internal static class GetReport
{
    private const int LongestPeriod = 366;

    /// <param name="Channels">All of them, also those that nothing was sent by.</param>
    /// <param name="OldestDue">Since when the message that is overdue for longest has been due; null when nothing is late.</param>
    internal sealed record Answer(int Days, IReadOnlyList<ChannelReport> Channels, DateTimeOffset? OldestDue);

    /// <param name="GoesToFolder">No provider is set: messages are written to files.</param>
    /// <param name="Counts">By state, as <c>{"Sent": 12}</c>; states with none are left out.</param>
    internal sealed record ChannelReport(Channel Channel, bool GoesToFolder, IReadOnlyDictionary<string, int> Counts);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(int? days, NotificationsDb db, Providers providers, TimeProvider time, CancellationToken cancellationToken)
    {
        var period = days ?? 7;
        if (period is < 1 or > LongestPeriod)
        {
            return Refusal.InvalidField("days", "out_of_range", new($"Antara 1 dan {LongestPeriod} hari.", $"Between 1 and {LongestPeriod} days."));
        }

        var now = time.GetUtcNow();
        var since = now.AddDays(-period);
        var counts = await db.Notifications.Where(message => message.CreatedAt >= since)
            .GroupBy(message => new { message.Channel, message.State })
            .Select(group => new { group.Key.Channel, group.Key.State, Count = group.Count() }).ToListAsync(cancellationToken);
        var oldest = await db.Notifications.Where(message => message.State == NotificationState.Waiting && message.DueAt <= now)
            .OrderBy(message => message.DueAt).Select(message => (DateTimeOffset?)message.DueAt).FirstOrDefaultAsync(cancellationToken);
        return TypedResults.Ok(new Answer(
            period,
            [.. Enum.GetValues<Channel>().Select(channel => new ChannelReport(
                channel, providers.GoesToFolder(channel), counts.Where(count => count.Channel == channel).ToDictionary(count => count.State.ToString(), count => count.Count)))],
            oldest));
    }
}
