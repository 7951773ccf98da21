namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>The command line. What it says overrides the environment.</summary>
internal sealed record Switches(bool Help, bool Fresh, IReadOnlyDictionary<string, string?> Configuration)
{
    /// <summary>The text of <c>--help</c>, a file that run.sh prints too.</summary>
    public static string Description
    {
        get
        {
            using var text = new StreamReader(typeof(Switches).Assembly.GetManifestResourceStream("usage.txt")!);
            return text.ReadToEnd().TrimEnd();
        }
    }

    public static Switches Read(string[] args)
    {
        var help = false;
        var fresh = false;
        var configuration = new Dictionary<string, string?>(StringComparer.Ordinal);
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var arg))
        {
            var (name, inline) = arg.Split('=', 2) is [var before, var after] ? (before, after) : (arg, null);
            switch (name)
            {
                case "--help" or "-h" or "--fresh" or "--no-demo" when inline is not null:
                    throw new Refusal($"Pilihan {name} tidak memakai nilai.", $"The switch {name} takes no value.", exitCode: 2);
                case "--help" or "-h":
                    help = true;
                    break;
                case "--fresh":
                    fresh = true;
                    break;
                case "--no-demo":
                    configuration["Demo:Enabled"] = "false";
                    break;
                case "--data":
                    configuration["Data:Folder"] = Value(name, inline, rest);
                    break;
                case "--port":
                    configuration["Gateway:Port"] = Value(name, inline, rest);
                    break;
                case "--database":
                    configuration["Database:Provider"] = Value(name, inline, rest) switch
                    {
                        "sqlite" => "Sqlite",
                        "postgres" => "PostgreSql",
                        var other => throw new Refusal($"Basis data {other} tidak dikenal: sqlite atau postgres.", $"There is no database {other}: sqlite or postgres.", exitCode: 2),
                    };
                    break;
                case "--replicas":
                    configuration["Replicas"] = Value(name, inline, rest);
                    break;
                default:
                    throw new Refusal(
                        $"Pilihan {arg} tidak dikenal; lihat --help.", $"There is no switch {arg}; see --help.", exitCode: 2);
            }
        }

        return new Switches(help, fresh, configuration);
    }

    private static string Value(string name, string? inline, Queue<string> rest) =>
        inline is { Length: > 0 } || (inline is null && rest.TryDequeue(out inline) && inline.Length > 0)
            ? inline
            : throw new Refusal($"Pilihan {name} memerlukan nilai.", $"The switch {name} needs a value.", exitCode: 2);
}
