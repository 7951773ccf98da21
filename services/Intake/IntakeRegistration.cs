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
    /// <param name="removeContacts">Removes one batch of the contact details whose time is over, and saves.</param>
    public static IServiceCollection AddIntake<TDb>(this IServiceCollection services, string service, RemoveContacts<TDb> removeContacts)
        where TDb : DbContext
        => services
            .AddSingleton(provider => new Secrets(provider.GetRequiredService<IDataProtectionProvider>(), service))
            .AddSingleton<WrongGuesses>()
            .AddSingleton<IdempotentIntake>()
            .AddSingleton(removeContacts)
            .AddHostedService<RetentionJob<TDb>>();
}
