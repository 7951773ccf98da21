using PlanningPlatform.Testing;

namespace PlanningPlatform.AppHost.Tests;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task A_service_learns_its_name_its_data_and_its_neighbours_from_its_environment()
    {
        await using var platform = await Tiny.StartAsync();
        using var door = platform.CreateClient();

        Assert.Equal("shop", await platform.InShopAsync("OTEL_SERVICE_NAME"));
        Assert.Equal(platform.DataFolder, await platform.InShopAsync("Data__Folder"));
        Assert.Equal($"Data Source={platform.DataFolder}/shop.db", await platform.InShopAsync("ConnectionStrings__shop-db"));
        Assert.Equal(
            await platform.InShopAsync("ASPNETCORE_URLS"),
            await door.GetStringAsync(new Uri("/environment/services__shop__http__0", UriKind.Relative)));
    }

    [Fact]
    public async Task What_the_platform_is_started_with_reaches_its_services()
    {
        await using var platform = await Tiny.StartAsync(("Sms__Sender", "KEDIRI"));

        Assert.Equal("KEDIRI", await platform.InShopAsync("Sms__Sender"));
    }

    [Fact]
    public async Task The_private_broker_is_given_to_those_who_refer_to_it()
    {
        await using var platform = await Tiny.StartAsync(("Tiny__Broker", "true"));

        Assert.StartsWith("amqp://planning:", await platform.InShopAsync("ConnectionStrings__messaging"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_named_by_the_environment_replaces_the_private_one()
    {
        await using var platform = await Tiny.StartAsync(
            ("Tiny__Broker", "true"), ("ConnectionStrings__messaging", "amqp://city:secret@10.0.0.5:5672"));

        Assert.Equal("amqp://city:secret@10.0.0.5:5672", await platform.InShopAsync("ConnectionStrings__messaging"));
        Assert.False(platform.ProcessIds.ContainsKey("messaging"));
    }

    [Fact]
    public async Task A_demo_password_is_made_once_and_kept_for_the_owner_only()
    {
        var folder = Directory.CreateTempSubdirectory("planning-platform-");
        string password;
        await using (var first = await Tiny.StartAsync(folder.FullName))
        {
            password = await first.InShopAsync("Demo__Password");
            Assert.Contains(first.Output, line => line.Contains(password, StringComparison.Ordinal));
        }

        await using (var second = await Tiny.StartAsync(folder.FullName))
            Assert.Equal(password, await second.InShopAsync("Demo__Password"));

        var file = Path.Combine(folder.FullName, "demo-password");
        Assert.Equal(password, await File.ReadAllTextAsync(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_demo_password_of_ones_own_is_used_and_not_printed()
    {
        await using var platform = await Tiny.StartAsync(("Demo__Password", "milik-kota-sendiri"));

        Assert.Equal("milik-kota-sendiri", await platform.InShopAsync("Demo__Password"));
        Assert.DoesNotContain(platform.Output, line => line.Contains("milik-kota-sendiri", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_demo_s_Open311_key_is_made_once_kept_for_the_owner_only_and_printed_with_its_address()
    {
        var folder = Directory.CreateTempSubdirectory("planning-platform-");
        string key;
        await using (var first = await Tiny.StartAsync(folder.FullName))
        {
            key = await first.InShopAsync("Demo__Open311Key");
            await Deadline.UntilAsync(() => first.Output.Any(line => line == $"Open311: http://127.0.0.1:{first.Port}/open311/v2, api_key demo: {key}"), "key");
        }

        await using (var second = await Tiny.StartAsync(folder.FullName))
            Assert.Equal(key, await second.InShopAsync("Demo__Open311Key"));

        var file = Path.Combine(folder.FullName, "demo-open311-key");
        Assert.Equal(key, await File.ReadAllTextAsync(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_Open311_key_of_ones_own_takes_its_place()
    {
        await using var platform = await Tiny.StartAsync(("Demo__Open311Key", "kunci-milik-kota"));

        Assert.Equal("kunci-milik-kota", await platform.InShopAsync("Demo__Open311Key"));
        await Deadline.UntilAsync(() => platform.Output.Any(line => line.EndsWith("api_key demo: kunci-milik-kota", StringComparison.Ordinal)), "key");
    }

    [Fact]
    public async Task The_banner_shows_the_address_and_the_demo_accounts()
    {
        await using var platform = await Tiny.StartAsync();

        await Deadline.UntilAsync(() => platform.Output.Any(line => line.Contains("dispatcher  Mengirim unit", StringComparison.Ordinal)), "accounts");
        Assert.Contains(platform.Output, line => line.Contains($"http://127.0.0.1:{platform.Port}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_demo_the_banner_shows_the_setup_link_and_no_account()
    {
        await using var platform = await PlatformProcess.StartAsync(
            [("Demo__Enabled", "true")], ["--no-demo"], host: "tests/TinyPlatform");

        await Deadline.UntilAsync(
            () => platform.Output.Any(line => line.Contains($"http://127.0.0.1:{platform.Port}/setup?token=once", StringComparison.Ordinal)), "link");
        Assert.DoesNotContain(platform.Output, line => line.Contains("dispatcher", StringComparison.Ordinal));
    }
}
