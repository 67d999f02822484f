using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Supervision.Assurance.Reports;

/// <summary>
/// Counts what people did with what a model put forward, what checks of each channel found, and what readers thought of
/// the same case. It takes words and no names: a reader is whoever judged, in whatever order.
/// </summary>
/// <param name="attributes">How many attributes groups are told apart by.</param>
public sealed class UseCounter(int attributes)
{
    public const int ReadingsMax = 20_000;
    public const int WordsMax = 10;
    public const int TeamsMax = 200;

    private readonly Dictionary<(int Attribute, string Group), FollowedCounts> _followed = [];
    private readonly SortedDictionary<string, (long Hits, long All)> _channels = new(StringComparer.Ordinal);
    private readonly List<ImmutableArray<string>> _readings = [];
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _teams = new(StringComparer.Ordinal);

    /// <summary>The place of teams among attributes: after the others.</summary>
    internal int Teams => attributes;

    internal Together Together { get; } = new(attributes + 1);

    /// <summary>The place of all together.</summary>
    internal const int All = -1;

    internal IReadOnlyDictionary<(int Attribute, string Group), FollowedCounts> Followed => _followed;

    internal IReadOnlyDictionary<string, (long Hits, long All)> Channels => _channels;

    internal IReadOnlyList<ImmutableArray<string>> Readings => _readings;

    /// <summary>What stands in the way of one more; null when nothing does.</summary>
    public string? Limit => this switch
    {
        { _readings.Count: > ReadingsMax } => $"More than {ReadingsMax} cases were read more than once.",
        { _words.Count: > WordsMax } => $"Readers use more than {WordsMax} words.",
        { _teams.Count: > TeamsMax } => $"There are more than {TeamsMax} teams; take some together.",
        _ => null,
    };

    /// <summary>Somebody decided on a case that the model put forward.</summary>
    /// <param name="groups">Its group of each attribute; empty where it has none.</param>
    /// <param name="team">Whose case it was; empty when nobody says.</param>
    /// <param name="isFollowed">Whether it was looked into; else the model was overridden.</param>
    /// <param name="isFinding">What looking into it gave; null when that is not known.</param>
    public void Decided(ImmutableArray<string> groups, string team, bool isFollowed, bool? isFinding)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(groups.Length, attributes, nameof(groups));
        Raise((All, ReportCounter.All), isFollowed, isFinding);
        if (team.Length > 0)
        {
            _teams.Add(team);
            Raise((Teams, team), isFollowed, isFinding);
        }

        for (var a = 0; a < groups.Length; a++)
        {
            if (groups[a].Length > 0)
                Raise((a, groups[a]), isFollowed, isFinding);
        }

        Together.Add([.. groups, team]);
    }

    /// <summary>A check that was chosen through this channel had a finding, or none.</summary>
    public void Checked(string channel, bool isFinding)
    {
        var (hits, all) = _channels.GetValueOrDefault(channel);
        _channels[channel] = (hits + (isFinding ? 1 : 0), all + 1);
    }

    /// <summary>What readers thought of one case, each without knowing of the others; one alone says nothing.</summary>
    public void Read(ImmutableArray<string> words)
    {
        if (words.Length < 2)
            return;

        _words.UnionWith(words);
        _readings.Add(words);
    }

    private void Raise((int, string) key, bool isFollowed, bool? isFinding)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_followed, key, out _);
        counts = new FollowedCounts(
            counts.All + 1,
            counts.Followed + (isFollowed ? 1 : 0),
            counts.Known + (isFollowed && isFinding is not null ? 1 : 0),
            counts.Findings + (isFollowed && isFinding is true ? 1 : 0));
    }
}

/// <summary>Of cases that a model put forward and somebody decided on.</summary>
/// <param name="Known">Followed, and what came of it is known.</param>
internal readonly record struct FollowedCounts(long All, long Followed, long Known, long Findings);
