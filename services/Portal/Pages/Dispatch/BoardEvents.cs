using Microsoft.AspNetCore.Http.Features;
using PlanningPlatform.Portal.Services;

namespace PlanningPlatform.Portal.Pages.Dispatch;

/// <summary>What happens on the board, streamed on to one browser as the service tells it (server-sent events).</summary>
internal static class BoardEvents
{
    /// <summary>Then the browser comes again by itself, with what it had last, and who it is is asked anew.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Whoever is in between gives up a line that is silent for longer (the gateway after 100 s).</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private static readonly byte[] Heartbeat = [.. ":\n\n"u8];

    /// <param name="duduk">False while nobody sits at the board.</param>
    public static async Task StreamAsync(bool? duduk, HttpContext http, DispatchApi dispatch, TimeProvider time, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(Longest, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over.Token);
        var answer = http.Response;
        try
        {
            using var events = await dispatch.EventsAsync(http.Request.Headers["Last-Event-ID"].FirstOrDefault(), duduk ?? true, ending.Token);
            if (!events.IsSuccessStatusCode || events.Content.Headers.ContentType?.MediaType != "text/event-stream")
            {
                // No page: a script asks, and it tries again.
                answer.StatusCode = events.IsSuccessStatusCode ? StatusCodes.Status502BadGateway : (int)events.StatusCode;
                await EndAsync(answer, cancellationToken);
                return;
            }

            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            answer.ContentType = "text/event-stream; charset=utf-8";
            answer.Headers.CacheControl = "no-store";
            answer.Headers["X-Accel-Buffering"] = "no";
            await answer.StartAsync(ending.Token);
            await using var source = await events.Content.ReadAsStreamAsync(ending.Token);
            await PassOnAsync(source, answer.Body, ending.Token);
        }
        catch (HttpRequestException) when (!answer.HasStarted)
        {
            answer.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await EndAsync(answer, cancellationToken);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or HttpRequestException)
        {
            // The browser went, its time is over, or the service ended: the browser comes again.
        }
    }

    private static async Task PassOnAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var (between, beforeLast) = (true, (byte)0);
        var reading = source.ReadAsync(buffer, cancellationToken).AsTask();
        while (true)
        {
            try
            {
                var read = await reading.WaitAsync(Silence, cancellationToken);
                if (read == 0)
                {
                    return;
                }

                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                (between, beforeLast) = (buffer[read - 1] == '\n' && (read > 1 ? buffer[read - 2] : beforeLast) == '\n', buffer[read - 1]);
                reading = source.ReadAsync(buffer, cancellationToken).AsTask();
            }
            catch (TimeoutException) when (between)
            {
                await target.WriteAsync(Heartbeat, cancellationToken);
            }
            catch (TimeoutException)
            {
                // In the middle of an event nothing may be put in.
            }

            await target.FlushAsync(cancellationToken);
        }
    }

    private static Task EndAsync(HttpResponse answer, CancellationToken cancellationToken)
    {
        answer.ContentType = "text/plain; charset=utf-8";
        return answer.WriteAsync($"{answer.StatusCode}", cancellationToken);
    }
}
