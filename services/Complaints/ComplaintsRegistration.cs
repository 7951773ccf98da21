using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Alerts;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Duplicates;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Notifications.Contracts;

namespace PlanningPlatform.Complaints;

internal static class ComplaintsRegistration
{
    /// <summary>What the use cases share.</summary>
    public static void AddCaseWork(this IServiceCollection services)
    {
        services.AddSingleton<NotificationSeal>().AddSingleton<ReporterNews>().AddSingleton<CaseClock>().AddSingleton<ReportReader>().AddScoped<ComplaintIntake>();
        services.AddOptions<SilenceLimits>().BindConfiguration("Complaints:Silence")
            .Validate(limits => limits.AfterCall > TimeSpan.Zero && limits.AfterDeparture > TimeSpan.Zero && limits.OnScene > TimeSpan.Zero, "Every time under Complaints:Silence must be longer than nothing, as 00:02:00.")
            .ValidateOnStart();
        services.AddOptions<CheckClocks.Options>().BindConfiguration("Complaints:Clocks")
            .Validate(options => options.Interval > TimeSpan.Zero && options.ArchiveAfter > TimeSpan.Zero, "Every time under Complaints:Clocks must be longer than nothing, as 00:00:15.")
            .ValidateOnStart();
        services.AddSingleton<AlertMail>();
        services.AddOptions<AlertSettings>().BindConfiguration("Complaints:Alerts")
            .Validate(settings => settings.MakesSense, "Under Complaints:Alerts, Interval is longer than nothing, and ConfirmationsPerDay and AreasPerAddress are more than nothing.")
            .ValidateOnStart();
        services.AddHostedService<SendDigests>();
        services.AddHostedService<FirstProfiles>().AddHostedService<CheckClocks>();
    }
}
