using PlanningPlatform.Gateway.Limits;
using PlanningPlatform.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace PlanningPlatform.Gateway;

/// <summary>What could not be forwarded is answered in the platform's one error form instead of a bare 502.</summary>
internal sealed partial class ForwardingFailures(RequestDelegate next, LimitSettings limits, ILogger<ForwardingFailures> logger)
{
    private const int RetryAfterSeconds = 2;

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.GetForwarderErrorFeature() is not { } failure || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        Log.NotForwarded(logger, context.GetReverseProxyFeature().Cluster.Config.ClusterId, failure.Error, failure.Exception?.GetBaseException().Message);
        var refusal = failure.Error switch
        {
            ForwarderError.RequestTimedOut => TimedOut,
            ForwarderError.RequestBodyClient when context.Response.StatusCode == StatusCodes.Status413PayloadTooLarge => RequestSize.TooLarge(context, limits),
            ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled => BodyBroken,
            _ => Unavailable(mayHaveBeenDone: !IsSafe(context.Request.Method) && !NeverArrived(failure)),
        };
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        }

        await context.AnswerAsync(refusal);
    }

    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    /// <summary>No connection came about, so the service has not seen the request.</summary>
    private static bool NeverArrived(IForwarderErrorFeature failure)
        => failure.Error == ForwarderError.NoAvailableDestinations
            || failure.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    private static Refusal TimedOut { get; } = new(504, "timeout",
        new("Layanan terlalu lama menjawab. Periksa dahulu apakah permintaan Anda sudah tersimpan sebelum mengulanginya.", "The service took too long to answer. Check whether your request was stored before you repeat it."));

    private static Refusal BodyBroken { get; } = new(400, "body_incomplete",
        new("Data yang dikirim tidak sampai dengan utuh. Silakan kirim lagi.", "What was sent did not arrive in full. Please send it again."));

    private static Refusal Unavailable(bool mayHaveBeenDone) => new(503, "service_unavailable", mayHaveBeenDone
        ? new("Layanan ini terputus saat memproses permintaan Anda dan sedang dijalankan ulang. Belum pasti apakah permintaan tersimpan; periksa dahulu atau ulangi dengan Idempotency-Key yang sama.",
            "The service broke off while handling your request and is being restarted. It is unknown whether the request was stored; check first, or repeat it with the same Idempotency-Key.")
        : new("Layanan ini sedang dijalankan ulang. Coba lagi beberapa detik lagi.", "This service is being restarted. Please try again in a few seconds."))
    {
        Facts = new Dictionary<string, object?> { ["mayHaveBeenDone"] = mayHaveBeenDone },
    };

    private static partial class Log
    {
        // Without the path: it can hold a tracking number.
        [LoggerMessage(LogLevel.Warning, "A request to {Service} failed: {Error} ({Reason})")]
        public static partial void NotForwarded(ILogger logger, string service, ForwarderError error, string? reason);
    }
}
