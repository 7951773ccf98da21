using PlanningPlatform.Identity;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Persistence;
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
builder.AddDatabase<IdentityDb>("identity-db");
builder.AddIdentity();

var app = builder.Build();
app.UseServiceDefaults();
app.MapIdentity();
await app.RunAsync();
return 0;
