using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway.Limits;

/// <summary>How much and how often.</summary>
internal static class RateLimits
{
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Limits").Get<LimitSettings>() ?? new();
        builder.Services.AddSingleton(settings);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = settings.RequestBytes;
            RequestSize.LeaveRoomFor(kestrel.Limits);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            // Slower than the slowest mobile line (240 bytes a second for longer than 10 s) is somebody holding connections open.
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        });
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(ClientKey.Address(context), settings.Everything)),
                PartitionedRateLimiter.Create<HttpContext, string>(context => IsSignIn(context)
                    ? Partition(ClientKey.Address(context), settings.SignInPerAddress)
                    : RateLimitPartition.GetNoLimiter("")));
            limiter.AddPolicy(RequestClass.General, context => ByCredential(context) ?? Partition(ClientKey.Address(context), settings.Address));
            limiter.AddPolicy(RequestClass.Intake, context => ByCredential(context) ?? Partition(ClientKey.Address(context), settings.Intake));
            limiter.AddPolicy(RequestClass.Tracking, context => ByCredential(context)
                ?? (ClientKey.TrackingSlip(context) is { } slip
                    ? Partition($"tracking {slip}", settings.TrackingNumber)
                    : Partition(ClientKey.Address(context), settings.Address)));
            limiter.AddPolicy(RequestClass.Tracker, context => ClientKey.Device(context) is { } device
                ? Partition($"device {device}", settings.Device)
                : Partition(ClientKey.Address(context), settings.Positions));
            limiter.AddPolicy(RequestClass.SignIn, context => SignInName.Of(context) is { } name
                ? Partition($"{name} {ClientKey.Address(context)}", settings.SignInPerAccount)
                : Partition(ClientKey.Address(context), settings.Address));
            limiter.OnRejected = RefuseAsync;
        });

        RateLimitPartition<string>? ByCredential(HttpContext context)
            => ClientKey.Credential(context) is { } credential ? Partition($"credential {credential}", settings.Credential) : null;
    }

    public static void UseLimits(this WebApplication app)
    {
        app.UseMiddleware<RequestSize>();
        app.UseMiddleware<SignInName>();
        app.UseRateLimiter();
    }

    public static bool IsSignIn(HttpContext context)
        => context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == RequestClass.SignIn;

    private static RateLimitPartition<string> Partition(string key, Rate rate)
        => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate.Burst,
            // Ten times a second where the rate allows, else one at a time.
            TokensPerPeriod = rate.PerSecond > 10 ? (int)(rate.PerSecond / 10) : 1,
            ReplenishmentPeriod = rate.PerSecond > 10 ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(1 / rate.PerSecond),
            QueueLimit = 0,
            AutoReplenishment = false,
        });

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await rejected.HttpContext.AnswerAsync(TooMany);
    }

    private static Refusal TooMany { get; } = new(429, "too_many_requests",
        new("Terlalu banyak permintaan. Tunggu sebentar lalu coba lagi.", "Too many requests. Wait a moment and try again."));
}
