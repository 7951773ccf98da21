using System.Security.Cryptography;

namespace PlanningPlatform.AppHost.Native.Processes;

/// <summary>A file that only its owner can read (mode 600), also while it is being written.</summary>
internal static class SecretFile
{
    /// <summary>What the file holds; a file that does not exist yet gets 32 random letters and digits.</summary>
    public static string ReadOrCreate(string path, int length = 32)
    {
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept)
            return kept;
        // Without look-alikes (0 O 1 l I), because people type some of these.
        var secret = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", length);
        Write(path, secret);
        return secret;
    }

    public static void Write(string path, string content)
    {
        if (File.Exists(path))
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(file);
        writer.Write(content);
    }
}
