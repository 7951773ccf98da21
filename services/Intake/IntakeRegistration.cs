using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace PlanningPlatform.Intake;

public static class IntakeRegistration
{
    /// <summary>
    /// For a service that takes something in from residents without an account: <see cref="IdempotentIntake"/>,
    /// <see cref="WrongGuesses"/> and <see cref="Secrets"/>.
    /// </summary>
    /// <param name="service">Keeps what one service encrypted unreadable to the others.</param>
    public static IServiceCollection AddIntake(this IServiceCollection services, string service)
        => services
            .AddSingleton(provider => new Secrets(provider.GetRequiredService<IDataProtectionProvider>(), service))
            .AddSingleton<WrongGuesses>()
            .AddSingleton<IdempotentIntake>();
}
