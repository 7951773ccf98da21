namespace PlanningPlatform.ServiceDefaults;

/// <summary>The form of every list.</summary>
/// <param name="Items">The rows of this page.</param>
/// <param name="Page">1 is the first.</param>
/// <param name="PageSize">Rows asked for, at most 200.</param>
/// <param name="Total">Rows over all pages.</param>
public sealed record Paged<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total);

/// <summary>Query parameters <c>page</c> and <c>pageSize</c>.</summary>
public sealed record Paging(int? Page, int? PageSize)
{
    public const int Largest = 200;

    /// <summary>Keeps <see cref="Skip"/> within an int.</summary>
    private const int Last = 1_000_000;

    public int Number => Page ?? 1;

    public int Size => PageSize ?? 50;

    public int Skip => (Number - 1) * Size;

    /// <summary>Null when the parameters make sense.</summary>
    public Refusal? Check()
    {
        var errors = new FieldErrors();
        if (Number is < 1 or > Last)
        {
            errors.Add("page", "out_of_range", "Antara 1 dan 1.000.000.", "Between 1 and 1,000,000.");
        }

        if (Size is < 1 or > Largest)
        {
            errors.Add("pageSize", "out_of_range", $"Antara 1 dan {Largest}.", $"Between 1 and {Largest}.");
        }

        return errors.Any ? errors.ToRefusal() : null;
    }
}
