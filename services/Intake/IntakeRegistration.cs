using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace PlanningPlatform.Intake;

public static class IntakeRegistration
{
    /// <summary>
    /// For a service that takes something in from residents without an account: <see cref="IdempotentIntake"/>,
    /// <see cref="WrongGuesses"/>, <see cref="Secrets"/>, and the job that removes what was kept long enough.
    /// </summary>
    /// <param name="service">Keeps what one service encrypted unreadable to the others.</param>
    /// <param name="removers">What the service removes when its time is over, besides the answers by Idempotency-Key.</param>
    public static IServiceCollection AddIntake<TDb>(this IServiceCollection services, string service, params RemoveOverdue<TDb>[] removers)
        where TDb : DbContext
    {
        foreach (var remove in removers.Prepend(ForgetIntakeKeys.OverdueAsync))
        {
            services.AddSingleton(remove);
        }

        return services
            .AddSingleton(provider => new Secrets(provider.GetRequiredService<IDataProtectionProvider>(), service))
            .AddSingleton<WrongGuesses>()
            .AddSingleton<IdempotentIntake>()
            .AddHostedService<RetentionJob<TDb>>();
    }
}
