using System.Reflection;
using PlanningPlatform.Messaging;

namespace PlanningPlatform.Architecture.Tests;

/// <summary>All events, from every project of contracts that there is.</summary>
internal static class EventContracts
{
    public static IReadOnlyList<Type> All { get; } = [.. Repository.References.Keys
        .Where(project => project.EndsWith(".Contracts", StringComparison.Ordinal))
        .SelectMany(project => Assembly.Load($"PlanningPlatform.{project}").GetExportedTypes())
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(IEvent)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>The services that publish it: those it names, else the one whose contract it is.</summary>
    public static IReadOnlyList<string> PublishersOf(Type happened)
        => happened.GetCustomAttribute<PublishersAttribute>()?.Services ?? [Repository.NameInAppHost(happened.Assembly.GetName().Name!.Split('.')[1])];
}
