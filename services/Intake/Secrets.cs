using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace PlanningPlatform.Intake;

/// <summary>Encrypts what must not lie in the database in the clear: who sent something, and answers that contain a tracking secret.</summary>
public sealed class Secrets(IDataProtectionProvider protection, string service)
{
    private readonly IDataProtector _protector = protection.CreateProtector(service);

    public string Protect<T>(T value) => _protector.Protect(JsonSerializer.Serialize(value));

    public T Unprotect<T>(string text) => JsonSerializer.Deserialize<T>(_protector.Unprotect(text))!;
}
