// The platform's topology: what runs, who uses whom. Aspire's API throughout; without -p:Aspire=true it is run by the small
// engine in Native/, without Docker. What a service sees is environment and configuration, the same in both.
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);

var region = builder.Configuration["Region:Code"] ?? "35.71"; // Kota Kediri
var demo = builder.Configuration.GetValue("Demo:Enabled", true);
var port = builder.Configuration.GetValue("Gateway:Port", 8080);
var replicas = builder.Configuration.GetValue("Replicas", 1);
builder.Configuration["Parameters:demo-password"] ??= builder.Configuration["Demo:Password"];
builder.Configuration["Parameters:demo-open311-key"] ??= builder.Configuration["Demo:Open311Key"];
// Where residents and other applications find the city; the links and addresses that we tell them begin so.
var publicAddress = builder.Configuration["PublicAddress"] ?? $"{(builder.Configuration["Gateway:Certificate"] is { Length: > 0 } ? "https" : "http")}://127.0.0.1:{port}";

// One folder for all services: what one of them encrypts another reads with the key ring in it.
if (string.IsNullOrEmpty(builder.Configuration["Data:Folder"]))
    builder.Configuration["Data:Folder"] = Path.Combine(builder.AppHostDirectory, "..", ".data");
var data = Path.GetFullPath(builder.Configuration["Data:Folder"]!);

// The one place where the two ways differ: a SQL Server in a container; or SQLite files, or a private PostgreSQL. Two calls and
// not one of the same name, because a call that says SqlServer and makes SQLite would deceive whoever reads this. Lazy, because
// databases that the environment names (ConnectionStrings__complaints-db, ...) take the place of our own.
#if ASPIRE
var provider = builder.Configuration["Database:Provider"] ?? "SqlServer";
var databases = new Lazy<IResourceBuilder<SqlServerServerResource>>(() => builder.AddSqlServer("databases").WithDataVolume());
#else
var provider = builder.Configuration["Database:Provider"] ?? "Sqlite";
var databases = new Lazy<IResourceBuilder<DatabasesResource>>(() => builder.AddLocalDatabases("databases", provider));
#endif

// A broker that the environment names (ConnectionStrings__messaging) takes the place of our own.
IResourceBuilder<IResourceWithConnectionString> messaging = string.IsNullOrEmpty(builder.Configuration["ConnectionStrings:messaging"])
    ? builder.AddRabbitMQ("messaging").WithDataVolume()
    : builder.AddConnectionString("messaging");

// Nobody waits for the broker: a service takes requests without it and sends later (Messaging's outbox).
var identity = WithDatabase(Service("identity", "../services/Identity/Identity.csproj"), "identity-db").WithReference(messaging);
if (demo)
    identity.WithEnvironment("Demo__Password", builder.AddParameter("demo-password", secret: true));

var complaints = Domain("complaints", "../services/Complaints/Complaints.csproj").WithEnvironment("PublicAddress", publicAddress);
if (demo)
    complaints.WithEnvironment("Demo__Open311Key", builder.AddParameter("demo-open311-key", secret: true));
var mobileUnits = Domain("mobile-units", "../services/MobileUnits/MobileUnits.csproj");
var proposals = Domain("proposals", "../services/Proposals/Proposals.csproj");
var monitoring = Domain("monitoring", "../services/Monitoring/Monitoring.csproj");
var notifications = Domain("notifications", "../services/Notifications/Notifications.csproj")
    .WithEnvironment("PublicAddress", publicAddress);

var portal = Service("portal", "../services/Portal/Portal.csproj")
    .WithReference(complaints)
    .WithReference(mobileUnits)
    .WithReference(proposals)
    .WithReference(monitoring)
    .WithReference(notifications)
    .WithReference(identity);

// The only door. It opens when everything behind it is ready.
var gateway = Service("gateway", "../gateway/Gateway.csproj", port).WithExternalHttpEndpoints()
    .WithEnvironment("Demo__PasswordSetByUser", string.IsNullOrEmpty(builder.Configuration["Demo:Password"]) ? "false" : "true");
// A path is meant from where the platform is started; what runs has a folder of its own.
foreach (var file in (string[])["Certificate", "CertificateKey"])
{
    if (builder.Configuration[$"Gateway:{file}"] is { Length: > 0 } path)
        gateway.WithEnvironment($"Gateway__{file}", Path.GetFullPath(path));
}

foreach (var service in (IResourceBuilder<ProjectResource>[])[identity, complaints, mobileUnits, proposals, monitoring, notifications, portal])
{
    gateway.WithReference(service).WaitFor(service);
    foreach (var file in (string[])["HolidayFile", "OfficeHoursFile", "RamadanFile"])
    {
        if (builder.Configuration[$"Region:{file}"] is { Length: > 0 } path)
            service.WithEnvironment($"Region__{file}", Path.GetFullPath(path));
    }
}

builder.Build().Run();

IResourceBuilder<ProjectResource> Domain(string name, string project) =>
    WithDatabase(Service(name, project), $"{name}-db")
        .WithReference(messaging)
        .WithReference(identity);

IResourceBuilder<ProjectResource> WithDatabase(IResourceBuilder<ProjectResource> service, string name) =>
    string.IsNullOrEmpty(builder.Configuration[$"ConnectionStrings:{name}"])
        ? service.WithReference(databases.Value.AddDatabase(name)).WaitFor(databases.Value)
        : service.WithReference(builder.AddConnectionString(name));

// The gateway is the one with a port of its own, which only one process can have.
IResourceBuilder<ProjectResource> Service(string name, string project, int? port = null) =>
    builder.AddProject(name, project)
        .WithReplicas(port is null ? replicas : 1)
        .WithHttpEndpoint(port: port)
        .WithHttpHealthCheck("/health")
        .WithEnvironment("Database__Provider", provider)
        .WithEnvironment("Data__Folder", data)
        .WithEnvironment("Region__Code", region)
        .WithEnvironment("Demo__Enabled", demo ? "true" : "false");
