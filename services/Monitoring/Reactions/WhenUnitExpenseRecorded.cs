using MassTransit;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Monitoring.Domain;

namespace PlanningPlatform.Monitoring.Reactions;

internal sealed class WhenUnitExpenseRecorded(MonitoringDb db) : IConsumer<UnitExpenseRecorded>
{
    public async Task Consume(ConsumeContext<UnitExpenseRecorded> context)
    {
        var spent = context.Message;
        var expense = await db.WatchAsync<WatchedExpense>(spent.ExpenseId, context.CancellationToken);
        expense.WasRecorded(spent.On, spent.DistrictCode, spent.Kind, spent.Rupiah, spent.Version);
    }
}
