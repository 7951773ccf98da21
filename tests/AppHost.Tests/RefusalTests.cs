using System.Net;
using System.Net.Sockets;
using PlanningPlatform.AppHost.Native.Engine;
using PlanningPlatform.Testing;

namespace PlanningPlatform.AppHost.Tests;

public sealed class RefusalTests
{
    [Fact]
    public async Task A_busy_port_is_explained_in_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, output) = await Tiny.RunToEndAsync(null, "--port", $"{port}");

        Assert.Equal(8, code);
        Assert.Equal(
            $"Porta {port} sudah dipakai program lain: hentikan program itu, atau pilih porta lain dengan --port.\n" +
            $"  Port {port} is in use by another program: stop it, or choose another with --port.",
            output);
    }

    [Fact]
    public async Task A_data_folder_serves_one_platform_at_a_time()
    {
        await using var first = await Tiny.StartAsync();

        var (code, output) = await Tiny.RunToEndAsync(first.DataFolder);

        Assert.Equal(7, code);
        Assert.Contains($"sedang dipakai platform lain yang berjalan (proses {first.HostProcessId}).", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split('\n').Length);
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_neither_used_nor_wiped()
    {
        var folder = Directory.CreateTempSubdirectory("planning-documents-");
        var letter = Path.Combine(folder.FullName, "surat.txt");
        await File.WriteAllTextAsync(letter, "penting");

        var (code, output) = await Tiny.RunToEndAsync(folder.FullName, "--fresh");

        Assert.Equal(4, code);
        Assert.Contains("berisi hal lain", output, StringComparison.Ordinal);
        Assert.True(File.Exists(letter));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Fresh_wipes_what_the_last_run_left()
    {
        var folder = Directory.CreateTempSubdirectory("planning-platform-");
        var outside = Directory.CreateTempSubdirectory("planning-documents-");
        await using (await Tiny.StartAsync(folder.FullName))
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "shop.db"), "old");
            await File.WriteAllTextAsync(Path.Combine(outside.FullName, "surat.txt"), "penting");
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "link"), outside.FullName);
        }

        await using (await Tiny.StartAsync(folder.FullName, "--fresh"))
            Assert.False(File.Exists(Path.Combine(folder.FullName, "shop.db")));

        Assert.True(File.Exists(Path.Combine(outside.FullName, "surat.txt")));
        folder.Delete(recursive: true);
        outside.Delete(recursive: true);
    }

    [Theory]
    [InlineData("shop.db", "postgres", "SQLite", "--database sqlite")]
    [InlineData("databases/made", "sqlite", "PostgreSQL", "--database postgres")]
    public async Task A_city_is_not_started_empty_beside_its_data_in_another_engine(string file, string database, string other, string wayOut)
    {
        var folder = Directory.CreateTempSubdirectory("planning-platform-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".planning-platform"), "");
        folder.CreateSubdirectory("databases");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), "");

        var (code, output) = await Tiny.RunToEndAsync(folder.FullName, "--database", database);

        Assert.Equal(2, code);
        Assert.Equal(
            $"Folder data {folder.FullName} berisi basis data {other}: mulai dengan {wayOut}, atau pilih folder lain dengan --data.\n" +
            $"  The data folder {folder.FullName} holds {other} databases: start with {wayOut}, or choose another folder with --data.",
            output);
        Assert.True(File.Exists(Path.Combine(folder.FullName, file)));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("--fresh", null)]
    [InlineData("--no-demo", "Data Source=/dev/null")]
    public async Task Databases_of_another_engine_disturb_nobody_who_starts_fresh_or_has_databases_elsewhere(string choice, string? elsewhere)
    {
        var folder = Directory.CreateTempSubdirectory("planning-platform-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".planning-platform"), "");
        await File.WriteAllTextAsync(Path.Combine(folder.CreateSubdirectory("databases").FullName, "made"), "");

        await using (await PlatformProcess.StartAsync([("ConnectionStrings__shop-db", elsewhere ?? "")], [choice], folder.FullName, "tests/TinyPlatform"))
            Assert.Equal(elsewhere is not null, File.Exists(Path.Combine(folder.FullName, "databases", "made")));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_explained_in_one_sentence()
    {
        var (code, output) = await Tiny.RunToEndAsync("/proc/planning-platform");

        Assert.Equal(4, code);
        Assert.Contains("/proc/planning-platform tidak dapat ditulisi", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_cannot_start_is_named_and_the_platform_stops()
    {
        var (code, output) = await Tiny.RunToEndAsync(("Tiny__CannotStart", "shop"));

        Assert.Equal(1, code);
        Assert.Contains("shop tidak dapat dimulai (kode 78)", output, StringComparison.Ordinal);
        Assert.Contains("shop.log", output, StringComparison.Ordinal);
        Assert.Contains("no such region", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_never_ready_is_named_with_its_log()
    {
        var (code, output) = await Tiny.RunToEndAsync(("Tiny__NeverReady", "shop"), ("Startup__LimitSeconds", "5"));

        Assert.Equal(1, code);
        Assert.Contains("menunggu (waiting for) shop ... 2 s", output, StringComparison.Ordinal);
        Assert.Contains("shop belum siap setelah 5 s; lihat ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_demo_on_a_wider_address_needs_a_password_of_ones_own()
    {
        var (code, output) = await Tiny.RunToEndAsync(("Gateway__Bind", "0.0.0.0"));

        Assert.Equal(2, code);
        Assert.Contains("tetapkan Demo__Password", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split('\n').Length);
    }

    [Theory]
    [InlineData("Gateway__Bind", "kediri")]
    [InlineData("Demo__Enabled", "kadang")]
    [InlineData("Startup__LimitSeconds", "lama")]
    public async Task A_setting_that_means_nothing_is_explained_in_one_sentence(string setting, string value)
    {
        var (code, output) = await Tiny.RunToEndAsync((setting, value));

        Assert.Equal(2, code);
        Assert.Contains(value, output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split('\n').Length);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("delapan")]
    public async Task A_port_that_does_not_exist_is_explained_in_one_sentence(string port)
    {
        var (code, output) = await Tiny.RunToEndAsync(null, "--port", port);

        Assert.Equal(2, code);
        Assert.Equal(2, output.Split('\n').Length);
    }

    [Fact]
    public async Task A_switch_that_does_not_exist_is_named()
    {
        var (code, output) = await Tiny.RunToEndAsync(null, "--cepat");

        Assert.Equal(2, code);
        Assert.Equal("Pilihan --cepat tidak dikenal; lihat --help.\n  There is no switch --cepat; see --help.", output);
    }

    [Fact]
    public void Every_switch_of_the_help_text_exists()
    {
        var names = Switches.Description.Split('\n').Where(line => line.StartsWith("  --", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();

        Assert.Equal(["--no-demo", "--fresh", "--data", "--port", "--database", "--replicas", "--help"], names);
        Assert.All(names, name => Switches.Read(name switch { "--data" or "--port" or "--replicas" => [name, "1"], "--database" => [name, "sqlite"], _ => [name] }));
    }

    [Fact]
    public void Switches_combine()
    {
        var switches = Switches.Read(["--no-demo", "--fresh", "--data=/srv/kota", "--port", "9000"]);

        Assert.True(switches.Fresh);
        Assert.Equal("false", switches.Configuration["Demo:Enabled"]);
        Assert.Equal("/srv/kota", switches.Configuration["Data:Folder"]);
        Assert.Equal("9000", switches.Configuration["Gateway:Port"]);
    }
}
