using System.Text.RegularExpressions;
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

    /// <summary>Folders of <c>services</c> with a Program.</summary>
    public static IReadOnlyList<string> Services { get; } = [.. FoldersOfServices().Where(HasProgram)];

    /// <summary>What services share: the other folders of <c>services</c>, contracts apart, and ServiceDefaults.</summary>
    public static IReadOnlyList<string> Libraries { get; } = [.. FoldersOfServices().Where(name => !HasProgram(name) && !name.EndsWith(".Contracts", StringComparison.Ordinal)), "ServiceDefaults"];

    /// <summary><c>MobileUnits</c> is <c>mobile-units</c> there.</summary>
    public static string NameInAppHost(string project) => Regex.Replace(project, "(?<=[a-z])(?=[A-Z])", "-", RegexOptions.None, TimeSpan.FromSeconds(1)).ToLowerInvariant();

    public static IEnumerable<string> SourceFiles(string folder, string pattern = "*.cs")
        => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> FoldersOfServices()
        => Directory.EnumerateDirectories(Path.Combine(Root, "services")).Select(folder => Path.GetFileName(folder)).Where(name => References.ContainsKey(name)).Order(StringComparer.Ordinal);

    private static bool HasProgram(string service) => File.Exists(Path.Combine(Root, "services", service, "Program.cs"));

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
