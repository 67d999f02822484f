using System.Collections.Immutable;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Escalations.Terms;

namespace Supervision.Escalations;

/// <summary>How the file of a case follows its facts.</summary>
internal static class CaseFiles
{
    public static CaseFile After(CaseFile file, EscalationFact happened, DateTimeOffset at) =>
        Changed(file, happened, at) with { Reading = SecondReading.After(file, happened, at) };

    private static CaseFile Changed(CaseFile file, EscalationFact happened, DateTimeOffset at) => happened switch
    {
        EscalationOpened => CaseFile.Empty,
        EscalationJudged judged => file with
        {
            Judgement = new FirstJudgement(judged.Judgement, judged.Officer, at, judged.Text),
        },
        EscalationFindingRecorded recorded => file with { Findings = file.Findings.Add(recorded.Finding) },
        EscalationInformationAsked asked => file with
        {
            Requests = file.Requests.Add(
                new InformationRequest(asked.RequestId, asked.Text, at, asked.Clock.DueAt)),
        },
        EscalationInformationGot got => file with
        {
            Requests =
            [
                .. file.Requests.Select(request => request.Id == got.RequestId
                    ? request with { Complete = got.Complete, AnsweredAt = at }
                    : request),
            ],
        },
        EscalationIntentAnnounced announced => file with
        {
            Intent = new MeasureIntent(announced.Measure, announced.Text, announced.Officer, at),
            Intents = checked(file.Intents + 1),
            IntentWithdrawn = null,
        },
        EscalationReplyReceived replied => file with
        {
            Intent = file.Intent! with { Reply = replied.Text, RepliedAt = at },
        },
        EscalationIntentWithdrawn withdrawn => file with { Intent = null, IntentWithdrawn = withdrawn.Reason },
        EscalationDecisionProposed proposed => file with
        {
            Decisions = file.Decisions.Add(new CaseDecision(
                proposed.DecisionId, proposed.Measure, proposed.Ground, proposed.Reasons, proposed.Officer, at)),
        },
        EscalationDecisionRejected rejected => file with
        {
            Decisions = Change(file, rejected.DecisionId, decision => decision with
            {
                SecondOfficer = rejected.Officer,
                Rejected = rejected.Reason,
            }),
        },
        EscalationDecided decided => file with { Decisions = Taken(file, decided, at) },
        EscalationObjectionFiled filed => file with
        {
            Objection = new CaseObjection(filed.ObjectionId, filed.ReceivedOn),
        },
        EscalationObjectionDecided decided => file with
        {
            Objection = file.Objection! with
            {
                Outcome = decided.Outcome,
                Reasons = decided.Reasons,
                Officer = decided.Officer,
                DecidedAt = at,
                AmountCents = decided.AmountCents,
            },
        },
        EscalationClockExtended extended => file with
        {
            Requests =
            [
                .. file.Requests.Select(request =>
                    CaseClocks.IdOf(ClockKind.Information, request.Id) == extended.ClockId
                        ? request with { DueAt = extended.DueAt }
                        : request),
            ],
        },
        EscalationClockLapsed lapsed when file.Intent is { } intent
            && lapsed.ClockId == CaseClocks.IdOf(ClockKind.Reply, CaseKeys.Of(file.Intents)) =>
            file with { Intent = intent with { Lapsed = true } },
        _ => file,
    };

    private static ImmutableArray<CaseDecision> Taken(CaseFile file, EscalationDecided decided, DateTimeOffset at) =>
        file.Decisions.Any(decision => decision.Id == decided.DecisionId)
            ? Change(file, decided.DecisionId, decision => decision with
            {
                SecondOfficer = decided.SecondOfficer,
                TakenAt = at,
            })
            : file.Decisions.Add(new CaseDecision(
                decided.DecisionId, decided.Measure, decided.Ground, decided.Reasons, decided.Officer, at,
                TakenAt: at));

    private static ImmutableArray<CaseDecision> Change(
        CaseFile file, string id, Func<CaseDecision, CaseDecision> change) =>
        [.. file.Decisions.Select(decision => decision.Id == id ? change(decision) : decision)];
}
