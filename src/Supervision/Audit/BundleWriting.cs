using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Supervision.Log;

namespace Supervision.Audit;

/// <summary>Writes a bundle as a zip archive, piece by piece, and signs what it says of itself at the end.</summary>
public sealed class BundleWriting(IChainReading chain)
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    public async Task Write(
        BundleContent content, BundleAsked asked, ECDsa key, Stream output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        await using var held = new HeldWrites(output);
        var archive = await ZipArchive.CreateAsync(
            held, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
        await using (archive)
        {
            var files = ImmutableArray.CreateBuilder<BundleFile>();
            var paths = ImmutableArray.CreateBuilder<BundlePath>();
            files.Add(await File(archive, BundleFiles.Events, stream => Events(content, stream), cancellation));
            files.Add(await File(
                archive, BundleFiles.Scores, stream => Scores(content, stream, cancellation), cancellation));
            foreach (var (hash, model) in content.Models)
                files.Add(await File(
                    archive, BundleFiles.ModelOf(hash), stream => stream.WriteAsync(model.Canonical, cancellation)
                        .AsTask(), cancellation));
            foreach (var (name, paper) in content.Papers)
                files.Add(await File(
                    archive, name, stream => stream.WriteAsync(paper, cancellation).AsTask(), cancellation));
            foreach (var group in content.Events.GroupBy(logged => logged.Position.Partition))
            {
                var path = await Path(content, group.First().Position, cancellation);
                paths.Add(path);
                files.Add(await File(
                    archive, path.FileName, stream => Steps(path, stream, cancellation), cancellation));
            }

            var manifest = new BundleManifest(
                BundleManifest.FormatName, BundleManifest.SoftwareVersion, content.MadeAt.ToUniversalTime(), asked,
                content.Scope, content.Referents, content.Heads.Length, paths.ToImmutable(), files.ToImmutable())
                .Write();
            await File(
                archive, BundleFiles.Manifest, stream => stream.WriteAsync(manifest, cancellation).AsTask(),
                cancellation);
            var signature = BundleSignature.Of(manifest, key).Write();
            await File(
                archive, BundleFiles.Signature, stream => stream.WriteAsync(signature, cancellation).AsTask(),
                cancellation);
        }

        await held.FlushAsync(cancellation);
    }

    private static async Task Events(BundleContent content, Stream stream)
    {
        var line = new ArrayBufferWriter<byte>();
        foreach (var logged in content.Events)
        {
            line.ResetWrittenCount();
            BundledEvent.Write(logged, line);
            line.Write(LineEnd);
            await stream.WriteAsync(line.WrittenMemory);
        }
    }

    /// <summary>Each is computed as it is written, so that no more than one is in memory.</summary>
    private static async Task Scores(BundleContent content, Stream stream, CancellationToken cancellation)
    {
        var events = content.Events.ToLookup(logged => logged.Subject);
        var line = new ArrayBufferWriter<byte>();
        foreach (var claim in content.Scores)
        {
            cancellation.ThrowIfCancellationRequested();
            line.ResetWrittenCount();
            BundledScore.Of(claim, events[claim.Referent.ToString()], content.Models).Write(line);
            line.Write(LineEnd);
            await stream.WriteAsync(line.WrittenMemory, cancellation);
        }
    }

    private async Task<BundlePath> Path(BundleContent content, LogPosition first, CancellationToken cancellation)
    {
        var head = content.Heads[first.Partition];
        var before = first.Offset == 1
            ? HashChain.Origin.ToArray()
            : [.. (await chain.ReadChain(first.Partition, first.Offset - 2, 1, cancellation))[0].Link];
        return new BundlePath(
            first.Partition, first.Offset, Convert.ToHexStringLower(before), head.Offset,
            Convert.ToHexStringLower(head.Chain.AsSpan()));
    }

    private async Task Steps(BundlePath path, Stream stream, CancellationToken cancellation)
    {
        var bytes = new byte[IChainReading.PageMax * BundleFiles.StepBytes];
        for (var after = path.First - 1; after < path.Last;)
        {
            var page = await chain.ReadChain(path.Partition, after, IChainReading.PageMax, cancellation);
            var length = 0;
            foreach (var step in page.TakeWhile(step => step.Offset <= path.Last))
            {
                step.Digest.CopyTo(bytes, length);
                BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(length + HashChain.LinkLength), step.RecordedAtTicks);
                length += BundleFiles.StepBytes;
            }

            await stream.WriteAsync(bytes.AsMemory(0, length), cancellation);
            // A hole in what is stored ends it too early, which whoever checks the bundle is told.
            if (page.IsEmpty)
                return;
            after = page[^1].Offset;
        }
    }

    private static async Task<BundleFile> File(
        ZipArchive archive, string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        await using var stream = new DigestedStream(await entry.OpenAsync(cancellation));
        await write(stream);
        return new BundleFile(name, stream.Written, stream.Sha256());
    }
}
