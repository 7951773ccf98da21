using System.Text.RegularExpressions;

namespace PlanningPlatform.Testing;

/// <summary>
/// Looks for what must be in no log: tokens, passwords, and what people entrust. Whoever ends a platform in a test scans its logs,
/// so every test that starts one also tests this.
/// </summary>
public static class LogScan
{
    /// <summary>Tests put this word into every protected field they send.</summary>
    public const string Marker = "RAHASIA";

    private static readonly (string What, Regex Form)[] Forms =
    [
        ("a protected field of a test", Form(Marker, RegexOptions.IgnoreCase)),
        ("an access token", Form(@"eyJ[\w-]{8,}\.[\w-]+")),
        // What ASP.NET Core's Data Protection makes always begins like this.
        ("a cookie or something encrypted", Form(@"CfDJ8[\w-]{10,}")),
        ("an authorisation header", Form(@"(Bearer|Basic) [\w-]{8,}")),
        ("a password", Form(@"(password|pwd|sandi|secret)[""']?\s*[=:]\s*[""']?[^\s""',}]{3,}|://[^/\s:@]+:[^/\s@]+@", RegexOptions.IgnoreCase)),
        ("a NIK", Form(@"(?<![\w.-])\d{16}(?![\w-]|\.\d)")),
        ("a phone number", Form(@"(?<![\w.])(\+62|62|0)8\d{7,11}(?!\w)")),
        ("an e-mail address", Form(@"[\w.+-]+@[a-z][\w-]*(\.[\w-]+)*\.[a-z]{2,}", RegexOptions.IgnoreCase)),
    ];

    /// <summary>Of sixteen random hexadecimal digits all may happen to be decimal, like those of a NIK.</summary>
    private static readonly Regex TraceIds = Form(@"(Span|Parent|Trace)Id""?:""?[0-9a-f]+");

    /// <param name="folder">Every file in it is read.</param>
    /// <param name="secrets">More texts to look for; shorter than eight characters are left out, because they would be found anywhere.</param>
    /// <returns>One line for each finding.</returns>
    public static IReadOnlyList<string> Find(string folder, IEnumerable<string> secrets)
    {
        var given = secrets.Where(secret => secret.Length >= 8).Distinct(StringComparer.Ordinal).ToList();
        return !Directory.Exists(folder)
            ? []
            : [.. from file in Directory.EnumerateFiles(folder)
                  from line in File.ReadLines(file).Index()
                  from what in WhatIsIn(line.Item, given)
                  select $"{Path.GetFileName(file)}, line {line.Index + 1}: {what} in: {line.Item[..Math.Min(line.Item.Length, 500)]}"];
    }

    /// <summary>What a text holds that it must not.</summary>
    public static IEnumerable<string> WhatIsIn(string text, IReadOnlyList<string> secrets)
    {
        var withoutIds = TraceIds.Replace(text, "");
        return Forms.Where(form => form.Form.IsMatch(withoutIds)).Select(form => form.What)
            .Concat(secrets.Where(secret => text.Contains(secret, StringComparison.Ordinal)).Select(_ => "a secret that a test was given"));
    }

    private static Regex Form(string pattern, RegexOptions options = RegexOptions.None) => new(pattern, options | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
}
