using PlanningPlatform.Portal;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

// wwwroot lies beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddPageErrors();
builder.AddServiceDefaults("portal");
builder.AddRegion();
builder.Services.AddPages(builder.Configuration);
builder.Services.AddPlatformServices(builder.Configuration);

var app = builder.Build();
app.UsePageHeaders();
app.UseFiles();
app.UseRequestLocalization();
app.UseServiceDefaults(PageErrors.PageOf);
app.MapPortal();
app.Run();

/// <summary>Named for the tests, which start it.</summary>
internal sealed partial class Program;
