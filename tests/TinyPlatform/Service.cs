using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PlanningPlatform.TinyPlatform;

internal static class Service
{
    public static void Run(string name)
    {
        var app = WebApplication.CreateBuilder().Build();
        if (IsMeant("Tiny:CannotStart"))
        {
            Console.Error.WriteLine("no such region");
            Environment.Exit(78);
        }

        if (string.Equals(name, "shop", StringComparison.Ordinal))
        {
            // What Identity leaves for the banner.
            var data = app.Configuration["Data:Folder"]!;
            if (app.Configuration.GetValue<bool>("Demo:Enabled"))
                File.WriteAllText(Path.Combine(data, "demo-accounts.txt"), "dispatcher;dispatcher;Mengirim unit\n");
            else
                File.WriteAllText(Path.Combine(data, "setup-link"), "/setup?token=once\n");
        }

        app.MapGet("/health", () => IsMeant("Tiny:NeverReady") ? Results.StatusCode(503) : Results.Ok());
        app.MapGet("/environment/{variable}", (string variable) => Environment.GetEnvironmentVariable(variable));
        // The door asks the shop, at the address that it was given.
        app.MapGet("/shop/{variable}", async (string variable) =>
        {
            using var http = new HttpClient();
            return await http.GetStringAsync(new Uri($"{app.Configuration["services:shop:http:0"]}/environment/{variable}"));
        });
        app.Run();

        bool IsMeant(string setting) => string.Equals(app.Configuration[setting], name, StringComparison.Ordinal);
    }
}
