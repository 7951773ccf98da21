namespace PlanningPlatform.Gateway.Sessions;

/// <summary>Where a person is sent after signing in: never to another site, whatever the link said.</summary>
internal static class LocalAddress
{
    public const string Home = "/kerja";

    /// <returns><paramref name="address"/> when it is a path here, otherwise <see cref="Home"/>.</returns>
    public static string OrHome(string? address) => IsLocal(address) ? address! : Home;

    // "//host" and "/\host" leave the site; browsers drop tabs and line breaks, which would hide them.
    private static bool IsLocal(string? address)
        => address is ['/', ..]
            && address is not ['/', '/' or '\\', ..]
            && address.Length <= 2000
            && !address.Any(character => character is '\\' || char.IsControl(character) || character > '~')
            && !IsSessionPage(address);

    private static bool IsSessionPage(string address)
        => address.Split('?', '#')[0] is "/masuk" or "/keluar";
}
