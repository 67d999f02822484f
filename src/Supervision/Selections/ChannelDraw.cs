using Supervision.Referents;

namespace Supervision.Selections;

/// <summary>What one channel drew, and with what chance each.</summary>
internal abstract class ChannelDraw
{
    private readonly Dictionary<ReferentId, Chance> _chances = [];
    private readonly HashSet<ReferentId> _drawn = [];

    public Chance ChanceOf(PopulationMember member) => _chances.GetValueOrDefault(member.Referent, Chance.None);

    public bool Drew(PopulationMember member) => _drawn.Contains(member.Referent);

    /// <summary>So many of these, by lot.</summary>
    protected void Draw(IReadOnlyCollection<PopulationMember> among, int places, Lots lots)
    {
        if (places == 0)
            return;

        foreach (var member in among)
            _chances[member.Referent] = Chance.Share(places, among.Count);
        foreach (var member in lots.Lowest(among, places))
            _drawn.Add(member.Referent);
    }
}

/// <summary>From the highest rank down; among those who share the last rank that fits, by lot.</summary>
internal sealed class Ranked : ChannelDraw
{
    public static Ranked Of(
        IReadOnlyCollection<PopulationMember> candidates, Func<PopulationMember, int> rank, int places, Lots lots)
    {
        var draw = new Ranked();
        var left = places;
        foreach (var same in candidates.GroupBy(rank).OrderByDescending(same => same.Key))
        {
            if (left == 0)
                break;

            PopulationMember[] group = [.. same];
            var taken = Math.Min(left, group.Length);
            draw.Draw(group, taken, lots);
            left -= taken;
        }

        return draw;
    }
}

/// <summary>By lot from each stratum, as many as its size asks for, and at least one.</summary>
internal sealed class Stratified : ChannelDraw
{
    /// <summary>Null when there are fewer places than strata.</summary>
    public static Stratified? Of(IReadOnlyCollection<PopulationMember> members, int places, Lots lots)
    {
        PopulationMember[][] strata =
        [
            .. members.GroupBy(member => member.Stratum).OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => same.ToArray()),
        ];
        if (places < strata.Length)
            return null;

        var draw = new Stratified();
        var given = Apportionment.Of(places, [.. strata.Select(stratum => stratum.Length)]);
        for (var stratum = 0; stratum < strata.Length; stratum++)
            draw.Draw(strata[stratum], given[stratum], lots);
        return draw;
    }
}
