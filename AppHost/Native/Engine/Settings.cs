using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Regions;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>The settings that the engine reads itself.</summary>
internal static class Settings
{
    /// <summary>Whether the demo city is on: yes, unless Demo:Enabled is false (--no-demo).</summary>
    public static bool DemoIsOn(IConfiguration configuration) => configuration.GetValue("Demo:Enabled", true);

    /// <summary>Where the gateway listens: Gateway:Bind, 127.0.0.1 unless set.</summary>
    public static IPAddress GatewayAddress(IConfiguration configuration) => IPAddress.Parse(configuration["Gateway:Bind"] ?? "127.0.0.1");

    /// <summary>How long everything together may take to become ready: Startup:LimitSeconds, two minutes unless set.</summary>
    public static TimeSpan StartLimit(IConfiguration configuration) => TimeSpan.FromSeconds(configuration.GetValue("Startup:LimitSeconds", 120));

    /// <summary>Data:Folder, from where the platform is started; AppHost.cs sets it where nobody did.</summary>
    public static string DataFolder(IConfiguration configuration) => Path.GetFullPath(configuration["Data:Folder"] ?? ".data");

    /// <exception cref="Refusal">One of them means nothing.</exception>
    public static void Check(IConfiguration configuration)
    {
        Require("Gateway:Port", "porta 1-65535", "a port, 1-65535", value => int.TryParse(value, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535);
        Require("Gateway:RedirectPort", "porta 1-65535", "a port, 1-65535", value => int.TryParse(value, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535);
        Require("Gateway:Bind", "alamat IP", "an IP address", value => IPAddress.TryParse(value, out _));
        Require("Demo:Enabled", "true atau false", "true or false", value => bool.TryParse(value, out _));
        Require("Database:Provider", "Sqlite, PostgreSql atau SqlServer", "Sqlite, PostgreSql or SqlServer", value => value is "Sqlite" or "PostgreSql" or "SqlServer");
        Require("Replicas", "jumlah 1-9", "a number, 1-9", value => int.TryParse(value, CultureInfo.InvariantCulture, out var replicas) && replicas is >= 1 and <= 9);
        Require("Startup:LimitSeconds", "jumlah detik", "a number of seconds", value => int.TryParse(value, CultureInfo.InvariantCulture, out var seconds) && seconds > 0);
        if (configuration.GetSection("Region").Exists())
        {
            try
            {
                new ServiceCollection().AddRegion(configuration);
            }
            catch (UnknownRegionException exception)
            {
                throw new Refusal(exception.Message, "Set Region:Code to the code of a regency or city.", exitCode: 2);
            }
            catch (RegionFileException exception)
            {
                throw new Refusal(exception.Message, "Mend the file, or leave its setting out.", exitCode: 2);
            }
        }

        void Require(string name, string indonesian, string english, Func<string, bool> means)
        {
            if (configuration[name] is { } value && !means(value))
                throw new Refusal($"{name} \"{value}\" bukan {indonesian}.", $"{name} \"{value}\" is not {english}.", exitCode: 2);
        }
    }
}
