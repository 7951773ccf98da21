using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages;

/// <summary>All accounts by name. Search, filter and page are in the address.</summary>
internal static class Accounts
{
    private const int PageSize = 25;

    public static IReadOnlyList<string> States { get; } = ["Active", "Invited", "Deactivated"];

    public static IReadOnlyList<string> StaffRoles { get; } = [.. Roles.All.Except([Roles.Citizen])];

    public static async Task<IResult> ShowAsync(string? cari, string? peran, string? status, int? halaman, IdentityApi identity, CancellationToken cancellationToken)
    {
        var filter = new AccountFilter(cari ?? "", StaffRoles.FirstOrDefault(role => role == peran), States.FirstOrDefault(state => state == status));
        var accounts = await identity.AccountsAsync(Posted.Said(filter.Search), filter.Role, filter.State, Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken);
        return accounts.IsValue ? Html.Page<AccountsPage>(new AccountsModel(filter, accounts.Value)) : Html.Trouble(accounts.Problem);
    }
}

public sealed record AccountFilter(string Search, string? Role, string? State)
{
    public string PathTo(int page) => $"/akun?cari={Uri.EscapeDataString(Search)}&peran={Role}&status={State}&halaman={page}";
}

public sealed record AccountsModel(AccountFilter Filter, Listed<AccountRow> Accounts);
