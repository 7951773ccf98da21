using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PlanningPlatform.ServiceDefaults;
using Yarp.ReverseProxy.Model;

namespace PlanningPlatform.Gateway.Limits;

/// <summary>Refuses what announces itself as too large before a byte of it is read; what does not announce itself Kestrel stops at the limit.</summary>
internal sealed class RequestSize(RequestDelegate next, LimitSettings limits)
{
    // Kestrel itself would answer these without a word, so it lets through more than we take and the answer is ours.
    private const int LongestAddress = 8 * 1024;
    private const int LargestHeaders = 32 * 1024;

    /// <summary>Of a route's metadata: how many photos a request may bring.</summary>
    public const string PhotosOfRoute = "Photos";

    public static void LeaveRoomFor(KestrelServerLimits kestrel)
    {
        kestrel.MaxRequestLineSize = 8 * LongestAddress;
        kestrel.MaxRequestBufferSize = 1024 * 1024;
        kestrel.MaxRequestHeadersTotalSize = 8 * LargestHeaders;
        kestrel.MaxRequestHeaderCount = 1000;
    }

    private static Refusal AddressTooLong { get; } = new(414, "address_too_long", new("Alamat yang diminta terlalu panjang.", "The address is too long."));

    private static Refusal HeadersTooLarge { get; } = new(431, "headers_too_large", new("Header permintaan terlalu besar.", "The request's headers are too large."));

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.Value!.Length + context.Request.QueryString.Value!.Length > LongestAddress)
        {
            await context.AnswerAsync(AddressTooLong);
            return;
        }

        if (context.Request.Headers.Sum(header => header.Key.Length + header.Value.ToString().Length) > LargestHeaders)
        {
            await context.AnswerAsync(HeadersTooLarge);
            return;
        }

        var most = MostBytes(context, limits);
        if (context.Request.ContentLength is not { } announced || announced <= most)
        {
            if (most > limits.RequestBytes && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } larger)
            {
                larger.MaxRequestBodySize = most;
            }

            await next(context);
            return;
        }

        // Kestrel then reads on for up to five seconds and throws it away. Were the connection closed at once, most clients would
        // report a broken connection, because they look for the answer only after they have sent everything.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        await context.AnswerAsync(TooLarge(context, limits));
    }

    public static Refusal TooLarge(HttpContext context, LimitSettings limits)
        => PhotosOf(context) > 0 ? Answers.PhotosTooLarge(limits.PhotoBytes) : Answers.TooLarge(MostBytes(context, limits));

    private static long MostBytes(HttpContext context, LimitSettings limits) => PhotosOf(context) switch
    {
        0 => RateLimits.IsSignIn(context) ? limits.SignInBytes : limits.RequestBytes,
        var photos => limits.RequestBytes + ((photos + 1) * limits.PhotoBytes),
    };

    private static int PhotosOf(HttpContext context)
        => context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.Metadata?.TryGetValue(PhotosOfRoute, out var photos) == true ? int.Parse(photos, CultureInfo.InvariantCulture) : 0;
}
