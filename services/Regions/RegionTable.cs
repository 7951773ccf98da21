namespace PlanningPlatform.Regions;

/// <summary>
/// One of our own tables (fields between semicolons, <c>#</c> for a remark, one line of column names) and a city's file with the same
/// columns, whose rows win over ours with the same key: so a decree counts without a build, and an update of the platform keeps it.
/// </summary>
/// <param name="Columns">The line of column names, which a file must have exactly.</param>
/// <param name="Setting">The setting that names a city's file.</param>
internal sealed record RegionTable<TKey, TRow>(string Path, string Columns, string Setting, Func<string[], (TKey Key, TRow Row)> ReadRow)
    where TKey : notnull
{
    /// <param name="cityFile">A path from where the process was started; null or empty if the city has none.</param>
    /// <exception cref="RegionFileException">A file cannot be read, has other columns, a field that means nothing, or a key twice.</exception>
    public Dictionary<TKey, TRow> Load(string? cityFile)
    {
        var rows = Read(Path, Path);
        if (string.IsNullOrWhiteSpace(cityFile))
            return rows;

        foreach (var (key, row) in Read(cityFile, $"{Setting} \"{cityFile}\""))
            rows[key] = row;
        return rows;
    }

    private Dictionary<TKey, TRow> Read(string path, string name)
    {
        var rows = new Dictionary<TKey, TRow>();
        var hasColumns = false;
        var number = 0;
        foreach (var line in Lines(path, name))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;

            try
            {
                if (hasColumns)
                    Add(rows, line.Split(';', StringSplitOptions.TrimEntries));
                else if (line.TrimEnd() != Columns)
                    throw new FormatException("judul kolom tidak ada (the column names are missing)");
                hasColumns = true;
            }
            catch (Exception exception) when (exception is FormatException or ArgumentException)
            {
                var shown = line.Length > 100 ? line[..100] + "..." : line;
                throw new RegionFileException(name, $"baris (line) {number} \"{shown}\" bukan (is not) {Columns}: {exception.Message}");
            }
        }

        return hasColumns ? rows : throw new RegionFileException(name, $"kosong (is empty); kolomnya (its columns): {Columns}");
    }

    private static string[] Lines(string path, string name)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RegionFileException(name, $"tidak dapat dibaca (cannot be read): {exception.Message}");
        }
    }

    private void Add(Dictionary<TKey, TRow> rows, string[] fields)
    {
        if (fields.Length != Columns.Split(';').Length)
            throw new FormatException("jumlah kolom lain (another number of columns)");
        var (key, row) = ReadRow(fields);
        if (!rows.TryAdd(key, row))
            throw new FormatException("sudah ada di atas (stands above already)");
    }
}
