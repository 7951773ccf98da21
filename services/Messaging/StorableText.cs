using System.Text;

namespace PlanningPlatform.Messaging;

internal static class StorableText
{
    /// <summary>What every engine stores: PostgreSQL takes neither U+0000 nor half a surrogate pair, and a message that cannot be kept as failed comes back for ever.</summary>
    public static string Storable(this string text, int longest)
        => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes((text.Length > longest ? text[..longest] : text).Replace('\0', ' ')));
}
