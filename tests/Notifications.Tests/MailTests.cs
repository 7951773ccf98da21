using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Notifications.Tests;

public sealed class MailTests
{
    [Fact]
    public async Task A_message_reaches_the_mail_server_once_however_often_it_is_asked_for()
    {
        await using var server = new MailServer();
        await server.StartAsync();
        await using var told = await Told.StartAsync(Smtp(server.Port));

        var request = told.Request(NotificationTemplates.ComplaintReceived, "Warga@Contoh.ID", phone: null, Guid.CreateVersion7());
        await told.PublishAsync(request, request, request with { Version = request.Version + 1 });

        var notification = await told.BecomesAsync(request.NotificationId, NotificationState.Sent);
        await told.BecomesAsync(await told.AskAsync(email: "lain@contoh.id"), NotificationState.Sent);
        Assert.Equal(2, server.Arrived().Count);
        var mail = Assert.Single(server.Arrived(), text => text.Contains("Warga@contoh.id", StringComparison.Ordinal));
        Assert.Equal("Laporan ADU-7K2M-Q4XD kami terima", Decoded(Header(mail, "Subject")));
        Assert.Equal($"<{request.NotificationId}@contoh.go.id>", Header(mail, "Message-ID"));
        Assert.Equal($"<http://127.0.0.1:8080/api/notifications/opt-out/{notification.StopCode}>", Header(mail, "List-Unsubscribe"));
        Assert.Equal("List-Unsubscribe=One-Click", Header(mail, "List-Unsubscribe-Post"));
        Assert.Contains("http://127.0.0.1:8080/lacak/ADU-7K2M-Q4XD", Body(mail), StringComparison.Ordinal);
        Assert.Contains($"http://127.0.0.1:8080/berhenti/{notification.StopCode}", Body(mail), StringComparison.Ordinal);
        Assert.Equal("W***@contoh.id", notification.MaskedRecipient);
        Assert.Equal(1, notification.Attempts);
    }

    [Fact]
    public async Task What_is_asked_for_again_is_no_message_that_gets_stuck()
    {
        await using var told = await Told.StartAsync();
        var request = told.Request(NotificationTemplates.ComplaintReceived, "warga@contoh.id", phone: null, Guid.CreateVersion7());

        await told.PublishAsync(request, request, request with { Version = request.Version + 1 });

        // Of the same aggregate, so handled after them.
        await told.BecomesAsync(await told.AskAsync(email: "lain@contoh.id", about: request.AboutId), NotificationState.Sent);
        var stuck = await told.Admin.GetFromJsonAsync<JsonElement>(new Uri("/api/notifications/stuck-messages", UriKind.Relative));
        Assert.Equal(0, stuck.GetProperty("total").GetInt32());
        Assert.Equal(1, (await told.BecomesAsync(request.NotificationId, NotificationState.Sent)).Attempts);
        Assert.Equal(2, Directory.GetFiles(told.MailFolder).Length);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_gets_the_message_when_it_is_back()
    {
        await using var server = new MailServer();
        await using var told = await Told.StartAsync(Smtp(server.Port));
        var id = await told.AskAsync(email: "warga@contoh.id");
        await Eventually.TrueAsync(async () => await told.FindAsync(id) is { Attempts: >= 2, State: NotificationState.Waiting, Error: not null }, "it was tried and waits");

        await server.StartAsync();

        await told.BecomesAsync(id, NotificationState.Sent);
        Assert.Single(server.Arrived());
    }

    [Fact]
    public async Task A_message_that_broke_off_at_the_mail_server_is_repeated_only_by_an_administrator()
    {
        await using var server = new MailServer();
        await server.StartAsync();
        using var line = new CuttingProxy(server.Port);
        await using var told = await Told.StartAsync(Smtp(line.Port));

        var id = await told.AskAsync(email: "warga@contoh.id");
        await told.BecomesAsync(id, NotificationState.Uncertain);
        await Eventually.TrueAsync(() => Task.FromResult(server.Arrived().Count == 1), "the server has it");
        line.Repaired = true;
        await told.BecomesAsync(await told.AskAsync(email: "lain@contoh.id"), NotificationState.Sent);
        Assert.Equal(2, server.Arrived().Count);

        using var again = await told.Admin.PostAsync(new Uri($"/api/notifications/{id}/send-again", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await told.BecomesAsync(id, NotificationState.Sent);
        Assert.Equal(3, server.Arrived().Count);
        using var sentAlready = await told.Admin.PostAsync(new Uri($"/api/notifications/{id}/send-again", UriKind.Relative), content: null);
        Assert.Equal((HttpStatusCode.Conflict, "not_sendable"), (sentAlready.StatusCode, await CodeAsync(sentAlready)));
    }

    [Fact]
    public async Task A_message_that_the_mail_server_refuses_has_failed_and_stops_no_other()
    {
        await using var server = new MailServer(largestMessage: 200);
        await server.StartAsync();
        await using var told = await Told.StartAsync(Smtp(server.Port));

        var large = await told.AskAsync(NotificationTemplates.AccountInvited, email: "pegawai@contoh.go.id");
        var notification = await told.BecomesAsync(large, NotificationState.Failed);

        Assert.Equal(1, notification.Attempts);
        Assert.False(string.IsNullOrEmpty(notification.Error));
        Assert.Empty(server.Arrived());
    }

    [Fact]
    public async Task A_mail_server_that_takes_nobody_for_now_is_asked_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var end = new CancellationTokenSource();
        var greeting = GreetAsync(listener, "554 No service here\r\n", end.Token);
        await using var told = await Told.StartAsync(Smtp(((IPEndPoint)listener.LocalEndpoint).Port));

        var id = await told.AskAsync(email: "warga@contoh.id");

        await Eventually.TrueAsync(async () => await told.FindAsync(id) is { State: NotificationState.Waiting, Attempts: >= 2, Error: "The mail server greets with 554." }, "it was tried and waits");
        await end.CancelAsync();
        await greeting;
    }

    [Fact]
    public async Task An_address_that_does_not_exist_has_failed_a_full_mailbox_waits_and_neither_is_named_by_the_report()
    {
        await using var server = new MailServer();
        await server.StartAsync();
        await using var told = await Told.StartAsync([.. Smtp(server.Port), ("RetryAfter", "00:10:00")]);

        var unknown = await told.BecomesAsync(await told.AskAsync(email: "tidak-ada@contoh.id"), NotificationState.Failed);
        Assert.Equal("550 MailboxUnavailable", unknown.Error);
        Assert.Equal("554 TransactionFailed", (await told.BecomesAsync(await told.AskAsync(email: "ditolak@contoh.id"), NotificationState.Failed)).Error);
        var full = await told.AskAsync(email: "penuh@contoh.id");
        await Eventually.TrueAsync(async () => await told.FindAsync(full) is { State: NotificationState.Waiting, Error: "452 InsufficientStorage" }, "it waits for the mailbox");
        Assert.Empty(server.Arrived());
    }

    [Fact]
    public async Task Nobody_is_given_up_before_the_time_that_the_settings_say_and_everybody_after_it()
    {
        await using var server = new MailServer();
        var time = new SettableTime();
        await using var told = await Told.StartAtAsync(time, [.. Smtp(server.Port), ("GiveUpAfter", "1.00:00:00")]);
        var id = await told.AskAsync(email: "warga@contoh.id");
        await Eventually.TrueAsync(async () => (await told.FindAsync(id))?.Attempts >= 1, "it was tried");

        time.Advance(TimeSpan.FromHours(23));
        var before = (await told.FindAsync(id))!.Attempts;
        await Eventually.TrueAsync(async () => await told.FindAsync(id) is { State: NotificationState.Waiting } tried && tried.Attempts > before, "it was tried again and waits for the next time");
        time.Advance(TimeSpan.FromHours(2));

        await told.BecomesAsync(id, NotificationState.Failed);
    }

    internal static (string, string)[] Smtp(int port)
        => [("Smtp:Host", "127.0.0.1"), ("Smtp:Port", $"{port}"), ("Smtp:Tls", "false"), ("Smtp:From", "Lapor 112 <lapor@contoh.go.id>")];

    internal static async Task<string?> CodeAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    internal static string Header(string mail, string name)
        => Regex.Match(mail, $@"^{name}: (?<value>.*(?:\r?\n[ \t].*)*)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["value"].Value.ReplaceLineEndings("").Trim();

    internal static string Body(string mail)
    {
        var body = mail.ReplaceLineEndings("\n").Split("\n\n", 2)[1];
        return Header(mail, "Content-Transfer-Encoding") switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal).Trim())),
            "quoted-printable" => Unquoted(body),
            _ => body,
        };
    }

    private static async Task GreetAsync(TcpListener listener, string greeting, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var caller = await listener.AcceptTcpClientAsync(end);
                var line = caller.GetStream();
                await line.WriteAsync(Encoding.ASCII.GetBytes(greeting), end);
                // Until the caller is gone, so that the greeting is not lost with the line.
                await line.CopyToAsync(Stream.Null, end);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The caller has heard enough, or the test is over.
            }
        }
    }

    private static string Decoded(string header)
        => Regex.Replace(header, @"=\?utf-8\?B\?(?<text>[^?]*)\?=\s*", word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value)), RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static string Unquoted(string text)
        => Regex.Replace(text.Replace("=\n", "", StringComparison.Ordinal), "=(?<hex>[0-9A-F]{2})", code => ((char)Convert.ToInt32(code.Groups["hex"].Value, 16)).ToString(), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
