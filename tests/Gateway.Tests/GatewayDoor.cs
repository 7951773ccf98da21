using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Gateway.Sessions;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Gateway.Tests;

/// <summary>The real gateway on a real port.</summary>
internal sealed class GatewayDoor : WebApplicationFactory<SessionCookie>
{
    private readonly Dictionary<string, string> settings = [];
    private readonly bool ownsFolder;

    public GatewayDoor(string? folder = null, SettableTime? time = null)
    {
        ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("planning-gateway-").FullName;
        Time = time ?? new();
        settings["Data:Folder"] = Folder;
        settings["urls"] = "http://127.0.0.1:0";
        UseKestrel();
    }

    public string Folder { get; }

    public SettableTime Time { get; }

    public Uri Address
    {
        get
        {
            StartServer();
            return ClientOptions.BaseAddress;
        }
    }

    public GatewayDoor With(string setting, string value)
    {
        settings[setting] = value;
        return this;
    }

    /// <summary>Where it listens with this scheme (<c>https</c>), when it does with several.</summary>
    public Uri AddressOf(string scheme)
    {
        StartServer();
        return new(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single(address => address.StartsWith(scheme + ":", StringComparison.Ordinal)));
    }

    /// <summary>Leads to the same place for all the services named, or for all there are.</summary>
    public GatewayDoor LeadingTo(string address, params string[] services)
    {
        foreach (var service in services.Length > 0 ? services : Routes.Services)
        {
            settings[$"services:{service}:http:0"] = address;
        }

        return this;
    }

    /// <summary>A client that follows nothing and remembers nothing.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None })
    {
        BaseAddress = Address,
        Timeout = TimeSpan.FromSeconds(30),
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && ownsFolder && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
