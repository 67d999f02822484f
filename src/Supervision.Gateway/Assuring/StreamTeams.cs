using Supervision.Inboxes;
using Supervision.Log;

namespace Supervision.Gateway.Assuring;

/// <summary>Who was of which team when, as the log tells it.</summary>
internal sealed class StreamTeams
{
    private readonly List<(DateTimeOffset At, InboxSet Set)> _sets = [];
    private readonly Dictionary<int, Dictionary<string, string>> _members = [];

    /// <summary>Takes how a team was set up; false of anything else, which is left alone.</summary>
    public bool Take(LoggedEvent logged)
    {
        if (logged.Subject != InboxFacts.Subject || logged.Data.IsEmpty)
            return false;

        _sets.Add((logged.Time, InboxFacts.Read(logged.Type, logged.Data.Span)));
        return true;
    }

    /// <summary>
    /// The team of an officer at a moment; empty when there was none, and when there were several, because then nobody
    /// can say for which of them a case was.
    /// </summary>
    public string Of(string officer, DateTimeOffset at)
    {
        // They are all under one subject, so they were taken in the order in which they happened.
        var count = _sets.FindLastIndex(set => set.At <= at) + 1;
        if (!_members.TryGetValue(count, out var members))
            _members.Add(count, members = Members(count));

        return members.GetValueOrDefault(officer, "");
    }

    private Dictionary<string, string> Members(int count)
    {
        var register = _sets.Take(count).Aggregate(InboxRegister.Empty, (teams, set) => teams.Evolve(set.Set));
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var team in register.Teams.Values)
        {
            foreach (var member in team.Members)
                members[member.Officer] = members.ContainsKey(member.Officer) ? "" : team.Team;
        }

        return members;
    }
}
