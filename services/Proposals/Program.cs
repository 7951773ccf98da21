using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Proposals;
using PlanningPlatform.Proposals.Contracts;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.Proposals.Domain;
using PlanningPlatform.Proposals.Features;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("proposals");
builder.AddRegion();
builder.AddMessaging<ProposalsDb>("proposals", typeof(ProposalSubmitted).Assembly, typeof(NotificationRequested).Assembly);
builder.Services.AddIntake<ProposalsDb>("proposals", ForgetContacts.OverdueAsync);
builder.Services.AddSingleton<NotificationSeal>().AddSingleton<ProposerNews>();
builder.Services.AddSingleton<Sectors>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapProposals();
app.MapStuckMessages();
app.Run();
