namespace PlanningPlatform.Architecture.Tests;

public sealed class ReferenceTests
{
    /// <summary>Which library may use which; whatever is not named here uses none.</summary>
    private static readonly Dictionary<string, string[]> Layers = new(StringComparer.Ordinal)
    {
        ["ServiceDefaults"] = ["Regions"],
        ["Persistence"] = ["ServiceDefaults"],
        ["Messaging"] = ["Messaging.Contracts", "Persistence"],
        ["Intake"] = ["ServiceDefaults", "Persistence", "Regions"],
    };

    [Fact]
    public void A_service_references_libraries_and_contracts_and_never_another_service()
    {
        foreach (var service in Repository.Services)
        {
            var others = Repository.References[service].Where(reference => !Repository.Libraries.Contains(reference) && !reference.EndsWith(".Contracts", StringComparison.Ordinal));
            Assert.Empty(others);
        }
    }

    [Fact]
    public void The_gateway_knows_no_service_and_nobody_knows_the_gateway_or_AppHost()
    {
        Assert.Equal(["ServiceDefaults"], Repository.References["Gateway"]);
        foreach (var (project, references) in Repository.References.Where(pair => pair.Key != "AppHost"))
        {
            Assert.DoesNotContain(references, reference => reference is "Gateway" or "AppHost");
            Assert.False(references.Contains("Testing"), $"{project} references the tests.");
        }
    }

    [Fact]
    public void AppHost_starts_every_service()
    {
        var topology = File.ReadAllText(Path.Combine(Repository.Root, "AppHost", "AppHost.cs"));
        Assert.All(Repository.Services, service => Assert.Contains($"\"{Repository.NameInAppHost(service)}\", \"../services/{service}/{service}.csproj\"", topology, StringComparison.Ordinal));
    }

    [Fact]
    public void Contracts_reference_nothing_but_the_contract_of_events()
    {
        foreach (var (project, references) in Repository.References.Where(pair => pair.Key.EndsWith(".Contracts", StringComparison.Ordinal)))
        {
            Assert.All(references, reference => Assert.Equal(("Messaging.Contracts", project), (reference, project)));
        }
    }

    [Fact]
    public void Libraries_use_only_the_libraries_below_them()
    {
        foreach (var library in Repository.Libraries)
        {
            Assert.All(Repository.References[library], reference => Assert.True(Layers.GetValueOrDefault(library, []).Contains(reference), $"{library} references {reference}."));
        }
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "PlanningPlatform.sln"));
        foreach (var project in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories))
        {
            Assert.Contains(Path.GetRelativePath(Repository.Root, project).Replace('/', '\\'), solution, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Program_fits_one_screen_and_endpoints_are_listed_in_one_file()
    {
        foreach (var service in Repository.Services)
        {
            var program = File.ReadAllLines(Path.Combine(Repository.Root, "services", service, "Program.cs"));
            Assert.True(program.Length <= 50, $"{service}/Program.cs has {program.Length} lines.");
            // A standard that others define (Open311) has its own, in its own folder.
            Assert.Single(Directory.GetFiles(Path.Combine(Repository.Root, "services", service), "*Endpoints.cs"));
        }
    }

    [Fact]
    public void Every_decision_is_listed_and_every_page_of_the_README_exists()
    {
        var decisions = File.ReadAllText(Path.Combine(Repository.Root, "docs", "adr", "README.md"));
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "adr"), "0*.md"),
            file => Assert.Contains(Path.GetFileName(file), decisions, StringComparison.Ordinal));
        foreach (var page in Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)))
        {
            foreach (var link in LocalLinks(File.ReadAllText(page)))
            {
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link)), $"{Path.GetFileName(page)} links to {link}, which is missing.");
            }
        }
    }

    private static IEnumerable<string> LocalLinks(string markdown)
        => markdown.Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)])
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal) && !link.StartsWith('#'))
            .Select(link => link.Split('#')[0]);
}
