using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Portal.Shell.Form;

namespace PlanningPlatform.Portal.Pages;

/// <summary>A new account; its link is shown once, to be handed over.</summary>
internal static class InviteAccount
{
    public static async Task<IResult> ShowAsync(ComplaintsApi complaints, CancellationToken cancellationToken)
        => Html.Page<InviteAccountPage>(InviteModel.Empty with { Agencies = (await complaints.AgenciesAsync(cancellationToken)).Value?.Items });

    public static async Task<IResult> SubmitAsync(Posted posted, IdentityApi identity, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var model = InviteModel.From(posted);
        var answer = posted.IsGenuine
            ? await identity.InviteAsync(
                new { username = Posted.Said(model.Username), name = Posted.Said(model.Name), email = Posted.Said(model.Email), phone = Posted.Said(model.Phone), assignments = model.Assignments }, cancellationToken)
            : Problem.Expired;
        return answer.IsValue
            ? Html.Page<HandOverPage>(new HandOverModel(answer.Value.Id, answer.Value.Username, answer.Value.Link, TemporaryPassword: null, answer.Value.Link.ExpiresAt, answer.Value.SentTo))
            : Html.Page<InviteAccountPage>(model with { Problem = answer.Problem, Agencies = (await complaints.AgenciesAsync(cancellationToken)).Value?.Items }, answer.Problem.Status);
    }
}

public sealed record InviteModel(string Username, string Name, string Email, string Phone, IReadOnlyList<AssignmentWish> Assignments, Problem? Problem)
{
    /// <summary>Null while they cannot be asked for.</summary>
    public IReadOnlyList<Agency>? Agencies { get; init; }

    public static InviteModel Empty { get; } = new("", "", "", "", [], null);

    internal static InviteModel From(Posted posted) => new(posted["username"], posted["name"], posted["email"], posted["phone"], AssignmentRows.From(posted), null);
}

/// <param name="Link">Null when it is a temporary password.</param>
/// <param name="SentTo">Where the link also goes, masked; null when it goes nowhere.</param>
public sealed record HandOverModel(Guid Id, string Username, OneTimeLink? Link, string? TemporaryPassword, DateTimeOffset? Until, IReadOnlyList<string>? SentTo);
