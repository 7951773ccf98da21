using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Portal.Shell.Form;

namespace PlanningPlatform.Portal.Pages;

/// <summary>One account: what it holds, and what an administrator can do about it.</summary>
internal static class ManageAccount
{
    public static Task<IResult> ShowAsync(Guid id, string? kabar, IdentityApi identity, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(id, kabar, problem: null, sent: null, identity, complaints, cancellationToken);

    public static async Task<IResult> ChangeContactAsync(Guid id, Posted posted, IdentityApi identity, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine
            ? (await identity.ChangeContactAsync(id, VersionIn(posted), Posted.Said(posted["name"]), Posted.Said(posted["email"]), Posted.Said(posted["phone"]), cancellationToken)).Problem
            : Problem.Expired;
        return problem is null ? Html.SeeOther($"/akun/{id}?kabar=contact-changed") : await PageAsync(id, news: null, problem, posted, identity, complaints, cancellationToken);
    }

    public static async Task<IResult> AssignAsync(Guid id, Posted posted, IdentityApi identity, ComplaintsApi complaints, Words words, CancellationToken cancellationToken)
    {
        DateOnly? from = DateOnly.TryParseExact(posted["from"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var problem = !posted.IsGenuine ? Problem.Expired
            : from is null && posted["from"].Length > 0 ? Problem.Invalid("from", words["Account.BadDate"])
            : (await identity.AssignAsync(id, VersionIn(posted), from, AssignmentRows.From(posted), cancellationToken)).Problem;
        return problem is null
            ? Html.SeeOther($"/akun/{id}?kabar={(from is null ? "roles-changed" : "transferred")}")
            : await PageAsync(id, news: null, problem, posted, identity, complaints, cancellationToken);
    }

    public static async Task<IResult> ResetPasswordAsync(Guid id, Posted posted, IdentityApi identity, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var answer = posted.IsGenuine ? await identity.ResetPasswordAsync(id, VersionIn(posted), posted["means"], cancellationToken) : Problem.Expired;
        return answer.IsValue
            ? Html.Page<HandOverPage>(new HandOverModel(id, posted["username"], answer.Value.Link, answer.Value.TemporaryPassword, answer.Value.Link?.ExpiresAt ?? answer.Value.TemporaryPasswordExpiresAt, answer.Value.SentTo))
            : await PageAsync(id, news: null, answer.Problem, posted, identity, complaints, cancellationToken);
    }

    public static async Task<IResult> StepAsync(Guid id, string step, Posted posted, IdentityApi identity, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await identity.StepAsync(id, step, VersionIn(posted), cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther($"/akun/{id}?kabar={step}") : await PageAsync(id, news: null, problem, posted, identity, complaints, cancellationToken);
    }

    private static async Task<IResult> PageAsync(Guid id, string? news, Problem? problem, Posted? sent, IdentityApi identity, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (found, agencies) = (identity.AccountAsync(id, cancellationToken), complaints.AgenciesAsync(cancellationToken));
        var account = await found;
        if (!account.IsValue)
            return Html.Trouble(account.Problem, sent);

        var typed = sent is null ? [] : AssignmentRows.From(sent);
        var own = account.Value.Assignments.Where(held => held.ActingFor is null).Select(held => new AssignmentWish(held.Role, held.Region, held.Agency, held.Unit)).Distinct();
        var contact = sent?.Fields.Any(field => field.Name == "email") == true
            ? new TypedContact(sent["name"], sent["email"], sent["phone"], IsRefused: true)
            : new TypedContact(account.Value.Name, account.Value.Email ?? "", account.Value.Phone ?? "", IsRefused: false);
        return Html.Page<ManageAccountPage>(
            new ManageAccountModel(account.Value, typed.Count > 0 ? typed : [.. own], sent?["from"] ?? "", contact, news, problem, (await agencies).Value?.Items), problem?.Status ?? StatusCodes.Status200OK);
    }

    private static int? VersionIn(Posted posted) => int.TryParse(posted["version"], CultureInfo.InvariantCulture, out var version) ? version : null;
}

/// <param name="Typed">The own assignments, or what a refused change had in its fields.</param>
/// <param name="Agencies">Null while they cannot be asked for.</param>
public sealed record ManageAccountModel(StaffAccount Account, IReadOnlyList<AssignmentWish> Typed, string TypedFrom, TypedContact Contact, string? News, Problem? Problem, IReadOnlyList<Agency>? Agencies);

/// <summary>Name and addresses, or what a refused change had in its fields.</summary>
public sealed record TypedContact(string Name, string Email, string Phone, bool IsRefused);
