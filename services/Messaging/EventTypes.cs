using System.Reflection;

namespace PlanningPlatform.Messaging;

/// <summary>The event types a service can read from its outbox, by the name stored there.</summary>
internal sealed class EventTypes
{
    private readonly Dictionary<string, Type> _byName;

    public EventTypes(IEnumerable<Assembly> contracts)
        => _byName = contracts.SelectMany(In).Distinct().ToDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(Type type) => type.FullName!;

    public static IEnumerable<Type> In(Assembly contracts)
        => contracts.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IEvent)));

    public static IReadOnlyList<string> SubscribersOf(Type type)
        => type.GetCustomAttribute<SubscribersAttribute>()?.Services ?? [];

    public Type? Find(string name) => _byName.GetValueOrDefault(name);

    public IEnumerable<Type> All => _byName.Values;
}
