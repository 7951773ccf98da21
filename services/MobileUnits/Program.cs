using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;
using PlanningPlatform.MobileUnits;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Demo;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.MobileUnits.Features.Fleet;
using PlanningPlatform.MobileUnits.Features.Journeys;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("mobile-units");
builder.AddRegion();
builder.AddMessaging<MobileUnitsDb>("mobile-units", typeof(JourneyStateChanged).Assembly, typeof(NotificationRequested).Assembly);
builder.Services.AddIntake<MobileUnitsDb>("mobile-units", ForgetJourneyDetails.OverdueAsync);
builder.Services.AddSingleton<NotificationSeal>().AddSingleton<PhoneNumbers>().AddSingleton<BookingNews>().AddSingleton<RoadEstimate>();
builder.Services.AddScoped<TripIntake>().AddHostedService<RemindOfTrips>();
builder.Services.AddHostedService<FirstRules>().AddHostedService<DemoUnits>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapMobileUnits();
app.MapStuckMessages();
app.Run();
