using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace PlanningPlatform.Portal.Shell;

/// <summary>Style sheets, scripts and pictures under wwwroot. Their address carries a hash, so a phone fetches each version once.</summary>
internal sealed class Files(IWebHostEnvironment environment)
{
    private readonly FrozenDictionary<string, string> addresses = Hash(environment.WebRootFileProvider, "").ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="path">css/app.css.</param>
    public string this[string path] => addresses.GetValueOrDefault(path) ?? $"/{path}";

    private static IEnumerable<KeyValuePair<string, string>> Hash(IFileProvider files, string folder)
    {
        foreach (var file in files.GetDirectoryContents(folder))
        {
            var path = folder.Length == 0 ? file.Name : $"{folder}/{file.Name}";
            if (file.IsDirectory)
            {
                foreach (var below in Hash(files, path))
                    yield return below;
                continue;
            }

            using var stream = file.CreateReadStream();
            yield return new(path, $"/{path}?v={Convert.ToHexStringLower(SHA256.HashData(stream))[..10]}");
        }
    }
}

internal static class FilesMiddleware
{
    public static void UseFiles(this WebApplication app)
        => app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        });
}
