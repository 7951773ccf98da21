using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary>
/// <c>POST /api/identity/password-forgotten</c>: the same answer to everybody. It takes down what was typed and nothing more, so that not even
/// the time it takes says whether there is such an account; <see cref="ForgottenPasswords"/> looks at it a moment later.
/// </summary>
internal static class ReportForgottenPassword
{
    /// <param name="Username">User name or e-mail address.</param>
    internal sealed record Request(string? Username);

    /// <param name="LinkValidMinutes">How long the link is good, if one is sent.</param>
    /// <param name="OneLinkPerMinutes">Whoever asks again sooner is sent no other.</param>
    internal sealed record Answer(int LinkValidMinutes, int OneLinkPerMinutes);

    public static async Task<Results<Accepted<Answer>, Refusal>> HandleAsync(
        Request request, HttpContext context, IdentityDb db, IOptions<IdentitySettings> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireText("username", request.Username, AccountFields.LongestEmail);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        db.ForgottenPasswords.Add(new() { Id = Guid.CreateVersion7(time.GetUtcNow()), NormalizedName = Account.Normalize(request.Username!.Trim()), Address = context.CallerAddress()?.ToString() });
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null, new Answer(Minutes(settings.Value.ForgottenPasswordLifetime), Minutes(settings.Value.ForgottenPasswordEvery)));
    }

    private static int Minutes(TimeSpan span) => (int)Math.Ceiling(span.TotalMinutes);
}
