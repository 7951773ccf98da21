using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PlanningPlatform.Platform.Tests;

[Collection(PlatformCollection.Name)]
public sealed partial class ReadmeTests(PlatformFixture fixture)
{
    [Fact]
    public async Task Journey_1_by_curl_in_the_README_works_word_for_word()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder(), "README.md"));
        var script = BashBlock().Match(readme).Groups["script"].Value
            .Replace("http://127.0.0.1:8080", fixture.Platform.BaseAddress.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace(".data/demo-password", Path.Combine(fixture.Platform.DataFolder, "demo-password"), StringComparison.Ordinal);

        var (exitCode, output, error) = await RunAsync(script);

        Assert.True(exitCode == 0, $"{error}\n{output}");
        var answers = output.Split("\n}\n", StringSplitOptions.RemoveEmptyEntries).Select(text => JsonDocument.Parse(text + "}").RootElement).ToList();
        Assert.Equal("Resolved", answers[0].GetProperty("status").GetString());
        Assert.Equal(10, answers[0].GetProperty("timeline").GetArrayLength());
        Assert.True(answers[1].GetProperty("minutesToArrival").GetProperty("count").GetInt32() >= 1);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-eu", "-c", script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = bash.StandardOutput.ReadToEndAsync(limit.Token);
        var error = bash.StandardError.ReadToEndAsync(limit.Token);
        await bash.WaitForExitAsync(limit.Token);
        return (bash.ExitCode, await output, await error);
    }

    private static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlanningPlatform.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex("```bash\n(?<script>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BashBlock();
}
