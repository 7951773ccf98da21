using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanningPlatform.Architecture.Tests.Api;

/// <summary>
/// The documents under docs/api are what the services and contracts say of themselves. <c>eng/api-documents.sh</c> writes them anew.
/// </summary>
public sealed class ApiDocumentTests
{
    private const string Update = "UPDATE_API_DOCUMENTS";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_AsyncAPI_document_is_that_of_the_contracts()
        => AssertCommitted("docs/api/asyncapi.json", AsyncApi.Document(EventContracts.All));

    [Fact]
    public async Task The_OpenAPI_documents_are_those_of_the_services()
    {
        var services = (await RunningEndpoints.AllAsync()).Where(service => service.Service is not "gateway" and not "portal").ToList();
        var failures = new List<Exception>();
        foreach (var service in services)
        {
            try
            {
                AssertCommitted($"docs/api/openapi/{service.Service}.json", service.OpenApi!);
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                failures.Add(failure);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Select(failure => failure.Message)));
        Assert.Equal(services.Select(service => $"{service.Service}.json").Order(), Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs/api/openapi")).Select(Path.GetFileName).Order());
    }

    private static void AssertCommitted(string path, JsonObject current)
    {
        var file = Path.Combine(Repository.Root, path);
        var committed = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : [];
        var changes = ApiChanges.Between(committed, current);
        var said = $"{path} is not what the code says:\n{string.Join('\n', changes.OrderByDescending(change => change.Breaking))}\nIf that is meant, run eng/api-documents.sh and commit what it writes."
            + (changes.Any(change => change.Breaking) ? " What is breaking breaks callers and events on their way: rather add beside it what is new, and take the old away a release later." : "");
        if (Environment.GetEnvironmentVariable(Update) is null or "")
        {
            Assert.True(changes.Count == 0, said);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, current.ToJsonString(Readable) + "\n");
    }
}
