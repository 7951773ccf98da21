using System.Net.Mail;
using System.Text;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>E-mail addresses as people type them.</summary>
public static class EmailAddress
{
    /// <summary>
    /// Can be sent to: <c>name@host.domain</c>, ASCII before the at, as mail servers here do not take more (SMTPUTF8, RFC 6531). Not an IP address
    /// after it (RFC 5321, 4.1.3): nobody has one, and it would have us send into our own network.
    /// </summary>
    public static bool IsValid(string text)
        => MailAddress.TryCreate(text, out var address) && address.Address == text && Ascii.IsValid(address.User) && address.Host.Trim('.') == address.Host && address.Host.Contains('.', StringComparison.Ordinal)
            && Uri.CheckHostName(address.Host) == UriHostNameType.Dns;
}
