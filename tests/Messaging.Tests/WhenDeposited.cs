using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Data.Sqlite;

namespace PlanningPlatform.Messaging.Tests;

/// <summary>Which messages shall fail after their effect was written but before it committed.</summary>
internal sealed class InjectedFailures
{
    private readonly ConcurrentDictionary<Guid, int> _left = new();

    /// <summary>How many tries of about every tenth message fail.</summary>
    public int Times { get; set; }

    /// <summary>While true, nobody can pay in a <see cref="WhenDeposited.Poison"/>; afterwards it is an amount like any other.</summary>
    public bool PoisonWorks { get; set; } = true;

    /// <summary>How many tries of whichever message find the database full.</summary>
    public int Outages { get; set; }

    public void MaybeFail(Guid messageId)
    {
        if (Outages > 0)
        {
            Outages--;
            throw new SqliteException("Injected: the disk is full.", 13);
        }

        if (messageId.GetHashCode() % 10 == 0 && _left.AddOrUpdate(messageId, Times, (_, left) => left - 1) > 0)
        {
            throw new InvalidOperationException("Injected failure before commit.");
        }
    }
}

internal sealed class WhenDeposited(LedgerDb db, InjectedFailures failures) : IConsumer<Deposited>
{
    /// <summary>An amount that no try can handle while <see cref="InjectedFailures.PoisonWorks"/>.</summary>
    public const int Poison = -666;

    public async Task Consume(ConsumeContext<Deposited> context)
    {
        var deposit = context.Message;
        if (deposit.Amount == Poison && failures.PoisonWorks)
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
        account.Changes++;
        await db.SaveChangesAsync(context.CancellationToken);
        failures.MaybeFail(context.MessageId!.Value);
    }
}
