namespace PlanningPlatform.Regions.Tests;

public sealed class CodeListTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Only_rows_whose_code_starts_as_asked_are_read()
    {
        File.WriteAllText(_file, "code,name\n35.71,A\n35.7,B\n135.71,C\n11,35.71\n35.71.01,D\n");

        Assert.Equal(["A", "D"], CodeList.Read(_file, "35.71").ConvertAll(row => row[1]));
    }

    [Fact]
    public void A_last_row_without_line_end_and_windows_line_ends_are_read()
    {
        File.WriteAllText(_file, "code,name\r\n35.71,A\r\n35.72,B");

        Assert.Equal(["A", "B"], CodeList.Read(_file, "35.").ConvertAll(row => row[1]));
    }

    [Fact]
    public void Commas_and_quotes_belong_to_the_last_field()
    {
        File.WriteAllText(_file, "code,name\n35.71,Ko\"ol, the second\n");

        Assert.Equal("Ko\"ol, the second", Assert.Single(CodeList.Read(_file, "35"))[1]);
    }

    [Fact]
    public void No_row_is_lost_where_one_read_ends_and_the_next_begins()
    {
        // Rows of changing length put the 64 KiB border at every place of a row.
        var names = Enumerable.Range(1, 40_000).Select(i => new string('x', i % 37) + i).ToList();
        File.WriteAllText(_file, "code,name\n" + string.Concat(names.Select(name => $"35.71,{name}\n")));

        Assert.Equal(names, CodeList.Read(_file, "35.71,").ConvertAll(row => row[1]));
    }

    [Fact]
    public void An_empty_list_has_no_rows()
    {
        File.WriteAllText(_file, "code,name\n");

        Assert.Empty(CodeList.Read(_file, ""));
    }
}
