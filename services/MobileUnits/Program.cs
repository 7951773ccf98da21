using PlanningPlatform.Messaging;
using PlanningPlatform.MobileUnits;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Demo;
using PlanningPlatform.MobileUnits.Features;
using PlanningPlatform.MobileUnits.Travel;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("mobile-units");
builder.AddRegion();
builder.AddMessaging<MobileUnitsDb>("mobile-units", typeof(JourneyStateChanged).Assembly);
builder.AddTravelTimes();
builder.Services.AddHostedService<ForgetJourneyDetails>();
builder.Services.AddHostedService<DemoUnits>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapMobileUnits();
app.MapStuckMessages();
app.Run();
