namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>The command line. What it says overrides the environment.</summary>
internal sealed record Switches(bool Help, bool Fresh, IReadOnlyDictionary<string, string?> Configuration)
{
    public const string Description =
        """
        Menjalankan platform di komputer ini. (Runs the platform on this machine.)

          --no-demo        kota kosong, dengan tautan penyiapan administrator pertama
                           (an empty city, with a set-up link for the first administrator)
          --fresh          hapus isi folder data dahulu (wipe the data folder first)
          --data FOLDER    folder data, bawaan .data (the data folder; default .data)    Data__Folder
          --port N         porta gerbang, bawaan 8080 (the gateway's port; default 8080) Gateway__Port
          --help           keterangan ini (this text)
        """;

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
