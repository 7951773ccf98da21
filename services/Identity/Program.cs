using PlanningPlatform.Identity;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Messaging;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if (IdentitySettings.WhatIsMissing(builder.Configuration) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

builder.AddServiceDefaults("identity");
builder.AddRegion();
builder.AddMessaging<IdentityDb>("identity", typeof(NotificationRequested).Assembly);
builder.AddIdentity();

var app = builder.Build();
app.UseServiceDefaults();
app.MapIdentity();
app.MapStuckMessages();
await app.RunAsync();
return 0;
