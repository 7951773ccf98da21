using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>The documentation comments of a type, from the XML file that the compiler writes beside the assembly.</summary>
internal static partial class XmlDocumentation
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Members = new();

    /// <returns>The summary in one line, or null without one.</returns>
    public static string? SummaryOf(Type type) => SummaryOf(Find(type));

    /// <inheritdoc cref="SummaryOf(Type)"/>
    public static string? SummaryOf(MethodInfo method)
    {
        var name = $"M:{NameOf(method.DeclaringType!)}.{method.Name}";
        return SummaryOf(In(method.DeclaringType!.Assembly).FirstOrDefault(member => member.Key == name || member.Key.StartsWith(name + "(", StringComparison.Ordinal)).Value);
    }

    /// <returns>What the comment of a record says about one of its parameters, or null.</returns>
    public static string? ParameterOf(Type type, string name)
        => Find(type)?.Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")?.Value == name) is { } parameter ? InOneLine(parameter) : null;

    private static string? SummaryOf(XElement? member) => member?.Element("summary") is { } summary ? InOneLine(summary) : null;

    private static XElement? Find(Type type) => In(type.Assembly).GetValueOrDefault($"T:{NameOf(type)}");

    private static string? NameOf(Type type) => type.FullName?.Replace('+', '.');

    private static Dictionary<string, XElement> In(Assembly assembly) => Members.GetOrAdd(assembly, Read);

    private static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal)
            : [];
    }

    private static string InOneLine(XElement comment)
    {
        // Documents are written for several callers at once, who share what was read.
        comment = new XElement(comment);
        foreach (var reference in comment.Descendants().Where(element => element.IsEmpty).ToList())
        {
            // <see cref="T:Namespace.Name"/> reads as Name, <paramref name="x"/> as x.
            reference.ReplaceWith(reference.Attributes().FirstOrDefault()?.Value.Split('.', ':')[^1] ?? "");
        }

        return Spaces().Replace(comment.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
