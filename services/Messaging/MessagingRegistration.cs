using System.Reflection;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Messaging;

public static class MessagingRegistration
{
    /// <summary>
    /// Gives a service its database with outbox and inbox, the relay, and one queue named after it. Its reactions are the
    /// <c>IConsumer</c> classes beside <typeparamref name="TDb"/>; the events they take must name the service in <see cref="SubscribersAttribute"/>.
    /// </summary>
    /// <param name="service">The service's name in AppHost.cs; also its queue. Its database is <c>{service}-db</c>.</param>
    /// <param name="contracts">Assemblies with the events this service publishes.</param>
    public static void AddMessaging<TDb>(this IHostApplicationBuilder builder, string service, params Assembly[] contracts)
        where TDb : MessagingDbContext
        => builder.AddMessaging<TDb>(service, contracts, typeof(TDb).Assembly.GetTypes().Where(type => !type.IsAbstract && EventsHandledBy(type).Any()).ToArray());

    internal static void AddMessaging<TDb>(this IHostApplicationBuilder builder, string service, Assembly[] contracts, Type[] reactions)
        where TDb : MessagingDbContext
    {
        RefuseUnsubscribed(service, reactions);
        var services = builder.Services;
        var types = new EventTypes([typeof(Administered).Assembly, .. contracts]);

        services.TryAddSingleton<TimeProvider, MicrosecondClock>();
        services.AddSingleton(types);
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton(new InboxName(service, HasQueue: reactions.Length > 0));
        services.AddSingleton<QueuesSettled>();
        services.AddReceiveEndpointObserver(provider => provider.GetRequiredService<QueuesSettled>());
        services.AddOptions<MessagingOptions>().BindConfiguration("Messaging");

        builder.AddDatabase<TDb>($"{service}-db", (provider, options) =>
        {
            var signal = provider.GetRequiredService<OutboxSignal>();
            options.AddInterceptors(new RingAfterSave(signal), new RingAfterCommit(signal));
        });
        services.AddScoped<MessagingDbContext>(provider => provider.GetRequiredService<TDb>());
        services.AddHealthChecks().AddCheck<OutboxHealthCheck>("outbox").AddCheck<FailedMessagesHealthCheck>("failed messages");
        services.AddSingleton<ReplayToQueue>();

        var options = builder.Configuration.GetSection("Messaging").Get<MessagingOptions>() ?? new MessagingOptions();
        var broker = builder.Configuration.GetConnectionString("messaging")
            ?? throw new InvalidOperationException("ConnectionStrings:messaging is not set.");
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(check => check.MinimalFailureStatus = HealthStatus.Degraded);
            bus.AddConsumers(reactions);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                // A replica that hangs is found out after two missed heartbeats, and the next one takes over.
                rabbit.Host(new Uri(broker), host => host.Heartbeat(TimeSpan.FromSeconds(10)));
                rabbit.DeclareTopology(types);
                if (reactions.Length > 0)
                {
                    rabbit.ReceiveEndpoint(service, queue => queue.ConfigureReactions(context, options, reactions));
                }
            });
        });
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            // Intake must not wait for the broker.
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddHostedService<OutboxRelay<TDb>>();
        services.AddHostedService<InboxCleanup>();
        services.AddHostedService<WaitingMetrics>();
    }

    private static void DeclareTopology(this IRabbitMqBusFactoryConfigurator rabbit, EventTypes types)
    {
        rabbit.MessageTopology.SetEntityNameFormatter(new ExchangeNames());
        // The interface is for our own code; without this every event would also go to an exchange of that name.
        rabbit.Publish<IEvent>(topology => topology.Exclude = true);
        rabbit.DeployPublishTopology = true;
        foreach (var type in types.All)
        {
            rabbit.Publish(type, topology =>
            {
                foreach (var subscriber in EventTypes.SubscribersOf(type))
                {
                    topology.BindQueue(EventTypes.NameOf(type), subscriber, queue => queue.SetUpQueue());
                }
            });
        }
    }

    private static void ConfigureReactions(this IRabbitMqReceiveEndpointConfigurator queue, IBusRegistrationContext context, MessagingOptions options, Type[] reactions)
    {
        queue.SetUpQueue();
        // The lanes limit what runs side by side; a tighter limit around them would let one failing message hold up the rest.
        queue.PrefetchCount = options.ConcurrentHandlers * 8;
        queue.PublishFaults = false;
        var keep = new KeepFailedMessages(context.GetRequiredService<IServiceScopeFactory>());
        queue.ConfigureError(error => error.UseFilter(keep));
        queue.ConfigureDeadLetter(skipped => skipped.UseFilter(keep));
        // Around the retries, so that a message waiting for its next try is not overtaken by a later one of its aggregate.
        queue.ConfigureReceive(receive => receive.UseFilter(new InOrder(options.ConcurrentHandlers, OrderingKeyOf)));
        // Each kind of failure has its own retries, and none has two: what one of them gave up is not tried by the others.
        queue.UseMessageRetry(retry =>
        {
            // A full disk or a database that is away is nobody's fault but passes: such messages wait here instead of being kept as failed.
            retry.Handle<Exception>(exception => exception.IsDatabaseOutage());
            retry.Interval(options.PatientRetries, options.PatientInterval);
        });
        queue.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(exception => !exception.IsDatabaseOutage() && !exception.WasOvertaken());
            retry.Exponential(options.HandlerRetries, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));
        });
        queue.UseMessageRetry(retry =>
        {
            // Of those that change the same rows at the same time one wins each round; growing pauses would only keep them waiting.
            retry.Handle<Exception>(exception => exception.WasOvertaken());
            retry.Interval(options.OvertakenRetries, TimeSpan.FromMilliseconds(10));
        });
        queue.UseConsumeFilter(typeof(HandlerMetrics<>), context);
        queue.UseConsumeFilter(typeof(InboxFilter<>), context);
        foreach (var reaction in reactions)
        {
            queue.ConfigureConsumer(context, reaction);
        }
    }

    /// <summary>The same wherever the queue is declared: by its service, and by those that publish to it.</summary>
    private static void SetUpQueue(this IRabbitMqQueueConfigurator queue)
    {
        queue.SetQuorumQueue();
        // Of several replicas one consumes, and the next takes over at once when it ends: competing consumers would handle the events
        // of one aggregate in any order.
        queue.SetQueueArgument("x-single-active-consumer", true);
        // From RabbitMQ 4 on a message that came back twenty times would be dropped, and it comes back whenever its failure cannot be stored.
        queue.SetQueueArgument("x-delivery-limit", 1_000_000);
    }

    private static Guid OrderingKeyOf(ReceiveContext context)
        => Guid.TryParse(context.TransportHeaders.Get<string>(MessageHeaders.OrderingKey), out var key) ? key : context.GetMessageId() ?? Guid.Empty;

    private static void RefuseUnsubscribed(string service, Type[] reactions)
    {
        if (reactions.SelectMany(EventsHandledBy).GroupBy(type => type).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"{service} has two reactions to {twice.Key.Name}; the inbox would run only one of them. Make them one.");
        }

        var missing = reactions.SelectMany(EventsHandledBy).FirstOrDefault(type => !EventTypes.SubscribersOf(type).Contains(service));
        if (missing is not null)
        {
            throw new InvalidOperationException($"{service} reacts to {missing.Name}, so {missing.Name} must name it: [Subscribers(\"{service}\")].");
        }
    }

    private static IEnumerable<Type> EventsHandledBy(Type reaction)
        => reaction.GetInterfaces().Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GetGenericArguments()[0]);

    /// <summary>An event's exchange carries its type's name, so that publishers can bind queues to it by name.</summary>
    private sealed class ExchangeNames : IEntityNameFormatter
    {
        public string FormatEntityName<T>() => EventTypes.NameOf(typeof(T));
    }
}
