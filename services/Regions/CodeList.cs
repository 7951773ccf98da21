using System.Text;

namespace PlanningPlatform.Regions;

/// <summary>
/// Reads only the rows of an official list whose code starts as asked. Every service does this at start-up for one regency out of
/// 514, so the other 83,000 villages are passed over as bytes and never become objects.
/// </summary>
internal static class CodeList
{
    private const int BufferBytes = 64 * 1024;

    /// <returns>Each row's fields, without the line of column names. The last field may hold anything, also commas and quotes.</returns>
    public static List<string[]> Read(string path, string prefix)
    {
        var rows = new List<string[]>();
        var wanted = Encoding.UTF8.GetBytes("\n" + prefix);
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = new byte[BufferBytes];
        var columns = 0;
        var kept = 0;
        long position = 0;
        int read;
        do
        {
            read = RandomAccess.Read(file, buffer.AsSpan(kept), position);
            position += read;
            if (read == 0)
                buffer[kept] = (byte)'\n'; // A list may end without a line end.
            ReadOnlySpan<byte> text = buffer.AsSpan(0, kept + Math.Max(read, 1));
            if (columns == 0)
                columns = text[..text.IndexOf((byte)'\n')].Count((byte)',') + 1;

            // From the last line end on, the rest waits for the next read: that line end may begin the next match.
            var complete = text.LastIndexOf((byte)'\n');
            var at = 0;
            while (text[at..].IndexOf(wanted) is var hit and >= 0 && at + hit < complete)
            {
                var line = text[(at + hit + 1)..];
                var length = line.IndexOf((byte)'\n');
                if (length > 0)
                    rows.Add(Encoding.UTF8.GetString(line[..length].TrimEnd((byte)'\r')).Split(',', columns));
                at += hit + 1 + length;
            }

            kept = text.Length - complete;
            text[complete..].CopyTo(buffer);
        }
        while (read > 0);

        return rows;
    }
}
