using System.Diagnostics.CodeAnalysis;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// A query parameter that names one value of an enum, spelt exactly. (Enums bound by the framework also take numbers and lists.)
/// </summary>
public readonly record struct Choice<TEnum>(TEnum Value) : IParsable<Choice<TEnum>>
    where TEnum : struct, Enum
{
    public static Choice<TEnum> Parse(string s, IFormatProvider? provider)
        => TryParse(s, provider, out var choice) ? choice : throw new FormatException($"'{s}' is none of {string.Join(", ", Enum.GetNames<TEnum>())}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Choice<TEnum> result)
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (value.ToString() == s)
            {
                result = new(value);
                return true;
            }
        }

        result = default;
        return false;
    }
}
