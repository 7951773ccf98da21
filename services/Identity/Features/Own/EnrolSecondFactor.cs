using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Own;

/// <summary>
/// <c>GET /api/identity/me/second-factor</c>, <c>POST</c> for a new secret (the old one works until the new one is confirmed) and
/// <c>POST .../confirm</c> with a first code.
/// </summary>
internal static class EnrolSecondFactor
{
    /// <param name="Required">By one of the account's roles.</param>
    internal sealed record State(bool Enrolled, bool Required, int RecoveryCodesLeft);

    /// <param name="Code">Of the present second factor, when there is one; a recovery code will do.</param>
    internal sealed record Request(string? Password, string? Code);

    /// <param name="Secret">Base 32, to be typed where no picture can be taken.</param>
    /// <param name="Uri"><c>otpauth://</c>, to be shown as a QR code.</param>
    internal sealed record Offer(string Secret, string Uri);

    internal sealed record Confirmation(string? Code);

    /// <param name="RecoveryCodes">Each stands in for the authenticator once. Shown this once.</param>
    internal sealed record Confirmed(IReadOnlyList<string> RecoveryCodes);

    public static async Task<Results<Ok<State>, Refusal>> ShowAsync(ClaimsPrincipal user, IdentityDb db, Grants grants, SecondFactors factors, TimeProvider time, CancellationToken cancellationToken)
    {
        var (id, now) = (user.AccountId(), time.GetUtcNow());
        var held = await db.Assignments.AsNoTracking().Where(assignment => assignment.AccountId == id && assignment.ValidFrom <= now && (assignment.ValidUntil == null || assignment.ValidUntil > now)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new State(
            await factors.IsOnAsync(id, cancellationToken), grants.NeedSecondFactor(held), await db.RecoveryCodes.CountAsync(code => code.AccountId == id, cancellationToken)));
    }

    public static async Task<Results<Ok<Offer>, Refusal>> OfferAsync(
        Request request, ClaimsPrincipal user, HttpResponse response, OwnAccount own, SecondFactors factors, Regency regency, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var errors = new FieldErrors();
        PasswordRules.RequirePresent(errors, "password", request.Password);
        errors.AllowText("code", request.Code, SecondFactorCheck.LongestCode);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var (account, refusal) = await own.ProveAsync(user, request.Password!, request.Code ?? "", response, cancellationToken);
        if (account is null)
        {
            return refusal!;
        }

        var secret = Totp.Base32(await factors.OfferAsync(account, cancellationToken));
        var issuer = Uri.EscapeDataString(regency.Name);
        return TypedResults.Ok(new Offer(secret, $"otpauth://totp/{issuer}:{Uri.EscapeDataString(account.UserName)}?secret={secret}&issuer={issuer}"));
    }

    public static async Task<Results<Ok<Confirmed>, Refusal>> ConfirmAsync(
        Confirmation request, ClaimsPrincipal user, HttpResponse response, IdentityDb db, SecondFactors factors, Lockout lockout, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var errors = new FieldErrors();
        errors.RequireText("code", request.Code, SecondFactorCheck.LongestCode);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var id = user.AccountId();
        if (await db.Accounts.SingleOrDefaultAsync(each => each.Id == id && each.DeactivatedAt == null, cancellationToken) is not { } account)
        {
            return Refusal.Forbidden;
        }

        if (!await lockout.TryCountAsync(account.NormalizedUserName, cancellationToken))
        {
            return PasswordRefusals.Of(new(null, await lockout.RemainingAsync(account.NormalizedUserName, cancellationToken) ?? TimeSpan.FromSeconds(1)), response)!;
        }

        if (await factors.ConfirmAsync(account, request.Code!.Replace(" ", "", StringComparison.Ordinal), cancellationToken) is not { } codes)
        {
            await lockout.FailAsync(account.NormalizedUserName, account.UserName, cancellationToken);
            return WrongCode;
        }

        await lockout.ForgetAsync(account, cancellationToken);
        return TypedResults.Ok(new Confirmed(codes));
    }

    private static Refusal WrongCode { get; } = Refusal.InvalidField("code", "wrong",
        new("Kode ini tidak cocok. Periksa jam ponsel Anda, lalu coba kode berikutnya.", "This code does not match. Check your phone's clock, then try the next code."));
}
