// A platform of two services and a broker that starts in two seconds: the tests of the native engine run it as a program.
// The same program is the host (what AppHost is) and, with the name that the engine gives it, each of the services.
using PlanningPlatform.TinyPlatform;

if (Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is { } name)
    Service.Run(name);
else
    Host.Run(args);
