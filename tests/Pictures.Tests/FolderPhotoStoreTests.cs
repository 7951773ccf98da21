using PlanningPlatform.Testing;

namespace PlanningPlatform.Pictures.Tests;

public sealed class FolderPhotoStoreTests : IDisposable
{
    private const string Key = "copy/3f/0199a0a000007000800000000000003f-320";

    private readonly string _root = Directory.CreateTempSubdirectory("planning-photos-").FullName;
    private readonly SettableTime _time = new();
    private readonly FolderPhotoStore _store;

    public FolderPhotoStoreTests() => _store = new(_root, new IncomingFiles(Path.Combine(_root, "incoming")), _time);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task What_was_put_is_there_until_it_is_deleted_and_the_last_one_counts()
    {
        Assert.False(await _store.ExistsAsync(Key, CancellationToken.None));
        Assert.Null(await _store.GetAsync(Key, CancellationToken.None));
        await PutAsync(Key, [1, 2, 3]);
        await PutAsync(Key, [4, 5]);

        Assert.True(await _store.ExistsAsync(Key, CancellationToken.None));
        Assert.Equal([4, 5], await ReadAsync(Key));
        await _store.DeleteAsync(Key, CancellationToken.None);
        await _store.DeleteAsync(Key, CancellationToken.None);
        await _store.DeleteAsync("copy/00/00", CancellationToken.None);
        Assert.Null(await _store.GetAsync(Key, CancellationToken.None));
        Assert.Empty(Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_breaks_off_while_it_is_written_leaves_nothing_and_what_was_there_before_stays()
    {
        await PutAsync(Key, [1, 2, 3]);
        await Assert.ThrowsAsync<IOException>(() => _store.PutAsync(Key, new BreaksOff(), CancellationToken.None));
        Assert.Equal([1, 2, 3], await ReadAsync(Key));
        Assert.Single(Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../copy/3f/00")]
    [InlineData("copy/../00")]
    [InlineData("copy/3f/../../../etc/passwd")]
    [InlineData("copy/3f/..")]
    [InlineData("copy/3f/00\n")]
    [InlineData("copy/3F/00")]
    [InlineData("copy/3f/a/b")]
    [InlineData("copy\\3f\\00")]
    public async Task Nothing_but_a_key_becomes_a_path(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(key, [1]));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.GetAsync(key, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.ExistsAsync(key, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.DeleteAsync(key, CancellationToken.None));
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_files()
    {
        await PutAsync(Key, [1]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_root, Key)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_root, "copy")));
    }

    [Fact]
    public async Task A_folder_lists_what_is_in_it_and_since_when()
    {
        await PutAsync(Key, [1]);
        await PutAsync("copy/40/0199a0a0000070008000000000000040-320", [1]);
        var listed = new List<StoredPhoto>();
        await foreach (var file in _store.ListAsync("copy/3f", CancellationToken.None))
        {
            listed.Add(file);
        }

        await foreach (var file in _store.ListAsync("original/3f", CancellationToken.None))
        {
            listed.Add(file);
        }

        Assert.Equal(Key, Assert.Single(listed).Key);
        Assert.InRange(_time.GetUtcNow() - listed[0].StoredAt, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task An_upload_that_ends_leaves_no_file_and_one_that_a_crash_left_is_removed_after_a_day()
    {
        var incoming = new IncomingFiles(Path.Combine(_root, "incoming"));
        await using (var file = incoming.Open())
        {
            await file.WriteAsync((byte[])[1, 2, 3]);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Name));
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_root, "incoming")));
        var left = Path.Combine(_root, "incoming", "left");
        await File.WriteAllBytesAsync(left, [1]);
        incoming.RemoveAbandoned(_time.GetUtcNow().AddHours(23));
        Assert.True(File.Exists(left));
        incoming.RemoveAbandoned(_time.GetUtcNow().AddHours(25));
        Assert.False(File.Exists(left));
    }

    private async Task PutAsync(string key, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        await _store.PutAsync(key, content, CancellationToken.None);
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var stream = await _store.GetAsync(key, CancellationToken.None);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy);
        return copy.ToArray();
    }

    private sealed class BreaksOff : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            destination.WriteByte(9);
            throw new IOException("The line is gone.");
        }
    }
}
