using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Complaints;

/// <summary>With the demo on, gives the city its agencies and categories. Local targets and routing are made up.</summary>
internal sealed class DemoCategories(IServiceProvider services, IConfiguration configuration) : IHostedService
{
    /// <summary>Before the first complaint of any demo.</summary>
    private static readonly DateOnly FirstDay = new(2020, 1, 1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue("Demo:Enabled", false))
        {
            return;
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComplaintsDb>();
        var agencies = await db.Agencies.Select(agency => agency.Code).ToHashSetAsync(cancellationToken);
        var categories = await db.Categories.Select(category => category.Code).ToHashSetAsync(cancellationToken);
        db.Agencies.AddRange(Rows("agencies.csv").Where(row => !agencies.Contains(row[0]))
            .Select(row => new Agency { Code = row[0], Name = row[1], Role = row[2] }));
        var attributes = Rows("attributes.csv").ToLookup(row => row[0], Attribute);
        db.Categories.AddRange(Rows("categories.csv").Where(row => !categories.Contains(row[0])).Select(row => CategoryOf(row, attributes)));
        // Another replica that starts at the same time may be faster.
        await db.TrySaveAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Category CategoryOf(string[] row, ILookup<string, CategoryAttribute> attributes)
    {
        var category = new Category { Code = row[0], Name = row[1], Kind = Enum.Parse<ComplaintKind>(row[2]), PublicDetail = Enum.Parse<PublicDetail>(row[11]), Attributes = [.. attributes[row[0]]] };
        category.Add(new()
        {
            CategoryCode = row[0],
            EffectiveFrom = FirstDay,
            AgencyCodes = row[3],
            Clock = Enum.Parse<ClockClass>(row[4]),
            ClockMinutes = Number(row[5]),
            LocalTargetDays = Number(row[6]),
            LocalTarget = row[7].Length == 0 ? null : row[7],
            MobileUnit = Enum.Parse<MobileUnitHelp>(row[8]),
            PhotoOnClosing = row[9] == "yes",
            ForcesSecret = row[10] == "yes",
        });
        return category;
    }

    private static CategoryAttribute Attribute(string[] row) => new(
        row[1], row[2], Enum.Parse<AttributeType>(row[3]), row[4] == "yes",
        [.. row[5].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(value => value.Split('=')).Select(pair => new AttributeValue(pair[0], pair[1]))]);

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string file)
        => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Demo", file)).Skip(1).Select(line => line.Split(';'));
}
