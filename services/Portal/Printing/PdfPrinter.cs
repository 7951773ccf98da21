using System.ComponentModel;
using System.Diagnostics;

namespace PlanningPlatform.Portal.Printing;

/// <summary>Section <c>Printing</c> of the configuration.</summary>
internal sealed class PrintingOptions
{
    /// <summary>Debian's chromium, by its path or its name on the PATH.</summary>
    public string Chromium { get; init; } = "chromium";

    /// <summary>For one document; about a second on two cores, more where somebody else uses them.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(40);
}

/// <summary>
/// Prints a page of ours to PDF with chromium, in a process of its own that ends with the document: no port, no network, a profile that is thrown away. One at a time, because each takes some 200 MB.
/// </summary>
internal sealed partial class PdfPrinter(PrintingOptions options, ILogger<PdfPrinter> logger) : IDisposable
{
    private const int MostWaiting = 8;

    private static readonly string[] Switches =
    [
        "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions", "--no-first-run", "--no-default-browser-check",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
        // It prints our own words; as root there is no sandbox to be had.
        .. Environment.IsPrivilegedProcess ? (string[])["--no-sandbox"] : [],
    ];

    private readonly SemaphoreSlim _turn = new(1);
    private int _waiting;

    /// <param name="html">A whole document with its style sheet in it: it fetches nothing.</param>
    /// <returns>Null when it cannot be printed now: chromium is missing, too many wait, or it took too long; the log says which.</returns>
    public async Task<byte[]?> PrintAsync(string html, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            Log.TooMany(logger);
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("planning-print-");
        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                var page = Path.Combine(folder.FullName, "page.html");
                await File.WriteAllTextAsync(page, html, cancellationToken);
                return await RunAsync(folder.FullName, page, cancellationToken);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            folder.Delete(recursive: true);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<byte[]?> RunAsync(string folder, string page, CancellationToken cancellationToken)
    {
        var pdf = Path.Combine(folder, "page.pdf");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Timeout);
        using var process = new Process { StartInfo = new(options.Chromium, [.. Switches, $"--user-data-dir={Path.Combine(folder, "profile")}", $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri]) };
        process.StartInfo.Environment["HOME"] = folder;
        (process.StartInfo.RedirectStandardError, process.StartInfo.RedirectStandardOutput) = (true, true);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            Log.Missing(logger, options.Chromium);
            return null;
        }

        try
        {
            // Read, or a full pipe would stop it.
            var said = process.StandardError.ReadToEndAsync(patience.Token);
            var also = process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            await Task.WhenAll(said, also);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            Log.TooSlow(logger, options.Timeout);
            return null;
        }

        if (process.ExitCode != 0 || !File.Exists(pdf))
        {
            Log.Failed(logger, process.ExitCode);
            return null;
        }

        return await File.ReadAllBytesAsync(pdf, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "No PDF: {Chromium} is not installed here (apt-get install chromium), or Printing:Chromium names another place.")]
        public static partial void Missing(ILogger logger, string chromium);

        [LoggerMessage(LogLevel.Warning, "No PDF: too many wait already.")]
        public static partial void TooMany(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "No PDF: chromium was not done after {Timeout} and was ended.")]
        public static partial void TooSlow(ILogger logger, TimeSpan timeout);

        [LoggerMessage(LogLevel.Warning, "No PDF: chromium ended with {ExitCode}.")]
        public static partial void Failed(ILogger logger, int exitCode);
    }
}
