using MassTransit;
using PlanningPlatform.Identity.Features;
using PlanningPlatform.Messaging;

namespace PlanningPlatform.Identity.Reactions;

/// <summary>What is administered in other services stands in the same audit log.</summary>
internal sealed class WhenAdministered(Audit audit) : IConsumer<Administered>
{
    public Task Consume(ConsumeContext<Administered> context)
    {
        audit.AddElsewhere(context.Message);
        return Task.CompletedTask;
    }
}
