using System.Globalization;

namespace PlanningPlatform.Testing;

/// <summary>How many nearly right requests a test tries, and what they are made of.</summary>
public static class Fuzz
{
    /// <summary>Texts that once broke something somewhere.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "<script>alert(1)</script>", "\u202Etxt", "\u0001", "\uFFFF", "😀", "'; DROP TABLE \"Complaints\"; --", "%00", "%", "&", "=", "a\r\nb", "{0}", "${jndi:ldap://127.0.0.1:1/x}", "../../etc/passwd",
        "NaN", "Infinity", "1e308", "-0", "7,5", "true", "null", "TRUE", "secret", "Secret", "0", "-1", "99999999999999999999", "2035-01-01", "2035-01-01T00:00:00Z", "9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01",
        "2026-02-30", "kemarin", "35.71", "35.71.02.1012", "35.78.01.1001", "35.06.01.2001", "PJU", "pju", "TIDAK-ADA", "ADU-0000-0000", "ADU-0000-0000,ADU-1111-1111", "warga@contoh.id", "@", "0812-3456-7890", "abc",
        "http://127.0.0.1:1/x.jpg", "00000000-0000-0000-0000-000000000000", "e\u0301\u0301\u0301", "ﷺ", "İ", "ß", "\u200B", "\u2028",
    ];

    /// <summary>The number of cases: <c>FUZZ_CASES</c>, or as many as the ordinary run has time for.</summary>
    public static int Cases(int usual) => Number("FUZZ_CASES", usual);

    /// <summary>Where the random numbers begin: <c>FUZZ_SEED</c>. The same seed makes the same requests, save for the numbers that the service gave.</summary>
    public static int Seed(int usual) => Number("FUZZ_SEED", usual);

    public static T Pick<T>(this Random random, params IReadOnlyList<T> among) => among[random.Next(among.Count)];

    private static int Number(string variable, int usual) => int.Parse(Environment.GetEnvironmentVariable(variable) ?? usual.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
