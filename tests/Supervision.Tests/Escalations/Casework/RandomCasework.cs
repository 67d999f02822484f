using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Escalations.Ladder;
using Supervision.Escalations.SecondReadings;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Inboxes;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Tests.Escalations.Casework;

/// <summary>
/// One referent whose follow-up people and services work on at random, from one seed: each seed leaves some commands
/// out, and time goes on in leaps, with every tick at its moment or, when reminders are late, with none before the next
/// command. Keeps what happened, for others to judge.
/// </summary>
internal sealed class RandomCasework
{
    public static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Keys = ["k-1", "k-2", "k-3"];
    private static readonly string[] Texts = ["One reason.", "Another reason."];

    private static readonly CaseActor[] Actors =
    [
        new("user:a", ActorKind.Person, [Role.EscalationOfficer]),
        new("user:b", ActorKind.Person, [Role.EscalationOfficer]),
        new("user:c", ActorKind.Person, [Role.EscalationOfficer]),
        new("user:lead", ActorKind.Person, [Role.TeamLead]),
        new("user:lead-2", ActorKind.Person, [Role.TeamLead]),
        new("key:service", ActorKind.Service, [Role.EscalationOfficer, Role.TeamLead]),
    ];

    private readonly Random _chance;
    private readonly HashSet<int> _off;
    private readonly List<RecordedFact> _history = [];
    private readonly Dictionary<string, ImmutableArray<Duty>> _duties = [];

    public RandomCasework(int seed)
    {
        _chance = new Random(seed);
        Plan = new SecondReadingPlan(1, 0.5m, $"seed{seed}", null, Start);
        _off = [.. Enumerable.Range(0, Commands).Where(_ => _chance.Next(12) == 0)];
        Now = Start;
        Remember(new ReferentRegistered(
            _chance.Next(2) == 0 ? LegalForm.SoleProprietorship : LegalForm.Foundation, Sector.J, SizeBand.One,
            new DateOnly(2010, 1, 1)));
        Remember(new RecognitionGranted(Purpose.Labour));
        Remember(new ApplicationDecided("app", ApplicationOutcome.Granted));
    }

    private const int Commands = 26;

    /// <summary>Draws some cases and not others, differently for each seed.</summary>
    public SecondReadingPlan Plan { get; }

    /// <summary>The team that takes from its inbox, of whom one is away and one has room for nothing.</summary>
    public Inbox Team { get; } = new(
        "north", "Team North",
        [
            new InboxMember("user:a", 1, [], []),
            new InboxMember("user:b", 2, [], [Purpose.Labour]),
            new InboxMember("user:c", 1, [], [Purpose.Study]),
        ]);

    public EscalationTerms Terms { get; } =
        new(TimeSpan.FromDays(14), TimeSpan.FromDays(2), TimeSpan.FromHours(8));

    public DateTimeOffset Now { get; private set; }

    /// <summary>When something was last recorded; what time brought by then is.</summary>
    public DateTimeOffset RecordedAt => Log.Count == 0 ? Start : Log[^1].At;

    public Escalation Case { get; private set; } = Escalation.None;

    public EscalationRow? Row { get; private set; }

    /// <summary>Every fact, with the case before it and the moment.</summary>
    public List<(Escalation Before, EscalationFact Fact, DateTimeOffset At)> Log { get; } = [];

    public SanctionHistory Sanctions => SanctionHistory.Of(_history, _duties);

    public HashSet<string> Refusals { get; } = [];

    /// <summary>One command, with everything that time brings before it; then the same again.</summary>
    public void Step()
    {
        Pass(_chance.Next(8) switch
        {
            0 => TimeSpan.FromDays(_chance.Next(1, 60)),
            1 => TimeSpan.FromDays(15),
            2 or 3 => TimeSpan.FromDays(_chance.Next(1, 4)),
            _ => TimeSpan.FromMinutes(_chance.Next(0, 200)),
        });
        var isToBeRead = Case.AwaitsReading || Case.File.Reading is { Differs: true, Settled: null };
        var number = _chance.Next(3) == 0 ? _chance.Next(Commands)
            : isToBeRead && _chance.Next(3) > 0 ? Reading()
            : Sensible();
        if (_off.Contains(number))
            return;

        var decide = Command(number, Officer());
        var decision = decide(Case);
        Record(decision);
        var again = decide(Case);
        Assert.True(again.Facts.IsEmpty, $"{number} twice: {again.Facts.FirstOrDefault()}");
    }

    /// <summary>The case goes to whoever has it three times out of four, so that something comes of it.</summary>
    private CaseActor Officer() =>
        _chance.Next(4) > 0 && Actors.FirstOrDefault(one => one.Id == Case.Assignee) is { } own
            ? own
            : Actors[_chance.Next(Actors.Length)];

    private int Reading() => Case.File.Reading switch
    {
        { Judgement: not null } => 23,
        { Reader: not null } => 22,
        _ => 21,
    };

    private int Sensible()
    {
        int[] likely = Case.State switch
        {
            EscalationState.Closed => [0],
            EscalationState.Opened => [1, 24],
            EscalationState.Taken => [4, 4, 4, 16, 2, 20],
            EscalationState.UnderInvestigation => [6, 6, 7, 9, 9, 1, 3, 19, 20, 25],
            EscalationState.AwaitingInformation => [8, 6, 9],
            EscalationState.AwaitingReply => [10, 10, 11, 19],
            EscalationState.AwaitingDecision => [12, 12, 12, 10, 11, 1],
            EscalationState.DecisionProposed => [13, 13, 14],
            EscalationState.Decided => [15, 15, 18],
            _ => [17, 17, 18],
        };
        return likely[_chance.Next(likely.Length)];
    }

    private Func<Escalation, Decision<EscalationFact>> Command(int number, CaseActor by)
    {
        var (episode, text, key) = (_chance.Next(9) == 0 ? Case.Episode - 1 : Case.Episode, Pick(Texts), Pick(Keys));
        var now = Now;
        var context = new CaseContext(
            now, Terms, Sanctions, _history.Select(fact => fact.Key).ToImmutableHashSet(), Plan.For(Referent));
        if (number < 4 && by.Kind == ActorKind.Service)
            by = Actors[0]; // These come in as the account of a person: the edge keeps services out.

        return number switch
        {
            0 => escalation => escalation.OpenByHand(by.Id, text, null, now, Terms),
            1 => escalation => escalation.Take(episode, by.Id, now, Terms),
            2 => escalation => escalation.Release(episode, by.Id, now),
            3 => escalation => escalation.Note(episode, by.Id, key, text, now, Terms),
            24 => TakeNext(by.Id, episode, now),
            19 => Close(episode, by.Id, Pick(Enum.GetValues<EscalationOutcome>())),
            _ => Casework(CaseCommandOf(number, episode, by, text, key)),
        };

        Func<Escalation, Decision<EscalationFact>> Casework(CaseCommand command) =>
            escalation => escalation.Decide(command, context);
    }

    private Func<Escalation, Decision<EscalationFact>> Close(int episode, string officer, EscalationOutcome outcome)
    {
        var breach = outcome == EscalationOutcome.BreachFound || _chance.Next(4) == 0;
        var now = Now;
        return escalation => escalation.Close(
            episode, officer, outcome, [new Finding(Duty.Care, Severity.Minor, breach)], now);
    }

    /// <summary>What an inbox does: whoever is of the team, is there and has room, and knows such sponsors.</summary>
    private Func<Escalation, Decision<EscalationFact>> TakeNext(string officer, int episode, DateTimeOffset now)
    {
        var held = Case.IsOpen && Case.Assignee == officer ? 1 : 0;
        if (Team.NotNow(officer, held, DutchCalendar.DayOf(now)) is { } refusal)
            return _ => refusal;
        if (!Team.Find(officer)!.Knows([Purpose.Labour]))
            return _ => new Refusal("inbox-empty", "No case waits for somebody to take it.");

        return escalation => escalation.Take(episode, officer, now, Terms);
    }

    private CaseCommand CaseCommandOf(int number, int episode, CaseActor by, string text, string key) => number switch
    {
        4 => new JudgeCase(episode, by, Pick(Enum.GetValues<Judgement>()), text),
        5 => new AssignCase(episode, by, Actors[_chance.Next(2)].Id, _chance.Next(2) == 0),
        6 => new RecordFinding(episode, by, new CaseFinding(
            key, Pick(Enum.GetValues<Duty>()), Pick(Enum.GetValues<Severity>()), _chance.Next(4) > 0,
            DutchCalendar.DayOf(Now).AddDays(-_chance.Next(6 * 365)), [])),
        7 => new AskInformation(episode, by, key, text),
        8 => new RecordAnswer(episode, by, key, _chance.Next(2) == 0),
        9 => new AnnounceIntent(episode, by, RandomMeasures.Of(_chance, Case.File, Keys), text),
        10 => new RecordReply(episode, by, text),
        11 => new WithdrawIntent(episode, by, text),
        12 => new ProposeDecision(
            episode, by, key,
            _chance.Next(3) > 0 && Case.File.Intent is { } intent
                ? intent.Measure
                : RandomMeasures.Of(_chance, Case.File, Keys),
            _chance.Next(6) == 0 ? EscalationGround.Rule : EscalationGround.Hand, text),
        13 => new ConfirmDecision(episode, Pick(Actors), Case.File.Proposed?.Id ?? key),
        14 => new RejectDecision(episode, Pick(Actors), Case.File.Proposed?.Id ?? key, text),
        15 => new FileObjection(episode, by, key, DutchCalendar.DayOf(Now).AddDays(-_chance.Next(3))),
        16 => new ReturnWrongData(episode, by, text, [new WrongFact(
            "urn:test", $"{_chance.Next(1, 6)}", CorrectionReason.WrongValue)]),
        17 => new DecideObjection(
            episode, Pick(Actors), Case.File.Objection?.Id ?? key, Pick(Enum.GetValues<ObjectionOutcome>()), text,
            _chance.Next(2) == 0 ? null : _chance.Next(1, 300_000)),
        21 => new TakeReading(episode, Pick(Actors)),
        22 => new JudgeAgain(episode, Reader(by), Pick(Enum.GetValues<Judgement>()), text),
        23 => new SettleDifference(episode, Pick(Actors), Pick(Enum.GetValues<Judgement>()), text),
        25 => new AddFile(episode, by, new EvidenceFile(
            key, "Payslips.pdf", FileKind.Pdf, 12, new string('a', 64), new string('0', 32), "", default, "c2VjcmV0")),
        20 => new SnoozeCase(episode, by, Now.AddDays(_chance.Next(0, 16)), text),
        _ => Extend(episode, by, text),
    };

    private CaseActor Reader(CaseActor by) =>
        _chance.Next(4) > 0 && Actors.FirstOrDefault(one => one.Id == Case.File.Reading?.Reader) is { } reader
            ? reader
            : by;

    private ExtendClock Extend(int episode, CaseActor by, string text)
    {
        if (Case.Clocks.IsEmpty)
            return new ExtendClock(episode, by, "reply/1", Now, text);
        var clock = Case.Clocks[_chance.Next(Case.Clocks.Length)];
        return new ExtendClock(episode, by, clock.Id, clock.DueAt, text);
    }

    private void Pass(TimeSpan time)
    {
        var until = Now + time;
        var isLate = _chance.Next(3) == 0;
        while (!isLate && Case.NextTick() is { } moment && moment <= until)
        {
            Now = moment > Now ? moment : Now;
            var decision = Case.Tick(Now);
            Assert.NotEmpty(decision.Facts);
            Record(decision);
        }

        Now = until;
    }

    private void Record(Decision<EscalationFact> decision)
    {
        if (decision.Refusal is { } refusal)
            Refusals.Add(refusal.Code);
        foreach (var fact in decision.Facts)
        {
            var id = new EscalationId(Referent, fact.Episode);
            foreach (var (key, effect) in CaseEffects.Of(id, Case, fact))
                Remember(effect, key);
            if (fact is EscalationDecided decided)
                _duties[CaseEffects.MeasureId(id, decided.DecisionId)] =
                    [.. decided.Findings.Select(finding => finding.Duty)];

            Log.Add((Case, fact, Now));
            Case = Case.Evolve(fact, Now);
            Row = EscalationRows.Evolve(Row, Referent, fact, new LogPosition(0, Log.Count), Now);
        }
    }

    private void Remember(Fact fact, EventKey? key = null)
    {
        var number = _history.Count + 1;
        _history.Add(new RecordedFact(
            new LogPosition(0, number), key ?? new EventKey("urn:test", $"{number}"), Now, Now, fact));
    }

    public IReadOnlyList<RecordedFact> History => _history;

    private T Pick<T>(T[] items) => items[_chance.Next(items.Length)];
}
