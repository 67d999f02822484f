using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Replays;

namespace Supervision.Gateway.Replays;

/// <summary>What the document says of replays.</summary>
internal static class ReplayOperations
{
    private static readonly AccessRule Examiners =
        AccessRule.People(Role.ModelOwner, Role.Approver, Role.Auditor);

    private static readonly PathKey IdPath = new(
        "id", "The id of the replay.", "0195562f4f5a7c2e8d1b3a4c5d6e7f80", "^[0-9a-f]{32}$");

    public static readonly QueryKey FormatKey = new("format", "The form of the file.", "csv")
    {
        Words = ["csv", "parquet"],
        Default = "csv",
    };

    public static readonly Operation Start = new(
        "startReplay", Tags.Replays, "Fold histories anew",
        "Reads the log and touches nothing else. `features-and-scores`: every feature and the score of each referent " +
        "as of a moment. `back-test`: the same as of a moment long past, and what came of the referents afterwards. " +
        "`who-changes-level`: the levels by two versions, a dry run of a draft. `hindsight`: which past levels and " +
        "escalations would have been different with what is known now, added up. `reproduce`: scores that were told, " +
        "computed once more. One runs at a time, with pauses, and the others wait; it goes on after a restart. " +
        "It reads dossiers, so the purpose is asked and the order recorded. From whoever is an officer too a " +
        "referent whose case waits for a judgement is kept: named in an order it is refused with `judge-first`, and " +
        "it has no row.")
    {
        Access = Examiners.Reading(DossierReading.Several),
        Load = Load.Heavy,
        Requests = ReplayExamples.Requests,
        Answers =
        [
            Answer.Json(201, "It is in the queue; ask for it again to see how far it is.", ReplayExamples.Queued),
        ],
        Errors = [409, 413, 415],
    };

    public static readonly Operation List = new(
        "listReplays", Tags.Replays, "List the replays", "Those that are kept, the newest first.")
    {
        Access = Examiners,
        Answers = [Answer.Json(200, "The replays.", new ReplayList([ReplayExamples.Running]))],
    };

    public static readonly Operation Get = new(
        "getReplay", Tags.Replays, "See how far a replay is",
        "Referents done and how many there are, events folded, and how fast it works when it works.")
    {
        Access = Examiners,
        Path = [IdPath],
        Answers = [Answer.Json(200, "The replay.", ReplayExamples.Running)],
        Errors = [404],
    };

    public static readonly Operation Cancel = Change(
        "cancelReplay", "End a replay where it is",
        "It can be resumed. The same again changes nothing; one that is done is refused with `replay-over`.",
        ReplayExamples.Running with { State = ReplayState.Cancelled, EndedAt = ReplayExamples.Noon });

    public static readonly Operation Resume = Change(
        "resumeReplay", "Let a replay go on",
        "One that failed or was cancelled, from where it was: the result is as if it had not stopped.",
        ReplayExamples.Queued);

    public static readonly Operation Remove = Change(
        "removeReplay", "Remove a replay with its rows",
        "One that has ended; it happens by itself after 14 days. The record of what was read stays.",
        ReplayExamples.Done);

    public static readonly Operation Result = new(
        "getReplayResult", Tags.Replays, "The figures of a replay",
        "Counts by level; of a back-test the rates of the outcome with Wilson's interval and the area under the ROC " +
        "curve with DeLong's; of two versions who changes level; of hindsight the days and escalations that differ. " +
        "`replay-not-done` before it is; `judge-first` when it names a referent that is kept from the reader.")
    {
        Access = Examiners,
        Path = [IdPath],
        Answers = [Answer.Json(200, "The figures.", ReplayExamples.Result)],
        Errors = [404, 409],
    };

    public static readonly Operation Rows = new(
        "getReplayRows", Tags.Replays, "The rows of a replay as a file",
        "One row for each referent that was judged, that changes level or that differs, or for each score. An empty " +
        "cell of a feature says that it has no value. In CSV a text that a spreadsheet would run begins with an " +
        "apostrophe.")
    {
        Access = Examiners.Reading(DossierReading.Several),
        Load = Load.Heavy,
        Path = [IdPath],
        Query = [FormatKey],
        Answers =
        [
            new Answer(200, "The rows.", ReplayRowsAnswer.Csv, ReplayExamples.Csv),
            new Answer(200, "The rows.", ReplayRowsAnswer.Parquet, "PAR1…"),
        ],
        Errors = [404, 409],
    };

    private static Operation Change(string id, string summary, string description, ReplayItem example) =>
        new(id, Tags.Replays, summary, description)
        {
            Access = Examiners,
            Path = [IdPath],
            Answers = [Answer.Json(200, "The replay.", example)],
            Errors = [404, 409],
        };
}
