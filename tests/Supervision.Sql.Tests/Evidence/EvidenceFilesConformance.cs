using System.Security.Cryptography;
using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Referents;

namespace Supervision.Sql.Tests.Evidence;

/// <summary>What every place for evidence files does.</summary>
public abstract class EvidenceFilesConformance
{
    protected static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");

    protected static readonly EscalationId Case = new(Referent, 1);

    protected abstract IEvidenceFiles Files { get; }

    /// <summary>Around the length of a piece, where an end is easily missed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(200_000)]
    public async Task Gives_back_what_was_taken_in(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        var file = await Keep(content, Case);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), file.Sha256);
        Assert.Equal(FileState.Intact, await Files.Check(Case, file, default));
        using var copy = new MemoryStream();
        await Files.Copy(Case, file, copy, default);
        Assert.Equal(content, copy.ToArray());
    }

    [Fact]
    public async Task Shows_all_of_it_to_whoever_looks()
    {
        var look = new FileLook();
        await using var incoming = await Files.Receive(
            Name(1), new MemoryStream([.. "%PDF-1.7 "u8, .. new byte[100_000], .. "%%EOF"u8]), look, default);

        Assert.True(look.Is(FileKind.Pdf));
        Assert.Equal(100_014, look.Length);
    }

    [Fact]
    public async Task Leaves_nothing_of_what_was_not_kept()
    {
        await using (await Files.Receive(Name(1), new MemoryStream([1, 2, 3]), new FileLook(), default))
        {
        }

        Assert.Empty(Files.All());
    }

    [Fact]
    public async Task Says_when_one_is_missing()
    {
        var file = await Keep([1, 2, 3], Case);
        Assert.Equal(FileState.Missing, await Files.Check(new EscalationId(Referent, 2), file, default));
        Files.Remove(Case, file.StoredAs);
        Files.Remove(Case, file.StoredAs);

        Assert.Equal(FileState.Missing, await Files.Check(Case, file, default));
        await Assert.ThrowsAnyAsync<IOException>(() => Files.Copy(Case, file, Stream.Null, default));
    }

    [Fact]
    public async Task Says_when_one_is_not_what_was_recorded()
    {
        var file = await Keep([1, 2, 3], Case);

        Assert.Equal(
            FileState.Damaged, await Files.Check(Case, file with { Sha256 = new string('0', 64) }, default));
    }

    [Fact]
    public async Task Forgets_those_of_the_episodes_up_to_one_and_of_no_other_referent()
    {
        var other = new EscalationId(ReferentId.Parse("kvk:99000002"), 1);
        var (second, third) = (new EscalationId(Referent, 2), new EscalationId(Referent, 3));
        await Keep([1], Case);
        await Keep([2], second);
        var last = await Keep([3], third);
        var theirs = await Keep([4], other);

        Files.Forget(Referent, 2);

        Assert.Equal(
            new[] { StoredNames.Of(third, last.StoredAs), StoredNames.Of(other, theirs.StoredAs) }.Order(),
            Files.All().Select(one => one.Name));
        Files.Remove(Files.All()[0].Name);
        Assert.Single(Files.All());
    }

    private int _files;

    protected async Task<EvidenceFile> Keep(byte[] content, EscalationId id)
    {
        var name = Name(++_files);
        await using var incoming = await Files.Receive(name, new MemoryStream(content), new FileLook(), default);
        incoming.Keep(id);
        return new EvidenceFile(
            "f", "x.pdf", FileKind.Pdf, content.Length, incoming.Sha256, name, "user:a", default, incoming.Key);
    }

    private static string Name(int number) => number.ToString("x32", null);
}
