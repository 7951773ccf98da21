using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway.Limits;

/// <summary>Reads whose password is being tried, so that attempts can be limited per user name; the body is then forwarded as it came.</summary>
internal sealed class SignInName(RequestDelegate next, LimitSettings limits)
{
    private static readonly object Key = new();

    /// <returns>The user name in capitals, or null when the request names none (a refresh token, or nonsense).</returns>
    public static string? Of(HttpContext context) => context.Items[Key] as string;

    public async Task InvokeAsync(HttpContext context)
    {
        if (RateLimits.IsSignIn(context))
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = limits.SignInBytes;
            }

            try
            {
                context.Items[Key] = (await ReadAsync(context))?.Trim().ToUpperInvariant();
            }
            catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException))
            {
                await context.AnswerAsync(UnreadableForm);
                return;
            }
        }

        await next(context);
    }

    private static Refusal UnreadableForm { get; } = new(400, "unreadable", new("Formulir ini tidak dapat dibaca.", "The form cannot be read."));

    private static async Task<string?> ReadAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType)
        {
            // The API takes JSON only; read here, its body would be gone when identity refuses it.
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            context.Request.EnableBuffering();
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            context.Request.Body.Position = 0;
            return form["username"];
        }

        context.Request.EnableBuffering();
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            // Without regard to case, as the identity service reads it.
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? body.RootElement.EnumerateObject()
                    .Where(member => member.Name.Equals("username", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
                    .Select(member => member.Value.GetString()).LastOrDefault()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The identity service says what is wrong with it.
            return null;
        }
        finally
        {
            context.Request.Body.Position = 0;
        }
    }
}
