using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Audit;

/// <summary>Walks the chain from the first event of a bundle to the end of each partition.</summary>
internal static class ChainCheck
{
    private const string NoneReached =
        "no link that was kept elsewhere reaches a stretch of this bundle, so that none vouches for its chain";

    private const int AnchorsNamedMax = 50;

    public static BundleFinding Of(
        BundleArchive archive, BundleManifest manifest, ImmutableArray<LoggedEvent> events,
        IReadOnlyDictionary<LogPosition, string> anchors, CancellationToken cancellation)
    {
        var (faults, steps, met) = (new BundleFaults(), 0L, new HashSet<LogPosition>());
        var byPartition = events.ToLookup(logged => logged.Position.Partition);
        var partitions = new HashSet<int>();
        foreach (var path in manifest.Paths)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!partitions.Add(path.Partition) || !IsSound(path, manifest))
            {
                faults.Add($"the stretch of partition {path.Partition} is none that can be");
                continue;
            }

            var walk = new PathWalk(path, byPartition[path.Partition], anchors, faults);
            steps += walk.Run(archive);
            met.UnionWith(walk.AnchorsMet);
        }

        var finding = faults.Found("chain", string.Create(
            CultureInfo.InvariantCulture,
            $"{events.Length} events are in it, by {steps} steps to the ends of {partitions.Count} partitions; "
            + $"{Kept(anchors, met)}"));
        return anchors.Count == 0 || met.Count > 0 ? finding : finding with { Caveat = NoneReached };
    }

    /// <summary>
    /// Heads are kept of every partition and of many moments, so it is no fault that a bundle does not come by one.
    /// </summary>
    private static string Kept(IReadOnlyDictionary<LogPosition, string> anchors, HashSet<LogPosition> met)
    {
        if (anchors.Count == 0)
            return "no link that was kept elsewhere was named";

        var others = anchors.Keys.Where(at => !met.Contains(at))
            .OrderBy(at => at.Partition).ThenBy(at => at.Offset).ToList();
        var named = string.Join(", ", others.Take(AnchorsNamedMax))
            + (others.Count > AnchorsNamedMax ? $" and {others.Count - AnchorsNamedMax} more" : "");
        return (met.Count == 0 ? NoneReached : $"{met.Count} links that were kept elsewhere are on it")
            + (others.Count == 0 ? "" : $"; not covered by this bundle: {named}");
    }

    private static bool IsSound(BundlePath path, BundleManifest manifest) =>
        path.Partition >= 0 && path.Partition < manifest.PartitionCount
        && path.First >= 1 && path.Last >= path.First
        && IsLink(path.Before) && IsLink(path.Link)
        && (path.First > 1 || Convert.FromHexString(path.Before).AsSpan().SequenceEqual(HashChain.Origin));

    private static bool IsLink(string text) =>
        text.Length == 2 * HashChain.LinkLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The walk of one stretch.</summary>
    private sealed class PathWalk(
        BundlePath path, IEnumerable<LoggedEvent> events, IReadOnlyDictionary<LogPosition, string> anchors,
        BundleFaults faults)
    {
        private readonly Dictionary<long, LoggedEvent> _events =
            events.ToDictionary(logged => logged.Position.Offset);

        private readonly byte[] _link = Convert.FromHexString(path.Before);
        private readonly byte[] _step = new byte[BundleFiles.StepBytes];
        private long _offset = path.First - 1;
        private int _filled;

        public HashSet<LogPosition> AnchorsMet { get; } = [];

        /// <summary>How many steps there were.</summary>
        public long Run(BundleArchive archive)
        {
            if (_offset > 0)
                Meet(_offset);
            try
            {
                foreach (var piece in archive.Has(path.FileName) ? archive.Pieces(path.FileName) : [])
                    Take(piece.Span);
            }
            catch (InvalidDataException damaged)
            {
                faults.Add($"{path.FileName}: {damaged.Message}");
            }

            if (!_events.ContainsKey(path.First))
                faults.Add($"{path.FileName} begins at {path.First}, and no event that is there does");
            if (_offset != path.Last || _filled != 0)
                faults.Add($"{path.FileName} does not go from {path.First} to {path.Last}");
            else if (Convert.ToHexStringLower(_link) != path.Link)
                faults.Add($"{path.FileName} does not lead to the link that is named as the end of the partition");
            return _offset - path.First + 1;
        }

        private void Take(ReadOnlySpan<byte> piece)
        {
            while (!piece.IsEmpty)
            {
                var taken = Math.Min(piece.Length, _step.Length - _filled);
                piece[..taken].CopyTo(_step.AsSpan(_filled));
                _filled += taken;
                piece = piece[taken..];
                if (_filled == _step.Length)
                    Step();
            }
        }

        private void Step()
        {
            _filled = 0;
            var position = new LogPosition(path.Partition, ++_offset);
            var digest = _step.AsSpan(0, HashChain.LinkLength);
            var ticks = BinaryPrimitives.ReadInt64BigEndian(_step.AsSpan(HashChain.LinkLength));
            HashChain.Link(_link, digest, position, ticks, _link);
            if (_events.TryGetValue(_offset, out var logged))
                Compare(logged, digest, ticks);
            Meet(_offset);
        }

        /// <summary>Holds the link at an offset against the one that was kept elsewhere, if one was.</summary>
        private void Meet(long offset)
        {
            var position = new LogPosition(path.Partition, offset);
            if (!anchors.TryGetValue(position, out var anchor))
                return;

            AnchorsMet.Add(position);
            if (anchor != Convert.ToHexStringLower(_link))
                faults.Add(
                    $"partition {path.Partition}: the link at {position} is not the one that was kept elsewhere");
        }

        private void Compare(LoggedEvent logged, ReadOnlySpan<byte> digest, long ticks)
        {
            if (logged.RecordedAt.UtcTicks != ticks)
                faults.Add($"event {logged.Position}: it was recorded at another moment than the chain holds");
            if (!logged.Data.IsEmpty && !digest.SequenceEqual(CanonicalEvent.Digest(
                logged.Type, logged.Key, logged.Subject, logged.Time, logged.Data.Span)))
                faults.Add($"event {logged.Position}: its content does not have the digest that the chain holds");
        }
    }
}
