using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace PlanningPlatform.Complaints;

/// <summary>Encrypts what must not lie in the database in the clear: who reported, and answers that contain a tracking secret.</summary>
internal sealed class Secrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("complaints");

    public string Protect<T>(T value) => _protector.Protect(JsonSerializer.Serialize(value));

    public T Unprotect<T>(string text) => JsonSerializer.Deserialize<T>(_protector.Unprotect(text))!;
}
