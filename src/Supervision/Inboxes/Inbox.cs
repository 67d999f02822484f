using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Facts;

namespace Supervision.Inboxes;

/// <summary>A team that takes cases from the common stock, in an order that no score has a part in.</summary>
/// <param name="Team">Its key: lower-case letters, digits and hyphens.</param>
[GenerateSerializer, Immutable, Alias("inbox")]
public sealed record Inbox(
    [property: Id(0)] string Team, [property: Id(1)] string Name, [property: Id(2)] ImmutableArray<InboxMember> Members)
{
    public const int NameLengthMax = 100;
    public const int MembersMax = 200;
    public const int CapacityMax = 500;
    public const int AbsencesMax = 20;

    /// <summary>By value, the members one by one.</summary>
    public bool Equals(Inbox? other) =>
        other is not null && (Team, Name) == (other.Team, other.Name) && Members.SequenceEqual(other.Members);

    public override int GetHashCode() => HashCode.Combine(Team, Name, Members.Length);

    public InboxMember? Find(string officer) => Members.FirstOrDefault(member => member.Officer == officer);

    /// <summary>Why there cannot be such a team; null when there can.</summary>
    public Refusal? Wrong()
    {
        if (!CaseKeys.IsKey(Team))
            return new Refusal(
                "key-invalid", $"1 to {CaseCommand.KeyLengthMax} lower-case letters, digits and hyphens.", "/team");
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > NameLengthMax)
            return new Refusal("name-invalid", $"A text of 1 to {NameLengthMax} characters.", "/name");
        if (Members.Length > MembersMax)
            return new Refusal("too-many-members", $"A team has at most {MembersMax} members.", "/members");
        if (Members.Select(member => member.Officer).Distinct(StringComparer.Ordinal).Count() < Members.Length)
            return new Refusal("member-twice", "Somebody is a member twice.", "/members");

        return Members.Any(member => member.IsWrong())
            ? new Refusal(
                "member-invalid",
                $"A member has an account, a capacity of 1 to {CapacityMax}, and at most {AbsencesMax} absences that "
                + "end after they begin.", "/members")
            : null;
    }

    /// <summary>Whether somebody of the team gets only cases of some purposes.</summary>
    [JsonIgnore]
    public bool HasSkills => Members.Any(member => !member.Skills.IsEmpty);

    /// <summary>Why this person gets no next case; null when one may be taken.</summary>
    /// <param name="held">How many open cases the person has.</param>
    public Refusal? NotNow(string officer, int held, DateOnly today) => Find(officer) switch
    {
        null => new Refusal("not-a-member", "Only members of the team take from its inbox."),
        { } member when member.IsAbsent(today) => new Refusal("absent", "Who is absent today gets no cases."),
        { } member when held >= member.Capacity => new Refusal(
            "capacity-reached", "This person has as many open cases as the team lets one person have."),
        _ => null,
    };

    /// <summary>
    /// Who has the smallest part of what they can do; of several the first by account. Null when nobody has room today.
    /// </summary>
    /// <param name="purposes">What the referent of the case is recognised for; none asks for no skill.</param>
    public string? LeastLoaded(
        IReadOnlyDictionary<string, int> held, DateOnly today, ImmutableArray<Purpose> purposes) => Members
        .Where(member => !member.IsAbsent(today) && member.Knows(purposes)
            && held.GetValueOrDefault(member.Officer) < member.Capacity)
        .OrderBy(member => (decimal)held.GetValueOrDefault(member.Officer) / member.Capacity)
        .ThenBy(member => member.Officer, StringComparer.Ordinal)
        .FirstOrDefault()?.Officer;
}

/// <summary>Somebody of a team.</summary>
/// <param name="Capacity">How many open cases at once.</param>
/// <param name="Skills">The purposes whose sponsors the person knows; none listed is all.</param>
[GenerateSerializer, Immutable, Alias("inbox-member")]
public sealed record InboxMember(
    [property: Id(0)] string Officer,
    [property: Id(1)] int Capacity,
    [property: Id(2)] ImmutableArray<Absence> Absences,
    [property: Id(3)] ImmutableArray<Purpose> Skills)
{
    /// <summary>Every purpose there is.</summary>
    public const int SkillsMax = 4;

    public bool Equals(InboxMember? other) => other is not null
        && (Officer, Capacity) == (other.Officer, other.Capacity) && Absences.SequenceEqual(other.Absences)
        && Skills.SequenceEqual(other.Skills);

    public override int GetHashCode() => HashCode.Combine(Officer, Capacity);

    public bool IsAbsent(DateOnly day) => Absences.Any(absence => absence.From <= day && day <= absence.Until);

    /// <summary>Whether the person may have a case of a referent that is recognised for these.</summary>
    public bool Knows(ImmutableArray<Purpose> purposes) => Skills.IsEmpty || purposes.All(Skills.Contains);

    internal bool IsWrong() =>
        string.IsNullOrWhiteSpace(Officer) || Officer.Length > Escalation.OfficerLengthMax
        || Capacity is < 1 or > Inbox.CapacityMax
        || Absences.Length > Inbox.AbsencesMax
        || Skills.Distinct().Count() < Skills.Length
        || Absences.Any(absence => absence.Until < absence.From);
}

/// <summary>Days of absence, both included, as they are in Amsterdam.</summary>
[GenerateSerializer, Immutable, Alias("absence")]
public readonly record struct Absence([property: Id(0)] DateOnly From, [property: Id(1)] DateOnly Until);
