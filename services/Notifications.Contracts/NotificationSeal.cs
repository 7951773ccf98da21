using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace PlanningPlatform.Notifications.Contracts;

/// <summary>Seals what only the Notifications service opens, with the key ring that all services share.</summary>
public sealed class NotificationSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("notifications.requests");

    public string Seal(NotificationContent content) => _protector.Protect(JsonSerializer.Serialize(content, JsonSerializerOptions.Web));

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed with a key ring that is gone.</exception>
    public NotificationContent Open(string sealedContent) => JsonSerializer.Deserialize<NotificationContent>(_protector.Unprotect(sealedContent), JsonSerializerOptions.Web)!;
}
