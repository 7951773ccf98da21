using System.Text.RegularExpressions;
using PlanningPlatform.Identity.Features;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Domain;

/// <summary>A role and scope as an administrator wrote them.</summary>
/// <param name="Region">Code of the city, a district or a village; unset is the whole city.</param>
internal sealed record AssignmentWish(string? Role, string? Region = null, string? Agency = null, string? Unit = null);

/// <summary>What may stand in an account, whether typed, imported or sent by a program.</summary>
internal sealed partial class AccountFields(Regency regency)
{
    public const int LongestName = 150;
    public const int LongestEmail = 254;
    public const int LongestPhone = 21;
    public const int LongestCode = 20;
    public const int LongestDecree = 100;

    /// <summary>Keeps the token, and with it the browser's session cookie, below what browsers store (4,096 bytes).</summary>
    public const int MostAssignments = 10;

    /// <summary>Residents need no account.</summary>
    public static IReadOnlyList<string> StaffRoles { get; } = [.. Roles.All.Except([Roles.Citizen])];

    /// <summary>Of two who choose it at the same moment, the second reads this, too.</summary>
    public static Refusal NameTaken { get; } = Refusal.InvalidField("username", "taken", new("Nama pengguna ini sudah dipakai.", "This user name is taken."));

    public static void CheckUserName(FieldErrors errors, string field, string? userName)
    {
        errors.RequireText(field, userName, IssueToken.LongestUserName);
        if (!string.IsNullOrWhiteSpace(userName) && !PlainName().IsMatch(userName))
        {
            errors.Add(field, "invalid",
                "Nama pengguna dimulai dengan huruf atau angka dan hanya berisi huruf, angka, dan - . _ @ +",
                "A user name starts with a letter or digit and holds letters, digits and - . _ @ + only.");
        }
    }

    public static void CheckContact(FieldErrors errors, string prefix, string? name, string? email, string? phone)
    {
        errors.AllowLine($"{prefix}name", name, LongestName);
        errors.AllowText($"{prefix}email", email, LongestEmail);
        errors.AllowText($"{prefix}phone", phone, LongestPhone);
        if (email is not null && (!PlainEmail().IsMatch(email) || !EmailAddress.IsValid(email)))
        {
            errors.Add($"{prefix}email", "invalid", "Ini bukan alamat surel yang dapat dikirimi. Contoh: nama@contoh.id.", "This is no e-mail address that can be sent to. Example: nama@contoh.id.");
        }

        if (phone is not null && TelephoneNumber.Normalize(phone) is null)
        {
            errors.Add($"{prefix}phone", "invalid", "Tulis nomor telepon lengkap dengan kode daerah. Contoh: 0812-3456-7890, (0354) 123456.", "Write all of the telephone number with its area code. Example: 0812-3456-7890, (0354) 123456.");
        }
    }

    /// <summary>Adds what is wrong to <paramref name="errors"/>; what comes back counts only when nothing was.</summary>
    /// <param name="path">Of the list: <c>assignments</c>; its rows are <c>assignments[0]</c>.</param>
    public IReadOnlyList<Scope> CheckAssignments(FieldErrors errors, string path, IReadOnlyList<AssignmentWish>? wishes)
    {
        if (wishes is null or { Count: 0 })
        {
            errors.Add(path, "required", "Pilih paling sedikit satu peran.", "Choose at least one role.");
            return [];
        }

        if (wishes.Count > MostAssignments)
        {
            errors.Add(path, "too_many", $"Paling banyak {MostAssignments} penugasan.", $"At most {MostAssignments} assignments.");
            return [];
        }

        return [.. wishes.Select((wish, row) => CheckOne(errors, $"{path}[{row}].", wish)).Distinct()];
    }

    /// <param name="prefix">Before the names of the fields: <c>assignments[0].</c>.</param>
    public Scope CheckOne(FieldErrors errors, string prefix, AssignmentWish? wish)
    {
        if (wish?.Role is null || !StaffRoles.Contains(wish.Role))
        {
            errors.Add($"{prefix}role", "unknown", $"Peran ini tidak dikenal. Pilihan: {string.Join(", ", StaffRoles)}.", $"Unknown role. One of {string.Join(", ", StaffRoles)}.");
            return new("");
        }

        var region = wish.Region ?? regency.Code.ToString();
        var level = RegionCode.TryParse(region, out var code) && Exists(code) ? code.Level : (RegionLevel?)null;
        if (level is null)
        {
            errors.Add($"{prefix}region", "unknown", $"Kode wilayah ini tidak ada di {regency.Name}.", $"There is no such region in {regency.Name}.");
        }
        else if (LevelOf(wish.Role) is { } needed && level != needed)
        {
            errors.Add($"{prefix}region", "wrong_level",
                needed == RegionLevel.Village ? "Peran ini memerlukan kode kelurahan atau desa." : "Peran ini memerlukan kode kecamatan.",
                needed == RegionLevel.Village ? "This role needs the code of a village." : "This role needs the code of a district.");
        }

        CheckCode(errors, $"{prefix}agency", wish.Agency, required: wish.Role == Roles.AgencyOfficer, orAll: false);
        CheckCode(errors, $"{prefix}unit", wish.Unit, required: wish.Role == Roles.Crew, orAll: true);
        return new(wish.Role, region, wish.Agency, wish.Unit);
    }

    private static RegionLevel? LevelOf(string role) => role switch
    {
        Roles.VillageSectionHead or Roles.VillageHead or Roles.CommunityGroup => RegionLevel.Village,
        Roles.DistrictHead => RegionLevel.District,
        _ => null,
    };

    private bool Exists(RegionCode code) => code == regency.Code || regency.FindDistrict(code) is not null || regency.FindVillage(code) is not null;

    private static void CheckCode(FieldErrors errors, string field, string? value, bool required, bool orAll)
    {
        if (value is null)
        {
            if (required)
            {
                errors.Add(field, "required", "Peran ini memerlukan bagian ini.", "This role needs this field.");
            }
        }
        else if (!(orAll && value == "*") && !PlainCode().IsMatch(value))
        {
            errors.Add(field, "invalid", $"Kode berisi huruf besar, angka, dan tanda hubung; paling banyak {LongestCode}.", $"A code has capitals, digits and hyphens; at most {LongestCode}.");
        }
    }

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9\-._@+]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainName();

    [GeneratedRegex(@"^[A-Z0-9][A-Z0-9\-]{0,19}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainCode();

    /// <summary>No spaces, and nothing that a spreadsheet runs as a formula.</summary>
    [GeneratedRegex(@"^[^@\s=+\-][^@\s]*@[^@\s]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainEmail();
}
