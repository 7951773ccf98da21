using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls;

/// <summary>What the lists that a supervisor keeps share.</summary>
internal static class Lists
{
    public static readonly Refusal ChangedMeanwhile = new(409, "changed_meanwhile", new(
        "Data ini baru saja diubah orang lain. Muat ulang, lalu coba lagi.", "Somebody else changed this a moment ago. Reload and try again."));

    public static readonly Refusal Full = new(409, "list_full", new(
        $"Daftar ini paling banyak {Paging.Largest}. Hapus yang tidak dipakai dahulu.", $"This list holds at most {Paging.Largest}. Remove what is not used first."));

    /// <summary>Capital letters, digits and dashes: what stands in an address and is said on the phone.</summary>
    public static void CheckCode(this FieldErrors errors, string field, string code, int longest)
    {
        if (code.Length > longest || !code.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            errors.Add(field, "no_code", $"Huruf besar, angka, dan tanda hubung, paling banyak {longest}.", $"Capital letters, digits and dashes, at most {longest}.");
        }
    }
}
