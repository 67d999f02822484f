using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Supervision.Access;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Inboxes;
using Supervision.Contracts.Models;
using Supervision.Contracts.Overrides;
using Supervision.Contracts.Referents;
using Supervision.Contracts.Shadows;
using Supervision.Contracts.Streaming;
using Supervision.Contracts.Webhooks;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Escalations.Ladder;
using Supervision.Escalations.SecondReadings;
using Supervision.Escalations.Terms;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Grains;
using Supervision.Inboxes;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Cluster.Tests.Conventions;

public sealed class Contracts_that_last
{
    private static readonly Assembly[] Assemblies =
        [typeof(Refusal).Assembly, typeof(IReferentGrain).Assembly, typeof(SupervisionOptions).Assembly];

    private static IEnumerable<Type> Messages => Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null);

    private static IEnumerable<Type> GrainInterfaces => Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type));

    [Fact]
    public void Every_message_has_one_name_of_its_own()
    {
        var names = Messages.Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias).ToList();

        Assert.True(names.Count > 30, $"Only {names.Count} messages were found.");
        Assert.DoesNotContain(null, names);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z0-9-]+$", name));
    }

    [Fact]
    public void Every_member_of_a_message_has_its_number() =>
        Assert.All(Messages, type =>
        {
            var numbers = type
                .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
                    | BindingFlags.DeclaredOnly)
                .Where(member => member is PropertyInfo { CanRead: true } or FieldInfo)
                .Select(member => member.GetCustomAttribute<IdAttribute>()?.Id)
                .OfType<uint>()
                .ToList();
            // A command may say nothing more than what every command says.
            Assert.True(numbers.Count > 0 || Messages.Contains(type.BaseType), $"{type.Name} has no member.");
            Assert.Equal(numbers.Count, numbers.Distinct().Count());
            foreach (var parameter in PrimaryParameters(type))
            {
                var property = type.GetProperty(parameter.Name!);
                Assert.True(
                    property is null || property.GetCustomAttribute<IdAttribute>() is not null,
                    $"{type.Name}.{parameter.Name} has no number.");
            }
        });

    [Fact]
    public void Every_grain_interface_and_method_has_its_name() =>
        Assert.All(GrainInterfaces, type =>
        {
            Assert.NotNull(type.GetCustomAttribute<GrainInterfaceTypeAttribute>());
            Assert.NotNull(type.GetCustomAttribute<AliasAttribute>(inherit: false));
            Assert.All(type.GetMethods(), method =>
            {
                Assert.NotNull(method.GetCustomAttribute<AliasAttribute>(inherit: false));
                Assert.Equal(typeof(CancellationToken), method.GetParameters()[^1].ParameterType);
            });
        });

    [Fact]
    public void Every_grain_is_internal_sealed_and_named()
    {
        var grains = typeof(SupervisionOptions).Assembly.GetTypes()
            .Where(type => typeof(Grain).IsAssignableFrom(type)).ToList();

        Assert.Equal(19, grains.Count);
        Assert.All(grains, type =>
        {
            Assert.True(type.IsSealed && !type.IsPublic, $"{type.Name} is open to others.");
            Assert.NotNull(type.GetCustomAttribute<GrainTypeAttribute>());
        });
    }

    [Fact]
    public void What_goes_over_the_wire_comes_back()
    {
        var referent = Sample.Referent("wire");
        var position = new LogPosition(1, 2);
        var when = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var register = new RegisterRow(
            "Name", Sector.C, SizeBand.From2To9, LegalForm.PrivateLimitedCompany, new DateOnly(2020, 1, 2),
            RecognitionStatus.Recognised, RecognitionStatus.None, RecognitionStatus.Suspended,
            RecognitionStatus.Withdrawn);
        var risk = new RiskRow(RiskLevel.High, 60, 3, "sha256:0", when, when, new DateOnly(2026, 3, 3));

        Returns(new ReferentView(referent, position, register, risk, 1));
        Returns(new PartitionView(1, 2, 3, 4, 5, 6));
        Returns(new OpeningReceipt(new EscalationId(referent, 1), "because"));
        Returns(new EscalationReceipt(null, new Refusal("code", "message", "/pointer")));
        Returns(new NoteEscalation(1, "a", "n", "text"));
        Returns(new MoveModel(
            new ModelVersionName("m", "1"), new ModelActor("user:a", ActorKind.Person, []), "why"));
        Returns(new ModelGrounds("dpia", "fria", "law", new DateOnly(2026, 9, 1)));
        Returns(new JudgingTally(1, 2, 3, 4, 5, 6, 7));
        var move = new ShadowMove(
            referent, position, RiskLevel.Low, 1, RiskLevel.High, 60, [new IndicatorDifference("i", "f", 1, 2, 3)],
            ["because"]);
        Assert.Equal(JsonSerializer.Serialize(move), JsonSerializer.Serialize(Returned(move)));
        Returns(new OverrideReceipt(new Refusal("code", "message")));
        var officer = new CaseActor("user:a", ActorKind.Person, [Role.TeamLead]);
        var finding = new CaseFinding("f-1", Duty.Care, Severity.Minor, true, new DateOnly(2026, 2, 2), ["1-2"]);
        var found = Assert.IsType<RecordFinding>(Returned<CaseCommand>(new RecordFinding(2, officer, finding)));
        Assert.Equal((2, "user:a", finding), (found.Episode, found.By.Id, found.Finding));
        var fine = new IntendedMeasure(MeasureKind.Fine, ["f-1"], [], AmountCents: 5);
        var proposed = Assert.IsType<ProposeDecision>(Returned<CaseCommand>(
            new ProposeDecision(1, officer, "d", fine, EscalationGround.Signal, "Why.")));
        Assert.Equal((fine, EscalationGround.Signal), (proposed.Measure, proposed.Ground));
        Assert.Equal([finding], Returned(CaseFile.Empty with { Findings = [finding] }).Findings.AsEnumerable());
        var file = new EvidenceFile("f", "x.pdf", FileKind.Pdf, 12, "00", "01", "user:a", when, "c2VjcmV0");
        Assert.Equal(file, Assert.IsType<AddFile>(Returned<CaseCommand>(new AddFile(1, officer, file))).File);
        Returns(new CaseClock("reply/1", ClockKind.Reply, when, when, when, ClockState.Breached, true, 2, when, when));
        Returns(new SecondReadingReceipt(
            new SecondReadingPlan(2, 0.125m, "seed", "user:lead", when), new Refusal("code", "message")));
        var reading = Returned(CaseFile.Empty with
        {
            Reading = new SecondReading(
                2, when, ["user:b"], "user:c", when, new SecondJudgement(Judgement.Breach, "user:c", when, "x"), true,
                new Settlement(Judgement.Unclear, "user:lead", when, "y")),
        }).Reading!;
        Assert.Equal((2, when, true), (reading.Plan, reading.LockedUntil, reading.Differs));
        Assert.Equal(["user:b"], reading.Seen.AsEnumerable());
        Assert.Equal(
            (Judgement.Breach, Judgement.Unclear), (reading.Judgement!.Judgement, reading.Settled!.Judgement));
        Returns(new FineLine("f-1", FineRule.DutyOfCare, 2, 1));
        var inbox = new Inbox(
            "north", "Team North", [
                new InboxMember("user:a", 3, [new Absence(new(2026, 3, 2), new(2026, 3, 4))], [Purpose.Study]),
            ]);
        var set = Returned(new SetInbox(inbox, officer));
        Assert.Equal((inbox, "user:a", Role.TeamLead), (set.Inbox, set.By.Id, set.By.Roles.Single()));
        Returns(new HarmLimiterView(1, 2, TimeSpan.FromHours(1), when));
        Returns(new OutboxItem(referent, position, "rule", when, "{}") { HeldBecause = "because" });
        var close = Returned(new CloseEscalation(
            1, "a", EscalationOutcome.BreachFound, [new Finding(Duty.Care, Severity.Minor, true)]));
        Assert.Equal(new Finding(Duty.Care, Severity.Minor, true), close.Findings.Single());
        var score = new Score(
            RiskLevel.High, null, 60, new PointInterval(50, 70), 3, ImmutableArray<Contribution>.Empty, [],
            new ModelIdentity("m", "1", "sha256:0"), when, null);
        Assert.Equal(60, Returned(new RiskView(referent, position, score, when)).Score.Points);

        var asked = new RecordedFact(
            position, new EventKey("test", "1"), when.AddDays(-90), when,
            new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, new DateOnly(2026, 1, 2)));
        var history = new ReferentHistory(referent, [asked], []);
        var explained = Explanation.Of(history, RiskModels.Example, when, when, when.AddDays(-30), position);
        Assert.NotEmpty(explained.Since!.Steps);
        Assert.Equal(JsonSerializer.Serialize(explained), JsonSerializer.Serialize(Returned(explained)));
        var hindsight = HindsightRules.Of(
            history, RiskModels.Example, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 2));
        Assert.Equal(JsonSerializer.Serialize(hindsight), JsonSerializer.Serialize(Returned(hindsight)));

        Returns(new WebhookStanding(1, 2, when, new WebhookTry("level-1-2-3", when, "http-204"), null));

        static void Returns<T>(T value) => Assert.Equal(value, Returned(value));
    }

    private static T Returned<T>(T value)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
    }

    private static ParameterInfo[] PrimaryParameters(Type type) =>
        type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length)
            .FirstOrDefault()?.GetParameters() ?? [];
}
