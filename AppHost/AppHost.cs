// The platform's topology: what runs, who uses whom. Aspire's API throughout; without -p:Aspire=true it is run by the small
// engine in Native/, without Docker. What a service sees is environment and configuration, the same in both.
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);

var region = builder.Configuration["Region:Code"] ?? "35.71"; // Kota Kediri
var demo = builder.Configuration.GetValue("Demo:Enabled", true);
var port = builder.Configuration.GetValue("Gateway:Port", 8080);
builder.Configuration["Parameters:demo-password"] ??= builder.Configuration["Demo:Password"];

// The one place where the two ways differ: a SQL Server in a container, or a SQLite file for each service. Two calls and not
// one of the same name, because a call that says SqlServer and makes SQLite would deceive whoever reads this.
#if ASPIRE
const string provider = "SqlServer";
var databases = builder.AddSqlServer("databases").WithDataVolume();
#else
const string provider = "Sqlite";
var databases = builder.AddSqliteFiles("databases");
#endif

// A broker that the environment names (ConnectionStrings__messaging) takes the place of our own.
IResourceBuilder<IResourceWithConnectionString> messaging = string.IsNullOrEmpty(builder.Configuration["ConnectionStrings:messaging"])
    ? builder.AddRabbitMQ("messaging").WithDataVolume()
    : builder.AddConnectionString("messaging");

// Nobody waits for the broker: a service takes requests without it and sends later (Messaging's outbox).
var identity = Service("identity", "../services/Identity/Identity.csproj").WithReference(databases.AddDatabase("identity-db"));
if (demo)
    identity.WithEnvironment("Demo__Password", builder.AddParameter("demo-password", secret: true));

var complaints = Domain("complaints", "../services/Complaints/Complaints.csproj");
var mobileUnits = Domain("mobile-units", "../services/MobileUnits/MobileUnits.csproj");
var proposals = Domain("proposals", "../services/Proposals/Proposals.csproj");
var monitoring = Domain("monitoring", "../services/Monitoring/Monitoring.csproj");

var portal = Service("portal", "../services/Portal/Portal.csproj")
    .WithReference(complaints)
    .WithReference(mobileUnits)
    .WithReference(proposals)
    .WithReference(monitoring)
    .WithReference(identity);

// The only door. It opens when everything behind it is ready.
var gateway = Service("gateway", "../gateway/Gateway.csproj", port).WithExternalHttpEndpoints()
    .WithEnvironment("Demo__PasswordSetByUser", string.IsNullOrEmpty(builder.Configuration["Demo:Password"]) ? "false" : "true");
foreach (var service in (IResourceBuilder<ProjectResource>[])[identity, complaints, mobileUnits, proposals, monitoring, portal])
    gateway.WithReference(service).WaitFor(service);

builder.Build().Run();

IResourceBuilder<ProjectResource> Domain(string name, string project) =>
    Service(name, project)
        .WithReference(databases.AddDatabase($"{name}-db"))
        .WithReference(messaging)
        .WithReference(identity);

IResourceBuilder<ProjectResource> Service(string name, string project, int? port = null) =>
    builder.AddProject(name, project)
        .WithHttpEndpoint(port: port)
        .WithHttpHealthCheck("/health")
        .WithEnvironment("Database__Provider", provider)
        .WithEnvironment("Region__Code", region)
        .WithEnvironment("Demo__Enabled", demo ? "true" : "false");
