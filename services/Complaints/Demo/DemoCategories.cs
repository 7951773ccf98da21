using System.Globalization;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Complaints;

/// <summary>With the demo on, gives the city its agencies and categories. Local targets are made up; clocks follow the profile under PermenPANRB 62/2018.</summary>
internal sealed class DemoCategories(IServiceProvider services, IConfiguration configuration) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue("Demo:Enabled", false))
        {
            return;
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComplaintsDb>();
        var agencies = db.Agencies.Select(agency => agency.Code).ToHashSet();
        var categories = db.Categories.Select(category => category.Code).ToHashSet();
        db.Agencies.AddRange(Rows("agencies.csv").Where(row => !agencies.Contains(row[0]))
            .Select(row => new Agency { Code = row[0], Name = row[1], Role = row[2] }));
        db.Categories.AddRange(Rows("categories.csv").Where(row => !categories.Contains(row[0])).Select(row => new Category
        {
            Code = row[0],
            Name = row[1],
            AgencyCodes = row[2],
            ClockMinutes = Number(row[3]),
            ClockWorkingDays = Number(row[4]),
            LocalTarget = row[5].Length == 0 ? null : row[5],
            MobileUnit = Enum.Parse<MobileUnitHelp>(row[6]),
            PhotoOnClosing = row[7] == "yes",
            ForcesSecret = row[8] == "yes",
        }));
        // Another replica that starts at the same time may be faster.
        await db.TrySaveAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string file)
        => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Demo", file)).Skip(1).Select(line => line.Split(';'));
}
