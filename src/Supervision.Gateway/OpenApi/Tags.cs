using System.Collections.Immutable;

namespace Supervision.Gateway.OpenApi;

/// <summary>The groups of operations, in the order in which they are shown.</summary>
internal static class Tags
{
    public const string Events = "Events";
    public const string EventTypes = "Event types";
    public const string Referents = "Referents";
    public const string RiskChanges = "Risk changes";
    public const string Escalations = "Escalations";
    public const string Selections = "Selections";
    public const string Inboxes = "Inboxes";
    public const string Dossiers = "Dossiers";
    public const string Retention = "Retention";
    public const string Models = "Models";
    public const string Replays = "Replays";
    public const string Assurance = "Assurance";
    public const string Vault = "Vault";
    public const string Overrides = "Overrides";
    public const string Reads = "Read log";
    public const string Audits = "Audit bundles";
    public const string People = "People";
    public const string Keys = "Keys";
    public const string Webhooks = "Webhooks";
    public const string Overview = "Overview";
    public const string Health = "Health";

    public static readonly ImmutableArray<(string Name, string Meaning)> All =
    [
        (Events, "Facts about referents stream in, each once in effect however often it is sent."),
        (EventTypes, "What an event may say: the closed list of its types, each with its JSON Schema and an example."),
        (Referents, "Organisations under supervision: lists, live risk with its reasons, and their histories."),
        (RiskChanges, "Changes of level as they happen, as server-sent events."),
        (Escalations, "Human follow-up of a referent: a person takes it, notes, and closes it with an outcome."),
        (Selections, "Which referents are checked in a period, by risk, by chance and by signal, and what it yields."),
        (Inboxes, "Teams that follow up: who has how much to do, the next case, and the clocks that run."),
        (Dossiers, "What a referent can ask about its own dossier: to see it, to have it put right, erased or kept."),
        (Retention, "Erasing what is past its term: previewed, ordered by somebody, and reported."),
        (Models, "The risk model in use, every version and its life, and the features that models are made of."),
        (Replays, "Whole histories folded anew, with any version of a model and as of any moment, beside all else."),
        (Assurance, "Whether a model is reliable and even-handed, or not enough data to say; and gates it must pass."),
        (Vault, "Group labels in a store of their own, for assurance reports alone; no label can be read."),
        (Overrides, "Levels that people set by hand, with a reason and an end, beside those of the model."),
        (Reads, "Who was shown what of which dossier, when, and for what purpose."),
        (Audits, "What scores rest on, signed, for an auditor to check with no server at hand."),
        (People, "Who is asking, and the people who sign in here with their roles."),
        (Keys, "Keys of services, each for the sources and types of event that it may send."),
        (Webhooks, "Other systems that are told of levels, cases and decisions, by signed messages."),
        (Overview, "How many referents are at which level, and how the system keeps up."),
        (Health, "For whoever operates it."),
    ];
}
