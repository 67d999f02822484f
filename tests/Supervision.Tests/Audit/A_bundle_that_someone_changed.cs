using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Supervision.Audit;
using static Supervision.Tests.Audit.Tampering;

namespace Supervision.Tests.Audit;

public sealed partial class A_bundle_that_someone_changed : IAsyncLifetime
{
    private const int BitsOfEach = 8;

    private byte[] _archive = [];

    public async Task InitializeAsync() =>
        (_, _archive) = await (await BundleStory.Told()).Of(BundleStory.First);

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>One bit anywhere in any file: the file is named.</summary>
    [Fact]
    public void By_a_bit_is_found_and_the_file_is_named()
    {
        var chance = new Random(1);
        foreach (var (name, bytes) in Unpack(_archive))
        {
            for (var tries = 0; tries < BitsOfEach; tries++)
            {
                var bit = chance.Next(bytes.Length * 8);
                var wrong = Check(With(_archive, name, file => Flip(file, bit))).Wrong();

                Assert.True(
                    wrong.Any(line => Names(line, name)), $"{name}, bit {bit}: {string.Join(" | ", wrong)}");
            }
        }

        static bool Names(string line, string name) => name switch
        {
            "manifest.json" => line.StartsWith("manifest: ", StringComparison.Ordinal)
                || line.StartsWith("signature: it is not of this manifest", StringComparison.Ordinal),
            "signature.json" => line.StartsWith("signature: ", StringComparison.Ordinal),
            _ => line.StartsWith($"files: {name} was changed", StringComparison.Ordinal),
        };
    }

    [Fact]
    public void By_leaving_a_file_out_or_putting_one_in_is_found()
    {
        foreach (var name in Unpack(_archive).Keys)
        {
            var files = Unpack(_archive);
            files.Remove(name);

            Assert.Contains(Check(Pack(files)).Wrong(), line => line.Contains(name, StringComparison.Ordinal));
        }

        var more = Unpack(_archive);
        more.Add($"models/{new string('a', 64)}.json", [1]);
        Assert.Contains(
            $"files: models/{new string('a', 64)}.json is there and not listed", Check(Pack(more)).Wrong());
    }

    /// <summary>
    /// By whoever has the key of the server: list and signature are right, and what the files say of each other is not.
    /// </summary>
    [Theory]
    [InlineData("events.ndjson", "\"state\":\"absent\"", "\"state\":\"present\"", "chain: event .* content .* digest")]
    [InlineData("events.ndjson", "\"id\":\"e-2\"", "\"id\":\"e-2x\"", "chain: event .* content .* digest")]
    [InlineData("events.ndjson", "\"kind\":\"warning\"", "\"kind\":\"fine\"", "chain: event .* content .* digest")]
    [InlineData(
        "events.ndjson", "\"time\":\"2026-03-02T09:07", "\"time\":\"2026-03-02T09:08", "chain: event .* digest")]
    [InlineData(
        "events.ndjson", "\"recordedAt\":\"2026-03-02T09:07", "\"recordedAt\":\"2026-03-02T09:08",
        "chain: event .* at another moment")]
    [InlineData(
        "events.ndjson", "\"subject\":\"kvk:99000001\"", "\"subject\":\"kvk:99000003\"", "events: .* no dossier")]
    [InlineData("events.ndjson", "\"type\":", "\"more\":1,\"type\":", "events: events.ndjson, line 1, is no event")]
    [InlineData(
        "scores.ndjson", "\"points\":0,\"sequence\":1", "\"points\":9,\"sequence\":1", "scores: .* told .* with 9")]
    [InlineData("scores.ndjson", "\"to\":\"none\"", "\"to\":\"low\"", "scores: .* told low .* computing gives none")]
    [InlineData("scores.ndjson", "\"evidence\":12", "\"evidence\":13", "scores: .* not what comes of computing")]
    [InlineData("scores.ndjson", "\"erased\":0,", "\"erased\":1,", "explanations: .* not what comes of")]
    [InlineData("scores.ndjson", "{\"at\"", "{\"a\":1,\"at\"", "scores: .* something that no score does")]
    [InlineData("scores.ndjson", "\"outcome\":\"computed\"", "\"outcome\":\"erased\"", "scores: .* that no score does")]
    [InlineData(
        "scores.ndjson", "\"modelHash\":\"sha256:", "\"modelHash\":\"sha255:", "scores: .* model .* is not there")]
    [InlineData("models/", "\"points\":8", "\"points\":7", "models: models/.* is not the document")]
    [InlineData("models/", "\"base\":", "\"bse\":", "models: models/.* is not the document")]
    public void And_signed_again_is_found_by_what_the_rest_says(
        string name, string before, string after, string expected)
    {
        var changed = 0;
        var archive = Signed(_archive, files =>
        {
            foreach (var file in files.Keys.Where(file => file.StartsWith(name, StringComparison.Ordinal)).ToList())
            {
                var text = Encoding.UTF8.GetString(files[file]);
                var at = text.IndexOf(before, StringComparison.Ordinal);
                if (at < 0)
                    continue;
                changed++;
                files[file] = Encoding.UTF8.GetBytes(text[..at] + after + text[(at + before.Length)..]);
            }
        });

        var wrong = Check(archive).Wrong();

        Assert.True(changed > 0, $"There is no {before} in {name}.");
        Assert.True(wrong.Any(line => Regex.IsMatch(line, expected)), string.Join('\n', wrong));
    }

    [Fact]
    public void And_signed_again_is_found_on_the_chain()
    {
        foreach (var name in Unpack(_archive).Keys.Where(name => name.StartsWith("chain/", StringComparison.Ordinal)))
        {
            // The digest of a step, the moment of one, a step too few, one too many.
            foreach (var change in (Func<byte[], byte[]>[])
            [
                bytes => Flip(bytes, 3), bytes => Flip(bytes, (39 * 8) + 1), bytes => bytes[..^40],
                bytes => [.. bytes, .. bytes[..40]],
            ])
                Assert.Contains(
                    Check(Signed(_archive, files => files[name] = change(files[name]))).Wrong(),
                    line => line.StartsWith($"chain: {name} does not ", StringComparison.Ordinal));
        }

        // Another link as the end of it, or as what was before it.
        foreach (var change in (Func<BundlePath, BundlePath>[])
        [
            path => path with { Link = new string('0', 64) },
            path => path with { Before = new string('0', 63) + "1" },
        ])
            Assert.Contains(
                Check(Signed(_archive, _ => { }, manifest => manifest with
                {
                    Paths = [.. manifest.Paths.Select(change)],
                })).Wrong(),
                line => line.StartsWith("chain: ", StringComparison.Ordinal));
    }

    [Fact]
    public void And_signed_again_without_an_event_or_out_of_order_is_found()
    {
        // No later event stands in for one that a score goes up to, or that it counts.
        Assert.NotEmpty(Check(Signed(_archive, files => files["events.ndjson"] = Lines(files, lines =>
            [.. lines.Where(line => !line.Contains("tax-arrears", StringComparison.Ordinal))]))).Wrong());
        Assert.Contains(
            Check(Signed(_archive, files => files["events.ndjson"] = Lines(files, lines =>
                [lines[1], lines[0], .. lines[2..]]))).Wrong(),
            line => line.EndsWith("is not in its place", StringComparison.Ordinal));

        static byte[] Lines(
            SortedDictionary<string, byte[]> files, Func<ImmutableArray<string>, ImmutableArray<string>> change) =>
            Encoding.UTF8.GetBytes(string.Concat(
                change([.. Encoding.UTF8.GetString(files["events.ndjson"]).TrimEnd('\n').Split('\n')])
                    .Select(line => line + "\n")));
    }
}
