using PlanningPlatform.Complaints;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("complaints");
builder.AddRegion();
builder.AddMessaging<ComplaintsDb>("complaints", typeof(ComplaintReceived).Assembly);
builder.Services.AddIntake("complaints");
builder.Services.AddHostedService<DemoCategories>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapComplaints();
app.MapStuckMessages();
app.Run();
