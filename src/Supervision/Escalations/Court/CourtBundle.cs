using System.Collections.Immutable;
using System.Text;
using Supervision.Audit;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Escalations.Court;

/// <summary>The file of a case as an audit bundle: signed, with the steps of the chain and both its forms.</summary>
public static class CourtBundle
{
    /// <summary>What goes in, or why it would be too much.</summary>
    /// <param name="heads">Where the partitions end, read after the file.</param>
    public static (BundleContent? Content, Refusal? Refusal) Of(
        CourtFile file, ImmutableArray<LogHead> heads, BundleBounds bounds)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(bounds);
        var content = Whole(file, heads);
        var steps = content.Events.GroupBy(logged => logged.Position.Partition)
            .Sum(group => heads[group.Key].Offset - group.First().Position.Offset + 1);
        var bytes = content.Events.Sum(logged => (long)logged.Data.Length);
        return bounds.Refuse(events: content.Events.Length, chainSteps: steps, eventBytes: bytes) is { } refusal
            ? (null, refusal)
            : (content, null);
    }

    private static BundleContent Whole(CourtFile file, ImmutableArray<LogHead> heads) =>
        new(
            new BundleScope(file.Id.Referent, Escalation: file.Id.ToString()),
            file.MadeAt,
            [file.Id.Referent],
            [
                .. file.Actions.Concat(file.Effects).Concat(file.Readings.Select(one => one.Event))
                    .Select(one => one.Logged)
                    .OrderBy(logged => logged.Position.Partition).ThenBy(logged => logged.Position.Offset),
            ],
            [],
            ImmutableSortedDictionary<string, RiskModel>.Empty,
            heads)
        {
            Papers =
            [
                (BundleFiles.CaseFile, CourtFileJson.Write(file)),
                (BundleFiles.CasePage, Encoding.UTF8.GetBytes(CourtFilePage.Write(file))),
            ],
        };
}
