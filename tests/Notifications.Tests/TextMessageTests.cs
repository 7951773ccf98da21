using System.Net;
using System.Security.Cryptography;
using System.Text;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Notifications.Tests;

/// <summary>SMS and WhatsApp by a provider's HTTP interface, and its receipts.</summary>
public sealed class TextMessageTests
{
    private const string Secret = "what the provider signs with";

    [Fact]
    public async Task Whoever_left_a_telephone_number_is_told_by_SMS()
    {
        await using var gateway = await TextGateway.StartAsync();
        await using var told = await Told.StartAsync(("Sms:Address", gateway.Address), ("Sms:Token", "let me in"));

        var id = await told.AskAsync(NotificationTemplates.MobileUnitDeparted, email: "warga@contoh.id", phone: "0812-3456-7890");

        var notification = await told.BecomesAsync(id, NotificationState.Sent);
        var call = Assert.Single(gateway.Calls);
        Assert.Equal((id.ToString(), "Bearer let me in"), (call.Key, call.Authorization));
        Assert.Equal("+6281234567890", call.Body.GetProperty("to").GetString());
        Assert.Equal("sms", call.Body.GetProperty("channel").GetString());
        Assert.Equal(
            $"Kota Kediri: Mobmas MB-09 sedang menuju tempat Anda (laporan ADU-7K2M-Q4XD). http://127.0.0.1:8080/lacak/ADU-7K2M-Q4XD Berhenti: http://127.0.0.1:8080/berhenti/{notification.StopCode}",
            call.Body.GetProperty("text").GetString());
        Assert.Equal(("+62***890", $"SM-{id.ToString()[..8]}"), (notification.MaskedRecipient, notification.ProviderId));
    }

    [Fact]
    public async Task The_city_chooses_WhatsApp_instead()
    {
        await using var gateway = await TextGateway.StartAsync();
        await using var told = await Told.StartAsync(("WhatsApp:Address", gateway.Address), ("PhoneChannel", "WhatsApp"));

        await told.BecomesAsync(await told.AskAsync(phone: "+62 812 3456 7890", language: "en"), NotificationState.Sent);

        var call = Assert.Single(gateway.Calls);
        Assert.Equal("whatsapp", call.Body.GetProperty("channel").GetString());
        Assert.Equal(("complaint-received", "en"), (call.Body.GetProperty("template").GetString(), call.Body.GetProperty("language").GetString()));
        Assert.Equal("ADU-7K2M-Q4XD", call.Body.GetProperty("values").GetProperty("number").GetString());
    }

    [Fact]
    public async Task A_provider_that_is_busy_broken_or_silent_gets_the_same_message_again_until_it_takes_it()
    {
        await using var gateway = await TextGateway.StartAsync();
        gateway.Answers.Enqueue((429, "0"));
        gateway.Answers.Enqueue((503, null));
        gateway.Answers.Enqueue((500, null));
        gateway.Answers.Enqueue((401, null));
        gateway.Silent = true;
        await using var told = await Told.StartAsync(("Sms:Address", gateway.Address), ("Patience", "00:00:00.5"));

        var id = await told.AskAsync(phone: "081234567890");
        await Eventually.TrueAsync(() => Task.FromResult(gateway.Calls.Count >= 6), "it was tried after the silence");
        gateway.Silent = false;

        await told.BecomesAsync(id, NotificationState.Sent);
        Assert.Single(gateway.Taken);
        Assert.All(gateway.Calls, call => Assert.Equal(id.ToString(), call.Key));
    }

    [Fact]
    public async Task Retry_After_is_honoured()
    {
        await using var gateway = await TextGateway.StartAsync();
        gateway.Answers.Enqueue((429, "3600"));
        await using var told = await Told.StartAsync(("Sms:Address", gateway.Address));

        var id = await told.AskAsync(phone: "081234567890");

        await Eventually.TrueAsync(async () => await told.FindAsync(id) is { Attempts: 1, State: NotificationState.Waiting }, "it waits");
        Assert.InRange(((await told.FindAsync(id))!.DueAt - TimeProvider.System.GetUtcNow()).TotalMinutes, 58, 61);
    }

    [Fact]
    public async Task What_the_provider_refuses_has_failed()
    {
        await using var gateway = await TextGateway.StartAsync();
        gateway.Answers.Enqueue((422, null));
        await using var told = await Told.StartAsync(("Sms:Address", gateway.Address));

        var notification = await told.BecomesAsync(await told.AskAsync(phone: "081234567890"), NotificationState.Failed);

        Assert.Contains("422", notification.Error, StringComparison.Ordinal);
        Assert.Single(gateway.Calls);
    }

    [Fact]
    public async Task The_provider_tells_what_arrived_and_only_the_provider()
    {
        await using var gateway = await TextGateway.StartAsync();
        await using var told = await Told.StartAsync(("Sms:Address", gateway.Address), ("ReceiptSecret", Secret));
        var id = (await told.BecomesAsync(await told.AskAsync(phone: "081234567890"), NotificationState.Sent)).Id;
        var lost = (await told.BecomesAsync(await told.AskAsync(phone: "081234567891"), NotificationState.Sent)).Id;

        Assert.Equal(HttpStatusCode.Unauthorized, await ReceiptAsync(told, id, "Delivered", secret: "a guess"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReceiptAsync(told, id, "Delivered", Secret, age: TimeSpan.FromMinutes(6)));
        Assert.Equal(HttpStatusCode.NotFound, await ReceiptAsync(told, Guid.CreateVersion7(), "Delivered", Secret));
        Assert.Equal(HttpStatusCode.BadRequest, await ReceiptAsync(told, id, "Perhaps", Secret));
        Assert.Equal(NotificationState.Sent, (await told.FindAsync(id))!.State);

        Assert.Equal(HttpStatusCode.NoContent, await ReceiptAsync(told, id, "Delivered", Secret));
        Assert.Equal(HttpStatusCode.NoContent, await ReceiptAsync(told, id, "Delivered", Secret));
        Assert.Equal(HttpStatusCode.NoContent, await ReceiptAsync(told, id, "Failed", Secret));
        Assert.Equal(HttpStatusCode.NoContent, await ReceiptAsync(told, lost, "Failed", Secret));

        Assert.Equal(NotificationState.Delivered, (await told.FindAsync(id))!.State);
        Assert.NotNull((await told.FindAsync(id))!.DeliveredAt);
        Assert.Equal(NotificationState.Failed, (await told.FindAsync(lost))!.State);
        Assert.Equal("number *** is switched off", (await told.FindAsync(lost))!.Error);
    }

    [Fact]
    public async Task What_did_not_arrive_and_is_sent_again_is_a_new_message_to_the_provider_and_its_receipt_counts()
    {
        await using var gateway = await TextGateway.StartAsync();
        await using var told = await Told.StartAsync(("Sms:Address", gateway.Address), ("ReceiptSecret", Secret), ("Patience", "00:00:00.5"));
        var id = (await told.BecomesAsync(await told.AskAsync(phone: "081234567890"), NotificationState.Sent)).Id;
        Assert.Equal(HttpStatusCode.NoContent, await ReceiptAsync(told, id, "Failed", Secret));

        gateway.Silent = true;
        using var again = await told.Admin.PostAsync(new Uri($"/api/notifications/{id}/send-again", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await Eventually.TrueAsync(() => Task.FromResult(gateway.Calls.Count >= 3), "it was tried after the silence");
        gateway.Silent = false;

        Assert.Null((await told.BecomesAsync(id, NotificationState.Sent)).Error);
        Assert.Equal([$"{id}", $"{id}-1"], gateway.Taken.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NoContent, await ReceiptAsync(told, id, "Delivered", Secret));
        Assert.Equal(NotificationState.Delivered, (await told.FindAsync(id))!.State);
    }

    [Fact]
    public async Task A_receipt_that_is_faster_than_the_providers_answer_is_what_counts()
    {
        await using var gateway = await TextGateway.StartAsync();
        gateway.Silent = true;
        await using var told = await Told.StartAsync(("Sms:Address", gateway.Address), ("ReceiptSecret", Secret), ("Patience", "00:00:02"));
        var id = await told.AskAsync(phone: "081234567890");
        await Eventually.TrueAsync(() => Task.FromResult(gateway.Calls.Count == 1), "it was handed over");

        Assert.Equal(HttpStatusCode.NoContent, await ReceiptAsync(told, id, "Delivered", Secret));

        // Another message, tried twice, shows that the patience with the first is over.
        var other = await told.AskAsync(phone: "081234567891");
        await Eventually.TrueAsync(() => Task.FromResult(gateway.Calls.Count(call => call.Key == other.ToString()) == 2), "the other was tried again");
        Assert.Equal(NotificationState.Delivered, (await told.FindAsync(id))!.State);
        Assert.Single(gateway.Calls, call => call.Key == id.ToString());
    }

    [Fact]
    public async Task A_provider_of_SMS_that_is_silent_does_not_hold_up_mail()
    {
        await using var gateway = await TextGateway.StartAsync();
        gateway.Silent = true;
        await using var told = await Told.StartAsync(("Sms:Address", gateway.Address), ("Concurrency", "1"));
        await told.AskAsync(phone: "081234567890");
        await Eventually.TrueAsync(() => Task.FromResult(gateway.Calls.Count == 1), "the SMS hangs");

        await told.BecomesAsync(await told.AskAsync(email: "warga@contoh.id"), NotificationState.Sent);
    }

    [Theory]
    [InlineData("812-3456-7890 is switched off", "*** is switched off")]
    [InlineData("+62 (812) 3456.7890: off", "***: off")]
    [InlineData("+62 812\u20113456 7890", "***")]
    [InlineData("code 30003 for <warga@contoh.id>, twice", "code 30003 for *** twice")]
    [InlineData("code 30003, 5 tries", "code 30003, 5 tries")]
    public async Task What_a_provider_says_names_nobody(string said, string kept)
    {
        await using var told = await Told.StartAsync(("ReceiptSecret", Secret));
        var id = (await told.BecomesAsync(await told.AskAsync(phone: "081234567890"), NotificationState.Sent)).Id;

        Assert.Equal(HttpStatusCode.NoContent, await ReceiptAsync(told, id, "Failed", Secret, error: said));

        Assert.Equal(kept, (await told.FindAsync(id))!.Error);
    }

    [Fact]
    public async Task What_a_provider_says_of_somebody_forgotten_is_not_kept()
    {
        await using var told = await Told.StartAsync(("ReceiptSecret", Secret));
        var about = Guid.CreateVersion7();
        var id = (await told.BecomesAsync(await told.AskAsync(phone: "081234567890", about: about), NotificationState.Sent)).Id;
        await told.EraseAsync(about);
        await Eventually.TrueAsync(async () => await told.FindAsync(id) is { RecipientHash: null }, "it is forgotten");

        Assert.Equal(HttpStatusCode.NoContent, await ReceiptAsync(told, id, "Failed", Secret, error: "Bapak Budi has moved"));

        Assert.Equal("The provider says that it did not arrive.", (await told.BecomesAsync(id, NotificationState.Failed)).Error);
    }

    [Fact]
    public async Task Without_a_secret_no_receipt_is_taken()
    {
        await using var told = await Told.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, await ReceiptAsync(told, Guid.CreateVersion7(), "Delivered", Secret));
    }

    private static async Task<HttpStatusCode> ReceiptAsync(Told told, Guid id, string status, string secret, TimeSpan age = default, string error = "number 6281234567891 is switched off")
    {
        var body = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","status":"{{status}}","error":"{{error}}"}""");
        var stamp = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds();
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{stamp}."), .. body]));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/notifications/receipts", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Signature", $"t={stamp},v1={signature}");
        using var answer = await told.Anybody.SendAsync(request);
        return answer.StatusCode;
    }
}
