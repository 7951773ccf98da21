using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Notifications.Tests;

/// <summary>The service in a process of its own, killed (-9) with messages half handed over.</summary>
public sealed class KilledProcessTests
{
    [Fact]
    public async Task Killed_in_the_middle_of_sending_a_text_message_goes_on_and_a_mail_waits_for_somebody_to_decide()
    {
        await using var server = new MailServer();
        await server.StartAsync();
        using var line = new CuttingProxy(server.Port, hold: true);
        await using var gateway = await TextGateway.StartAsync();
        gateway.Silent = true;
        // The first service makes the database and then only looks on: a poll an hour from now never comes.
        await using var told = await Told.StartAsync(("PollInterval", "01:00:00"));
        await told.Running.ReadyAsync();
        string[] settings =
        [
            .. told.Settings.Where(setting => !setting.Key.StartsWith("Notifications:", StringComparison.Ordinal)).Select(setting => $"--{setting.Key}={setting.Value}"),
            "--Notifications:PollInterval=00:00:00.1", "--Notifications:RetryAfter=00:00:00.2", "--Notifications:Patience=00:00:03",
            .. MailTests.Smtp(line.Port).Select(setting => $"--Notifications:{setting.Item1}={setting.Item2}"), $"--Notifications:Sms:Address={gateway.Address}",
        ];

        await using var process = new TestProcess(typeof(Channel).Assembly, settings);
        var mail = await told.AskAsync(NotificationTemplates.PasswordReset, email: "pegawai@contoh.go.id");
        var text = await told.AskAsync(NotificationTemplates.MobileUnitDeparted, phone: "081234567890");
        await Eventually.TrueAsync(() => Task.FromResult(line.Messages == 1 && !gateway.Taken.IsEmpty), "both are half handed over");
        (line.Repaired, gateway.Silent) = (true, false);
        await process.KillAndStartAgainAsync();

        await told.BecomesAsync(text, NotificationState.Sent);
        Assert.Equal(NotificationState.Uncertain, (await told.BecomesAsync(mail, NotificationState.Uncertain)).State);
        await told.BecomesAsync(await told.AskAsync(NotificationTemplates.PasswordReset, email: "lain@contoh.go.id"), NotificationState.Sent);
        Assert.Single(gateway.Taken);
        Assert.True(gateway.Calls.Count >= 2);
        Assert.DoesNotContain(server.Arrived(), arrived => arrived.Contains("pegawai@contoh.go.id", StringComparison.Ordinal));
    }
}
