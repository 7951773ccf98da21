using System.Xml.Linq;

namespace PlanningPlatform.Architecture.Tests;

/// <summary>The repository as files, for rules that the compiler does not know.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>All projects but the tests, by name, with the projects they reference.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> References { get; } = Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/tests/", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), ReferencesOf, StringComparer.Ordinal);

    public static IEnumerable<string> SourceFiles(string folder, string pattern = "*.cs")
        => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IReadOnlyList<string> ReferencesOf(string project)
        => [.. XDocument.Load(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlanningPlatform.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
