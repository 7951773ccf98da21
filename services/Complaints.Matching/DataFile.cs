namespace PlanningPlatform.Complaints.Matching;

/// <summary>Rows of a semicolon-separated file: lines that begin with # are comments, the first other line names the columns.</summary>
internal static class DataFile
{
    /// <exception cref="FormatException">A row has another number of columns than the head.</exception>
    public static List<string[]> Read(TextReader reader)
    {
        List<string[]> rows = [];
        var columns = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            var row = line.Split(';', StringSplitOptions.TrimEntries);
            if (columns == 0)
            {
                columns = row.Length;
                continue;
            }

            rows.Add(row.Length == columns ? row : throw new FormatException($"Not {columns} columns: \"{line}\"."));
        }

        return rows;
    }

    public static List<string[]> Embedded(string name)
    {
        using var reader = new StreamReader(typeof(DataFile).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name));
        return Read(reader);
    }
}
