using PlanningPlatform.Complaints;
using PlanningPlatform.Complaints.Calls;
using PlanningPlatform.Complaints.Calls.Privacy;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Alerts;
using PlanningPlatform.Complaints.Features.Privacy;
using PlanningPlatform.Complaints.Messages;
using PlanningPlatform.Complaints.Open311;
using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("complaints");
builder.AddRegion();
builder.AddMessaging<ComplaintsDb>("complaints", typeof(ComplaintReceived).Assembly, typeof(NotificationRequested).Assembly);
builder.Services.AddIntake<ComplaintsDb>(
    "complaints", ForgetContacts.OverdueAsync, ForgetContent.OverdueAsync, ForgetTrips.OverdueAsync, ForgetMessages.OverdueAsync, ForgetCallers.CallsAsync, ForgetCallers.NumbersAsync,
    ForgetAlerts.OverdueAsync);
builder.Services.AddCaseWork();
builder.Services.AddCalls();
builder.Services.AddOpen311();
builder.AddPhotos();
builder.Services.AddHostedService<DemoCategories>().AddHostedService<DemoCalls>();

var app = builder.Build();
app.UseOpen311();
app.UseServiceDefaults();
app.MapComplaints();
app.MapStuckMessages();
app.Run();
