using System.Net;
using System.Text.Json;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>A dispatcher's board that is open: reads the stream and keeps, as a board does, the newest state of each thing.</summary>
internal sealed class OpenBoard : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly Task _reading;
    private readonly List<(string Kind, string? Id, JsonElement Data)> _heard = [];
    private int _comments;

    private OpenBoard(HttpResponseMessage answer, Stream stream)
    {
        _answer = answer;
        _reading = ReadAsync(stream);
    }

    /// <summary>All events so far, in their order.</summary>
    public IReadOnlyList<(string Kind, string? Id, JsonElement Data)> Heard
    {
        get
        {
            lock (_heard)
            {
                return [.. _heard];
            }
        }
    }

    public int Comments => Volatile.Read(ref _comments);

    public string? LastId => Heard.LastOrDefault(heard => heard.Id is not null).Id;

    public bool HasEnded => _reading.IsCompleted;

    /// <param name="lastId">What the board saw last, sent as a browser does.</param>
    /// <param name="looking">False when nobody sits there.</param>
    public static async Task<OpenBoard> OpenAsync(HttpClient client, string? lastId = null, bool inAddress = false, bool looking = true)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, inAddress ? $"/api/dispatch/events?lastEventId={Uri.EscapeDataString(lastId ?? "")}" : looking ? "/api/dispatch/events" : "/api/dispatch/events?looking=false");
        if (lastId is not null && !inAddress)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>As <see cref="OpenAsync"/>, and waits until everything of before was told.</summary>
    public static async Task<OpenBoard> ReadyAsync(HttpClient client, string? lastId = null)
    {
        var board = await OpenAsync(client, lastId);
        await board.HearsAsync(heard => heard.Kind == "ready", "the board is ready");
        return board;
    }

    public Task HearsAsync(Func<(string Kind, string? Id, JsonElement Data), bool> condition, string what) => Eventually.TrueAsync(() => Task.FromResult(Heard.Any(condition)), what);

    /// <summary>The newest state of a thing; null when it was never told.</summary>
    public JsonElement? Newest(string kind, Guid id)
        => Heard.Where(heard => heard.Kind == kind && heard.Data.GetProperty("id").GetGuid() == id).Select(heard => (JsonElement?)heard.Data).LastOrDefault();

    public async ValueTask DisposeAsync()
    {
        _answer.Dispose();
        await _reading;
    }

    private async Task ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        var (kind, id, data) = ("", (string?)null, "");
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                switch (line.Split(": ", 2))
                {
                    case ["event", var value]:
                        kind = value;
                        break;
                    case ["id", var value]:
                        id = value;
                        break;
                    case ["data", var value]:
                        data += value;
                        break;
                    case ["", ..] when line.Length > 0:
                        Interlocked.Increment(ref _comments);
                        break;
                    case [""] when data.Length > 0:
                        lock (_heard)
                        {
                            _heard.Add((kind, id, JsonDocument.Parse(data).RootElement));
                        }

                        (kind, id, data) = ("", null, "");
                        break;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Closed from one side or the other.
        }
    }
}
