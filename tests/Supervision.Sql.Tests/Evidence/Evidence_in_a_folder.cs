using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Sql.Evidence;
using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests.Evidence;

/// <summary>In a data folder with encryption on, as a server has it.</summary>
public sealed class Evidence_in_a_folder : EvidenceFilesConformance, IDisposable
{
    private readonly TemporaryData _data = new(1, new SteppingTime(SampleEvents.Monday));

    protected override IEvidenceFiles Files => _data.Services.GetRequiredService<IEvidenceFiles>();

    public void Dispose() => _data.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Is_sealed_and_for_its_owner_alone_under_names_of_ours()
    {
        var content = Enumerable.Repeat("A sentence to look for. "u8.ToArray(), 8_000).SelectMany(x => x).ToArray();
        var file = await Keep(content, Case);

        var path = Assert.Single(Paths());
        Assert.Equal(
            Path.Combine(_data.Folder, "evidence", StoredNames.Folder(Case), file.StoredAs), path);
        Assert.Equal(-1, File.ReadAllBytes(path).AsSpan().IndexOf("sentence"u8));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(32, Convert.FromBase64String(file.Key!).Length);
        Assert.NotEqual(file.Key, (await Keep(content, Case)).Key);
    }

    /// <summary>One bit, the end, a piece, and pieces in another order.</summary>
    [Theory]
    [InlineData("bit")]
    [InlineData("end")]
    [InlineData("piece")]
    [InlineData("order")]
    [InlineData("more")]
    [InlineData("nothing")]
    public async Task Is_damaged_when_anything_of_it_was_changed(string how)
    {
        const int piece = 64 * 1024 + 16;
        var file = await Keep(new byte[3 * 64 * 1024], Case);
        var path = Assert.Single(Paths());
        var bytes = await File.ReadAllBytesAsync(path);
        Assert.Equal(3 * piece, bytes.Length);
        if (how == "bit")
            bytes[100_000] ^= 1;

        await File.WriteAllBytesAsync(path, how switch
        {
            "end" => bytes[..^1],
            "piece" => bytes[..(2 * piece)],
            "order" => [.. bytes[piece..(2 * piece)], .. bytes[..piece], .. bytes[(2 * piece)..]],
            "more" => [.. bytes, 0],
            "nothing" => [],
            _ => bytes,
        });

        Assert.Equal(FileState.Damaged, await Files.Check(Case, file, default));
    }

    [Fact]
    public async Task Cannot_be_read_without_what_it_was_sealed_with()
    {
        var file = await Keep([1, 2, 3], Case);

        Assert.Equal(FileState.Damaged, await Files.Check(Case, file with { Key = null }, default));
        Assert.Equal(
            FileState.Damaged,
            await Files.Check(Case, file with { Key = Convert.ToBase64String(new byte[32]) }, default));
    }

    [Fact]
    public async Task Leaves_nothing_of_an_upload_that_breaks_off()
    {
        await Assert.ThrowsAsync<IOException>(() => Files.Receive(
            new string('a', 32), new BreakingStream(100_000), new FileLook(), default));

        Assert.Empty(Paths());
    }

    [Fact]
    public async Task Takes_no_name_that_is_not_ours()
    {
        foreach (var name in (string[])["", "../x", new string('A', 32), new string('0', 31) + "/"])
            await Assert.ThrowsAsync<ArgumentException>(() => Files.Receive(
                name, new MemoryStream([1]), new FileLook(), default));
    }

    [Fact]
    public async Task Is_in_a_back_up_of_the_data_folder_and_what_is_coming_in_is_not()
    {
        var file = await Keep([1, 2, 3], Case);
        await using var coming = await Files.Receive(
            new string('b', 32), new MemoryStream([1]), new FileLook(), default);
        using var copies = new Copies();

        DataFolderBackup.Write(_data.Folder, copies.Path);

        var restored = new FolderEvidenceFiles(
            Options.Create(new SqlOptions { DataFolder = copies.Path }), () => true);
        Assert.Equal(FileState.Intact, await restored.Check(Case, file, default));
        Assert.Single(restored.All());
    }

    [Fact]
    public void Has_no_place_on_PostgreSQL_unless_a_folder_is_named()
    {
        var options = new SqlOptions { Database = SqlDatabase.Postgres, DataFolder = "/x" };
        Assert.False(new FolderEvidenceFiles(Options.Create(options), () => true).HasPlace);
        options.EvidenceFolder = "/shared";
        Assert.True(new FolderEvidenceFiles(Options.Create(options), () => true).HasPlace);
    }

    private string[] Paths() => Directory.Exists(Path.Combine(_data.Folder, "evidence"))
        ? Directory.GetFiles(Path.Combine(_data.Folder, "evidence"), "*", SearchOption.AllDirectories)
        : [];

    private sealed class Copies : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supervision-");

        public string Path => System.IO.Path.Combine(_folder.FullName, "copy");

        public void Dispose() => _folder.Delete(recursive: true);
    }

    /// <summary>Gives so many bytes, and then the connection is gone.</summary>
    private sealed class BreakingStream(int length) : MemoryStream(new byte[length])
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read
                ? read
                : throw new IOException("The connection is gone.");
    }
}
