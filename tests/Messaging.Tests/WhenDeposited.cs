using System.Collections.Concurrent;
using MassTransit;

namespace PlanningPlatform.Messaging.Tests;

/// <summary>Which messages shall fail how often after their effect was written but before it committed.</summary>
internal sealed class InjectedFailures
{
    private readonly ConcurrentDictionary<Guid, int> _left = new();

    /// <summary>How many tries of about every third message fail.</summary>
    public int Times { get; set; }

    public void MaybeFail(Guid messageId)
    {
        if (messageId.GetHashCode() % 3 == 0 && _left.AddOrUpdate(messageId, Times, (_, left) => left - 1) > 0)
        {
            throw new InvalidOperationException("Injected failure before commit.");
        }
    }
}

internal sealed class WhenDeposited(LedgerDb db, InjectedFailures failures) : IConsumer<Deposited>
{
    /// <summary>An amount that no try can handle.</summary>
    public const int Poison = -666;

    public async Task Consume(ConsumeContext<Deposited> context)
    {
        var deposit = context.Message;
        if (deposit.Amount == Poison)
        {
            throw new InvalidOperationException("Nobody can pay that in.");
        }

        var account = await db.Accounts.FindAsync([deposit.AccountId], context.CancellationToken);
        if (account is null)
        {
            account = new Account { Id = deposit.AccountId };
            db.Accounts.Add(account);
        }

        account.SawDisorder |= deposit.Version < account.Version;
        account.Version = Math.Max(account.Version, deposit.Version);
        account.Balance += deposit.Amount;
        await db.SaveChangesAsync(context.CancellationToken);
        failures.MaybeFail(context.MessageId!.Value);
    }
}
