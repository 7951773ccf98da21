namespace PlanningPlatform.Portal.Shell;

/// <summary>An address from outside may lead only to a page here: anything else would lend our name to somebody else's site.</summary>
internal static class LocalPath
{
    public static string Or(string? path, string otherwise)
        => path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) && Uri.IsWellFormedUriString(path, UriKind.Relative) ? path : otherwise;
}
