using System.Diagnostics;
using PlanningPlatform.Gateway;
using PlanningPlatform.Gateway.Limits;
using PlanningPlatform.Gateway.Sessions;
using PlanningPlatform.Gateway.Tls;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if ((BindAddress.Choose(builder) ?? Https.Prepare(builder) ?? TrustedProxies.Prepare(builder) ?? Routes.WhatIsMissing(builder.Configuration)) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

builder.AddHostDefaults("gateway");
builder.Services.AddSingleton<DistributedContextPropagator, OwnTraces>();
builder.AddForwarding();
builder.AddLimits();
builder.AddSessions();
builder.AddPlatformHealth();

var app = builder.Build();
app.UseTrustedProxies();
app.UseSecurityHeaders();
app.UseHttps();
app.UsePlainRefusals(PlainText.Trackers);
app.UseProblems();
app.UseMethods();
app.UseRouting();
app.UseLimits();
app.MapPlatformHealth();
app.MapSessions();
app.MapForwarding();
await app.RunAsync();
return 0;
