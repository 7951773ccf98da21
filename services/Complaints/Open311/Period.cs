using System.Globalization;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Which part of a long list a client asks for: <c>start_date</c>, <c>end_date</c>, <c>page</c>, <c>page_size</c>.</summary>
/// <param name="Start">The first moment that counts.</param>
/// <param name="End">The last one.</param>
internal sealed record Period(DateTimeOffset Start, DateTimeOffset End, int Page, int Size)
{
    /// <summary>GeoReport's, also where nothing is asked for.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private const int Largest = 1000;

    /// <summary>What lies deeper is found by a shorter span, and costs the database less.</summary>
    private const int Deepest = 100_000;

    /// <summary>No complaint is older, and no time near it can be left by adding or taking 90 days.</summary>
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public int Skip => (Page - 1) * Size;

    /// <param name="usual">How far back it goes when no date is given.</param>
    public static Period Read(Parameters sent, TimeSpan usual, DateTimeOffset now, FieldErrors errors)
    {
        var (start, end) = (ReadDate(sent, "start_date", errors), ReadDate(sent, "end_date", errors));
        if (start > end)
        {
            errors.Add("end_date", "before_start", "Lebih awal daripada start_date.", "It is before start_date.");
        }
        else if (end - start > Longest)
        {
            errors.Add("end_date", "span", "Rentang paling panjang 90 hari sejak start_date.", "At most 90 days after start_date.");
        }

        var (first, last) = (start, end) switch
        {
            (null, null) => (now - usual, now),
            ({ } from, null) => (from, from + Longest),
            (null, { } to) => (to - Longest, to),
            ({ } from, { } to) => (from, to),
        };
        var (page, size) = (ReadNumber(sent, "page", 1, Deepest, errors) ?? 1, ReadNumber(sent, "page_size", 1, Largest, errors) ?? Largest);
        if ((long)(page - 1) * size > Deepest)
        {
            errors.Add("page", "out_of_range", "Terlalu dalam. Persempit start_date dan end_date.", "Too deep. Ask for a shorter span by start_date and end_date.");
        }

        return new(first, last, page, size);
    }

    private static DateTimeOffset? ReadDate(Parameters sent, string name, FieldErrors errors)
    {
        if (sent[name] is not { } text)
        {
            return null;
        }

        if (W3CDate.TryParse(text, out var time))
        {
            return time < Earliest ? Earliest : time > Latest ? Latest : time;
        }

        errors.Add(name, "no_date", "Tulis waktu dengan zonanya, misalnya 2026-11-21T00:00:00Z.", "A time with its zone, such as 2026-11-21T00:00:00Z.");
        return null;
    }

    private static int? ReadNumber(Parameters sent, string name, int least, int most, FieldErrors errors)
    {
        if (sent[name] is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        errors.Add(name, "out_of_range", $"Antara {least} dan {most}.", $"Between {least} and {most}.");
        return null;
    }
}
