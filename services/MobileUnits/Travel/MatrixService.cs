using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>
/// A routing service's HTTP interface. It is not ours: whatever it answers is believed only when it is a table of the right size with
/// drives that can be, and what it writes besides is never repeated.
/// </summary>
internal sealed class MatrixService(IHttpClientFactory clients, IOptions<TravelSettings> settings)
{
    public const string HttpClient = "travel-times";

    private readonly TravelSettings _settings = settings.Value;
    private readonly MatrixInterface _interface = MatrixInterface.Of(settings.Value.Kind);

    public string Name => _interface.Name;

    public int TableSize => _settings.TableSize ?? _interface.TableSize;

    /// <summary>Does not throw for what the service or the way to it does wrong.</summary>
    /// <exception cref="OperationCanceledException">It took longer than the caller waits.</exception>
    public async Task<MatrixAnswer> AskAsync(IReadOnlyList<RoundedPlace> from, IReadOnlyList<RoundedPlace> to, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(HttpClient);
        using var request = _interface.Ask(_settings.Matrix!.TrimEnd('/'), _settings.Profile ?? _interface.Car, from, to);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_settings.ApiKey is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation(_settings.ApiKeyHeader, key);
        }

        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return MatrixAnswer.Wrong($"it answers {(int)answer.StatusCode}");
            }

            await answer.Content.LoadIntoBufferAsync(LongestAnswer(from.Count, to.Count), cancellationToken);
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return Check(_interface.Read(json.RootElement, from.Count, to.Count), from, to);
        }
        catch (HttpRequestException exception)
        {
            return MatrixAnswer.Wrong(WhatHappened(exception.HttpRequestError));
        }
        catch (IOException)
        {
            return MatrixAnswer.Wrong("the connection broke off");
        }
        catch (JsonException)
        {
            return MatrixAnswer.Wrong("what it answers is no JSON");
        }
    }

    /// <summary>Valhalla writes about 80 bytes for a pair, the others less; all of them a few hundred for a place.</summary>
    private static long LongestAnswer(int from, int to) => (64 * 1024) + (256L * from * to) + (1024L * (from + to));

    private static MatrixAnswer Check(Drive[]? drives, IReadOnlyList<RoundedPlace> from, IReadOnlyList<RoundedPlace> to)
    {
        if (drives is null)
        {
            return MatrixAnswer.Wrong("what it answers is no table of the size that was asked for");
        }

        return drives.Index().All(drive => drive.Item.IsUnreachable || drive.Item.IsPossibleOver(from[drive.Index / to.Count].CrowMetresTo(to[drive.Index % to.Count])))
            ? new(drives, null)
            : MatrixAnswer.Wrong("it answers drives that cannot be");
    }

    /// <summary>Not the exception's own words: they may quote the service.</summary>
    private static string WhatHappened(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its name is unknown",
        HttpRequestError.ConnectionError => "it takes no connection",
        HttpRequestError.SecureConnectionError => "TLS with it fails",
        HttpRequestError.ConfigurationLimitExceeded => "what it answers is too long",
        _ => "the connection broke off",
    };
}

/// <param name="Drives">Row by row; null when there is no answer to be had.</param>
/// <param name="WhatIsWrong">Why not, for people.</param>
internal sealed record MatrixAnswer(IReadOnlyList<Drive>? Drives, string? WhatIsWrong)
{
    public static MatrixAnswer Wrong(string what) => new(null, what);
}
