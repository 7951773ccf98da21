using System.Text.RegularExpressions;

namespace PlanningPlatform.Portal.Shell;

/// <summary>
/// Keeps the secret of one number in the browser for the pages of that number only, so that it is never part of an address that
/// ends up in a history or a log, and the address of the case stays the same. Gone when the browser closes or the resident says so.
/// </summary>
internal sealed partial class KeptSecret
{
    private const string CookieName = "kode";
    private readonly string folder;
    private readonly TimeSpan? longest;

    /// <param name="longest">How long the browser keeps it; null: until it closes.</param>
    private KeptSecret(string folder, TimeSpan? longest = null) => (this.folder, this.longest) = (folder, longest);

    public static KeptSecret OfComplaint { get; } = new("/lacak");

    public static KeptSecret OfProposal { get; } = new("/usulan");

    /// <summary>The secret of a booking is the telephone number that it was made with.</summary>
    public static KeptSecret OfBooking { get; } = new("/mobmas");

    /// <summary>Somebody else's, on an officer's computer: as long as it takes to print a slip. [ours]</summary>
    public static KeptSecret AtCounter { get; } = new("/loket", TimeSpan.FromMinutes(30));

    /// <summary>Likewise.</summary>
    public static KeptSecret OfBookingAtCounter { get; } = new("/loket/mobmas", TimeSpan.FromMinutes(30));

    /// <summary>The page of a number, or null for what cannot be a number.</summary>
    public string? PathOf(string number) => PlausibleNumber().IsMatch(number) ? $"{folder}/{number}" : null;

    /// <summary>Null without one.</summary>
    public static string? Of(HttpContext http) => http.Request.Cookies[CookieName] is { Length: > 0 } secret ? Uri.UnescapeDataString(secret) : null;

    public void Keep(HttpContext http, string number, string secret)
    {
        var options = Options(http, number);
        options.MaxAge = longest;
        http.Response.Cookies.Append(CookieName, Uri.EscapeDataString(secret), options);
    }

    public void Forget(HttpContext http, string number) => http.Response.Cookies.Delete(CookieName, Options(http, number));

    private CookieOptions Options(HttpContext http, string number)
        => new() { Path = PathOf(number) ?? folder, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, Secure = http.Request.IsHttps };

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{1,39}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlausibleNumber();
}
