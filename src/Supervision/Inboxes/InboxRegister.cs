using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Escalations.Casework;

namespace Supervision.Inboxes;

/// <summary>A team was set up, or set anew as a whole.</summary>
public sealed record InboxSet(Inbox Inbox, string By);

/// <summary>All teams, as their facts tell it.</summary>
public sealed record InboxRegister(ImmutableSortedDictionary<string, Inbox> Teams)
{
    public const int TeamsMax = 200;

    public static readonly InboxRegister Empty =
        new(ImmutableSortedDictionary.Create<string, Inbox>(StringComparer.Ordinal));

    public Inbox? Find(string team) => Teams.GetValueOrDefault(team);

    public InboxRegister Evolve(InboxSet set) => new(Teams.SetItem(set.Inbox.Team, set.Inbox));

    /// <summary>A lead sets a team; the same again records nothing.</summary>
    public Decision<InboxSet> Set(Inbox inbox, CaseActor by)
    {
        if (by.Kind != ActorKind.Person || !by.IsLead)
            return new Refusal("not-allowed", "Only a team lead sets up a team.");
        if (inbox.Wrong() is { } wrong)
            return wrong;
        if (Find(inbox.Team) == inbox)
            return Decision<InboxSet>.Nothing;

        return Teams.Count >= TeamsMax && Find(inbox.Team) is null
            ? new Refusal("too-many-teams", $"There are at most {TeamsMax} teams.")
            : new InboxSet(inbox, by.Id);
    }
}
