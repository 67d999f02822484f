using System.Buffers.Binary;
using System.Text;
using Supervision.Audit;
using static Supervision.Tests.Audit.Tampering;

namespace Supervision.Tests.Audit;

public sealed class An_archive_that_means_harm : IAsyncLifetime
{
    private byte[] _archive = [];

    public async Task InitializeAsync() =>
        (_, _archive) = await (await BundleStory.Told()).Of(BundleStory.Second);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("../evil.json")]
    [InlineData("/etc/passwd")]
    [InlineData("chain/../manifest.json")]
    [InlineData("chain\\0001.bin")]
    [InlineData("chain/0001.bin\n")]
    [InlineData("models/")]
    [InlineData("Manifest.json")]
    public void Has_a_name_that_no_bundle_has(string name)
    {
        var files = Unpack(_archive);
        files.Add(name, [1]);

        Assert.Equal(["archive: it has a file that no bundle has"], Check(Pack(files)).Wrong().AsEnumerable());
    }

    [Fact]
    public void Has_a_file_twice()
    {
        var files = Unpack(_archive).Select(file => (file.Key, file.Value)).ToList();

        Assert.Equal(
            ["archive: it has events.ndjson twice"],
            Check(Pack([.. files, ("events.ndjson", "x"u8.ToArray())])).Wrong().AsEnumerable());
    }

    /// <summary>A few kilobytes that unpack to more than any file of that name may hold.</summary>
    [Theory]
    [InlineData("signature.json", 1_000_000, "signature: ")]
    [InlineData("manifest.json", 40_000_000, "manifest: ")]
    [InlineData("models/", 10_000_000, "files: models/")]
    [InlineData("scores.ndjson", 20_000_000, "scores: scores.ndjson, after line 0: A line holds more")]
    public void Unpacks_to_more_than_a_bundle_has(string name, int bytes, string expected)
    {
        var full = Unpack(_archive).Keys.First(file => file.StartsWith(name, StringComparison.Ordinal));
        var bomb = With(_archive, full, _ => new byte[bytes]);
        Assert.True(bomb.Length < bytes / 20);

        Assert.Contains(Check(bomb).Wrong(), line => line.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Says_that_it_has_more_files_than_any_bundle()
    {
        var many = Pack(Enumerable.Range(0, 3_000).Select(number => ($"chain/{number:0000}.bin", Array.Empty<byte>())));
        Assert.Equal(["archive: it has more files than any bundle"], Check(many).Wrong().AsEnumerable());

        // It says few, and the list is as long as before: it is not read beyond what the end says.
        BinaryPrimitives.WriteUInt16LittleEndian(many.AsSpan(many.Length - 12), 5);
        Assert.StartsWith("archive: ", Assert.Single(Check(many).Wrong()), StringComparison.Ordinal);
    }

    [Fact]
    public void Was_cut_off_anywhere_or_has_something_after_it()
    {
        for (var length = 0; length < _archive.Length; length += Math.Max(1, _archive.Length / 200))
            Assert.NotEmpty(Check(_archive[..length]).Wrong());
        Assert.NotEmpty(Check([.. _archive, 0]).Wrong());
        Assert.NotEmpty(Check(Encoding.UTF8.GetBytes(new string('x', 5_000))).Wrong());
    }

    /// <summary>
    /// Any bit of the archive itself: found, or one that no file depends on, such as the time at which the archive says
    /// that a file was made. Nothing makes the check fail in another way than by what it finds.
    /// </summary>
    [Fact]
    public void Differs_by_any_bit()
    {
        var (chance, before, found) = (new Random(7), Unpack(_archive), 0);
        for (var tries = 0; tries < 150; tries++)
        {
            var changed = Flip(_archive, chance.Next(_archive.Length * 8));
            if (Check(changed).Wrong().Length > 0)
                found++;
            else
                Assert.Equal(before, Unpack(changed));
        }

        Assert.True(found > 100, $"{found}");
    }

    /// <summary>Lines of every kind of nonsense, listed and signed: each is told, and none ends the check.</summary>
    [Theory]
    [InlineData("events.ndjson", "{}")]
    [InlineData("events.ndjson", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("events.ndjson", "{\"position\":null}")]
    [InlineData("scores.ndjson", "{}")]
    [InlineData("scores.ndjson", "null")]
    [InlineData("scores.ndjson", "{\"referentId\":7}")]
    [InlineData("scores.ndjson", "\u0000")]
    public void Has_lines_that_say_nothing(string name, string line)
    {
        var archive = Signed(_archive, files =>
            files[name] = [.. files[name], .. Encoding.UTF8.GetBytes(line + "\n")]);

        Assert.Contains(
            Check(archive).Wrong(), wrong => wrong.Contains($"{name}, line ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"format":"supervision-audit-bundle/2"}""")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Has_a_manifest_of_another_kind(string manifest) => Assert.StartsWith(
        "manifest: ",
        Assert.Single(Check(With(_archive, "manifest.json", _ => Encoding.UTF8.GetBytes(manifest))).Wrong()),
        StringComparison.Ordinal);

    [Fact]
    public void Names_stretches_of_the_chain_that_cannot_be()
    {
        foreach (var change in (Func<BundlePath, BundlePath>[])
        [
            path => path with { Last = long.MaxValue },
            path => path with { First = 0 },
            path => path with { Partition = -1 },
            path => path with { Partition = 4_000 },
            path => path with { Before = "x" },
            path => path with { Link = new string('Z', 64) },
        ])
            Assert.NotEmpty(Check(Signed(_archive, _ => { }, manifest => manifest with
            {
                Paths = [.. manifest.Paths.Select(change)],
            })).Wrong());
    }
}
