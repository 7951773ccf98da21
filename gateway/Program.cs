using PlanningPlatform.Gateway;
using PlanningPlatform.Gateway.Limits;
using PlanningPlatform.Gateway.Sessions;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if ((BindAddress.Choose(builder) ?? Routes.WhatIsMissing(builder.Configuration)) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

builder.AddHostDefaults("gateway");
builder.AddForwarding();
builder.AddLimits();
builder.AddSessions();
builder.AddPlatformHealth();

var app = builder.Build();
app.UseTrustedProxies();
app.UseSecurityHeaders();
app.UseProblems();
app.UseRouting();
app.UseLimits();
app.MapPlatformHealth();
app.MapSessions();
app.MapForwarding();
await app.RunAsync();
return 0;
