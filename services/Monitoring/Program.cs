using PlanningPlatform.Messaging;
using PlanningPlatform.Monitoring;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("monitoring");
builder.AddRegion();
builder.AddMessaging<MonitoringDb>("monitoring");

var app = builder.Build();
app.UseServiceDefaults();
app.MapMonitoring();
app.MapStuckMessages();
app.Run();
