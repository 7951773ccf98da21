using PlanningPlatform.Messaging;
using PlanningPlatform.Notifications;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if (NotificationSettings.WhatIsWrong(builder.Configuration) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

builder.AddServiceDefaults("notifications");
builder.AddRegion();
builder.AddMessaging<NotificationsDb>("notifications");
builder.AddNotifications();

var app = builder.Build();
app.UseServiceDefaults();
app.MapNotifications();
app.MapStuckMessages();
await app.RunAsync();
return 0;
