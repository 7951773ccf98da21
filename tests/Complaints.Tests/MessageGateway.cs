using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>The gateway for WhatsApp and SMS: hands messages over, signed.</summary>
/// <param name="time">The service's clock, which the signature's stamp goes by.</param>
internal sealed partial class MessageGateway(HttpClient client, string secret, TimeProvider time)
{
    public Chat From(string number) => new(this, number);

    /// <summary>Signed as of <paramref name="seconds"/> from now, with <paramref name="otherSecret"/> instead of the gateway's own.</summary>
    public HttpRequestMessage Sign(byte[] body, int seconds = 0, string? otherSecret = null)
    {
        var stamp = time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{stamp}."), .. body];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(otherSecret ?? secret), signed));
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/complaints/messages") { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add("X-Signature", $"t={stamp},v1={signature}");
        return request;
    }

    public async Task<HttpResponseMessage> PostAsync(object message, string? otherSecret = null, int seconds = 0)
    {
        using var request = Sign(JsonSerializer.SerializeToUtf8Bytes(message), seconds, otherSecret);
        return await client.SendAsync(request);
    }

    public static (string Number, string Secret) SlipIn(string reply)
    {
        var found = Slip().Match(reply);
        Assert.True(found.Success, reply);
        return (Number().Match(reply).Value, found.Groups["secret"].Value);
    }

    [GeneratedRegex(@"rahasia Anda: (?<secret>\S+)\.", RegexOptions.None, 1000)]
    private static partial Regex Slip();

    [GeneratedRegex(@"ADU-\w{4}-\w{4}", RegexOptions.None, 1000)]
    private static partial Regex Number();

    /// <summary>One sender's messages.</summary>
    internal sealed class Chat(MessageGateway gateway, string from)
    {
        public async Task<string> SayAsync(string text, string? id = null, object? location = null)
        {
            using var response = await gateway.PostAsync(new { id = id ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"), from, text, location });
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            return string.Join('\n', (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("replies").EnumerateArray().Select(reply => reply.GetString()));
        }

        /// <summary>The problem, the first of the kinds that are offered, and the village, as they are asked for.</summary>
        public async Task<string> SayUntilLodgedAsync(string problem, string village)
        {
            var reply = await SayAsync(problem);
            if (reply.Contains("Balas dengan angka", StringComparison.Ordinal))
            {
                reply = await SayAsync("1");
            }

            return reply.Contains("Di kelurahan mana?", StringComparison.Ordinal) ? await SayAsync(village) : reply;
        }
    }
}
