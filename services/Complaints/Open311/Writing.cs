using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Writes an answer in the form that was asked for.</summary>
internal static class Writing
{
    private static readonly XmlWriterSettings Xml = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.None };

    /// <summary>Letters of all scripts as they are; what could be taken for markup is escaped.</summary>
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="root">Name of the whole, which JSON does not write.</param>
    public static byte[] Write(string root, Part part, Format format)
    {
        using var bytes = new MemoryStream();
        if (format == Format.Json)
        {
            using var json = new Utf8JsonWriter(bytes, Json);
            Write(part, json);
        }
        else
        {
            using var xml = XmlWriter.Create(bytes, Xml);
            xml.WriteStartDocument();
            Write(root, part, xml);
        }

        return bytes.ToArray();
    }

    private static void Write(string name, Part part, XmlWriter xml)
    {
        xml.WriteStartElement(name);
        switch (part)
        {
            case Fields fields:
                foreach (var (member, value) in fields.Members)
                {
                    Write(member, value, xml);
                }

                break;
            case Items items:
                foreach (var item in items.Each)
                {
                    Write(items.ItemName, item, xml);
                }

                break;
            case Value { Content: bool yes }:
                xml.WriteString(XmlConvert.ToString(yes));
                break;
            case Value { Content: double number }:
                xml.WriteString(XmlConvert.ToString(number));
                break;
            case Value { Content: { } content }:
                xml.WriteString(OnlyXml(Convert.ToString(content, CultureInfo.InvariantCulture)!));
                break;
        }

        xml.WriteEndElement();
    }

    private static void Write(Part part, Utf8JsonWriter json)
    {
        switch (part)
        {
            case Fields fields:
                json.WriteStartObject();
                foreach (var (member, value) in fields.Members)
                {
                    json.WritePropertyName(member);
                    Write(value, json);
                }

                json.WriteEndObject();
                break;
            case Items items:
                json.WriteStartArray();
                foreach (var item in items.Each)
                {
                    Write(item, json);
                }

                json.WriteEndArray();
                break;
            case Value { Content: bool yes }:
                json.WriteBooleanValue(yes);
                break;
            case Value { Content: int number }:
                json.WriteNumberValue(number);
                break;
            case Value { Content: double number }:
                json.WriteNumberValue(number);
                break;
            case Value { Content: string text }:
                json.WriteStringValue(text);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>XML 1.0 has no U+FFFE and no U+FFFF, not even escaped; somebody's text may.</summary>
    private static string OnlyXml(string text)
        => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
}

/// <summary>The forms that a client can ask for, by the ending of the address.</summary>
internal enum Format
{
    /// <summary>Also where the client names none: GeoReport requires XML of everybody.</summary>
    Xml,
    Json,
}
