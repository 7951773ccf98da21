using System.Reflection;
using MassTransit;
using PlanningPlatform.Messaging;

namespace PlanningPlatform.Architecture.Tests;

public sealed class EventTests
{
    private static readonly IReadOnlyList<Type> Events = EventContracts.All;

    [Fact]
    public void Every_subscriber_that_an_event_names_has_a_reaction_to_it()
    {
        foreach (var happened in Events)
        {
            var subscribers = happened.GetCustomAttribute<SubscribersAttribute>()?.Services ?? [];
            Assert.NotEmpty(subscribers);
            Assert.All(subscribers, service => Assert.Contains(
                Assembly.Load($"PlanningPlatform.{Repository.Services.Single(name => Repository.NameInAppHost(name) == service)}").GetTypes(), type => type.IsAssignableTo(typeof(IConsumer<>).MakeGenericType(happened))));
        }
    }

    [Fact]
    public void Events_are_immutable_records_of_primitives_in_the_past_tense()
    {
        Type[] primitives = [typeof(Guid), typeof(string), typeof(int), typeof(long), typeof(bool), typeof(double), typeof(DateTimeOffset), typeof(DateOnly)];
        foreach (var happened in Events)
        {
            Assert.True(happened.IsSealed && happened.GetMethod("<Clone>$") is not null, $"{happened.Name} is no sealed record.");
            Assert.EndsWith("ed", happened.Name, StringComparison.Ordinal);
            Assert.True(happened.GetProperty(nameof(IEvent.Version)) is not null, $"{happened.Name} does not carry the aggregate's version.");
            foreach (var property in happened.GetProperties())
            {
                Assert.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, primitives);
                Assert.Contains(typeof(System.Runtime.CompilerServices.IsExternalInit), property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers());
            }
        }
    }

    [Fact]
    public void Events_carry_nothing_that_visibility_protects()
    {
        string[] forbidden = ["Description", "Reporter", "Proposer", "Phone", "Email", "Note", "Secret", "Landmark", "Street"];
        Assert.All(Events.SelectMany(happened => happened.GetProperties()), property =>
            Assert.DoesNotContain(forbidden, word => property.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
