using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Explanations;
using Supervision.Gateway.Access.Changes;
using Supervision.Gateway.Access.Keys;
using Supervision.Gateway.Access.People;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Access.Reads.Unusual;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.Audits;
using Supervision.Gateway.Dossiers;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.Evidence;
using Supervision.Gateway.Explanations;
using Supervision.Gateway.Inboxes;
using Supervision.Gateway.Ingest;
using Supervision.Gateway.Models;
using Supervision.Gateway.Overrides;
using Supervision.Gateway.Overview;
using Supervision.Gateway.Referents;
using Supervision.Gateway.Replays;
using Supervision.Gateway.Retention;
using Supervision.Gateway.SecondReadings;
using Supervision.Gateway.Selections;
using Supervision.Gateway.Shadows;
using Supervision.Gateway.Vault;
using Supervision.Gateway.Webhooks;

namespace Supervision.Gateway;

/// <summary>The JSON of the gateway's own shapes, generated at build.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 16)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(EventTypeList))]
[JsonSerializable(typeof(EventTypeDetails))]
[JsonSerializable(typeof(Page<ReferentItem>))]
[JsonSerializable(typeof(Page<RiskChangeItem>))]
[JsonSerializable(typeof(Page<HistoryItem>))]
[JsonSerializable(typeof(Page<QuarantineItem>))]
[JsonSerializable(typeof(ReferentDetails))]
[JsonSerializable(typeof(ReferentRisk))]
[JsonSerializable(typeof(ReferentExplanation))]
[JsonSerializable(typeof(Hindsight))]
[JsonSerializable(typeof(RiskChangeItem))]
[JsonSerializable(typeof(Page<EscalationItem>))]
[JsonSerializable(typeof(EscalationDetails))]
[JsonSerializable(typeof(OpenEscalationRequest))]
[JsonSerializable(typeof(NoteRequest))]
[JsonSerializable(typeof(CloseEscalationRequest))]
[JsonSerializable(typeof(LadderAnswer))]
[JsonSerializable(typeof(InboxList))]
[JsonSerializable(typeof(InboxDetails))]
[JsonSerializable(typeof(InboxRequest))]
[JsonSerializable(typeof(Page<ClockItem>))]
[JsonSerializable(typeof(JudgementRequest))]
[JsonSerializable(typeof(AssignRequest))]
[JsonSerializable(typeof(SnoozeRequest))]
[JsonSerializable(typeof(SettlementRequest))]
[JsonSerializable(typeof(SecondReadingsDetails))]
[JsonSerializable(typeof(SecondReadingsRequest))]
[JsonSerializable(typeof(FindingRequest))]
[JsonSerializable(typeof(InformationRequestRequest))]
[JsonSerializable(typeof(InformationAnswerRequest))]
[JsonSerializable(typeof(WrongDataRequest))]
[JsonSerializable(typeof(IntentRequest))]
[JsonSerializable(typeof(ReplyRequest))]
[JsonSerializable(typeof(CaseReasonRequest))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(ConfirmRequest))]
[JsonSerializable(typeof(RejectRequest))]
[JsonSerializable(typeof(ObjectionRequest))]
[JsonSerializable(typeof(ObjectionDecisionRequest))]
[JsonSerializable(typeof(ExtensionRequest))]
[JsonSerializable(typeof(PlanSelectionRequest))]
[JsonSerializable(typeof(SelectionReasonRequest))]
[JsonSerializable(typeof(RandomFloorRequest))]
[JsonSerializable(typeof(RandomFloorItem))]
[JsonSerializable(typeof(SelectionItem))]
[JsonSerializable(typeof(Page<SelectionItem>))]
[JsonSerializable(typeof(Page<ChanceItem>))]
[JsonSerializable(typeof(Page<CheckItem>))]
[JsonSerializable(typeof(YieldAnswer))]
[JsonSerializable(typeof(SignalQueue))]
[JsonSerializable(typeof(RedrawAnswer))]
[JsonSerializable(typeof(CaseLetter))]
[JsonSerializable(typeof(EvidenceFileItem))]
[JsonSerializable(typeof(EvidenceFileList))]
[JsonSerializable(typeof(EvidenceVerification))]
[JsonSerializable(typeof(ErasureRequest))]
[JsonSerializable(typeof(ErasureAnswer))]
[JsonSerializable(typeof(HoldRequest))]
[JsonSerializable(typeof(RectificationRequest))]
[JsonSerializable(typeof(RectificationAnswer))]
[JsonSerializable(typeof(Page<OrderItem>))]
[JsonSerializable(typeof(AuditKeyList))]
[JsonSerializable(typeof(RetentionRunRequest))]
[JsonSerializable(typeof(RetentionRunItem))]
[JsonSerializable(typeof(RetentionRunList))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(ReplayItem))]
[JsonSerializable(typeof(ReplayList))]
[JsonSerializable(typeof(ReplayResult))]
[JsonSerializable(typeof(OverviewAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ModelInUse))]
[JsonSerializable(typeof(FeatureList))]
[JsonSerializable(typeof(Page<ModelVersionItem>))]
[JsonSerializable(typeof(ModelVersionDetails))]
[JsonSerializable(typeof(ModelStatus))]
[JsonSerializable(typeof(Supervision.Models.ModelCard))]
[JsonSerializable(typeof(ModelDifferences))]
[JsonSerializable(typeof(ModelCheck))]
[JsonSerializable(typeof(ModelReasonRequest))]
[JsonSerializable(typeof(Page<ReportItem>))]
[JsonSerializable(typeof(ReportItem))]
[JsonSerializable(typeof(ReportDetails))]
[JsonSerializable(typeof(GateSheetItem))]
[JsonSerializable(typeof(GateSheetDetails))]
[JsonSerializable(typeof(GateSheetList))]
[JsonSerializable(typeof(GateJudgement))]
[JsonSerializable(typeof(ScheduleItem))]
[JsonSerializable(typeof(ScheduleList))]
[JsonSerializable(typeof(LayDownScheduleRequest))]
[JsonSerializable(typeof(ShadowComparison))]
[JsonSerializable(typeof(ShadowPeriod))]
[JsonSerializable(typeof(Page<ShadowMoveItem>))]
[JsonSerializable(typeof(VaultImportAnswer))]
[JsonSerializable(typeof(VaultAttributeList))]
[JsonSerializable(typeof(Page<VaultUseItem>))]
[JsonSerializable(typeof(Page<OverrideItem>))]
[JsonSerializable(typeof(OverrideItem))]
[JsonSerializable(typeof(OverrideEnd))]
[JsonSerializable(typeof(OverrideCounts))]
[JsonSerializable(typeof(SetOverrideRequest))]
[JsonSerializable(typeof(EndOverrideRequest))]
[JsonSerializable(typeof(AssureModelRequest))]
[JsonSerializable(typeof(ApproveModelRequest))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonNode))]
[JsonSerializable(typeof(Page<ReadItem>))]
[JsonSerializable(typeof(Page<OwnReadItem>))]
[JsonSerializable(typeof(UnusualReadPage))]
[JsonSerializable(typeof(Page<AccessChangeItem>))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(Page<PersonItem>))]
[JsonSerializable(typeof(PersonItem))]
[JsonSerializable(typeof(PersonInvited))]
[JsonSerializable(typeof(InvitePersonRequest))]
[JsonSerializable(typeof(SetRolesRequest))]
[JsonSerializable(typeof(Page<KeyItem>))]
[JsonSerializable(typeof(KeyItem))]
[JsonSerializable(typeof(KeyMade))]
[JsonSerializable(typeof(MakeKeyRequest))]
[JsonSerializable(typeof(RotateKeyRequest))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(WebhookItem))]
[JsonSerializable(typeof(WebhookMade))]
[JsonSerializable(typeof(PingAnswer))]
[JsonSerializable(typeof(Page<DeadLetterItem>))]
[JsonSerializable(typeof(ResendAnswer))]
[JsonSerializable(typeof(MakeWebhookRequest))]
[JsonSerializable(typeof(RotateWebhookRequest))]
[JsonSerializable(typeof(ResendRequest))]
internal sealed partial class GatewayJson : JsonSerializerContext
{
    /// <summary>For what is written outside the framework's own options.</summary>
    // Made when first asked for: the order in which two parts of a class are initialised is not defined.
    public static GatewayJson Readable => _readable ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static GatewayJson? _readable;

    /// <summary>How the gateway reads and writes; also what the OpenAPI document describes.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 16;
        // The answers are never put into HTML, and names with accents stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolverChain.Insert(0, Default);
    }
}
