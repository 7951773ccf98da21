using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;
using PlanningPlatform.Proposals;
using PlanningPlatform.Proposals.Contracts;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.Proposals.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("proposals");
builder.AddRegion();
builder.AddMessaging<ProposalsDb>("proposals", typeof(ProposalSubmitted).Assembly);
builder.Services.AddIntake("proposals");
builder.Services.AddSingleton<Sectors>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapProposals();
app.MapStuckMessages();
app.Run();
