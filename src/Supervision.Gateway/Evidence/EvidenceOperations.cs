using System.Text.RegularExpressions;
using Supervision.Access;
using Supervision.Escalations.Casework;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Gateway.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Evidence;

/// <summary>What the document says of evidence files.</summary>
internal static partial class EvidenceOperations
{
    private static readonly EvidenceFileItem Example = new(
        "payslips", "Payslips January.pdf", FileKind.Pdf, "application/pdf", 48_213,
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "user:p.visser",
        new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero));

    private static readonly AccessRule Readers =
        AccessRule.People(Role.EscalationOfficer, Role.TeamLead, Role.Auditor).Reading(DossierReading.One);

    public static readonly QueryKey FileIdKey = new(
        "fileId", "The id of the file, chosen by the client, so that a retry adds none.", "payslips")
    {
        LengthMax = CaseCommand.KeyLengthMax,
        Pattern = PathKey.EvidenceFile.Pattern,
    };

    public static readonly HeaderKey NameHeader = new(
        "X-File-Name",
        "What people call the file, percent-encoded UTF-8. It ends as names of its kind do.",
        "Takes a name in percent-encoded UTF-8.",
        "Payslips%20January.pdf",
        NameForm())
    { Required = true, LengthMax = 9 * FileNames.LengthMax };

    public static readonly Operation Add = new(
        "addEvidenceFile", Tags.Escalations, "Add an evidence file",
        "The body is the file. Takes PDF, PNG, JPEG, TIFF, text, CSV, and Word, Excel and OpenDocument files without " +
        "macros: by its name, by the media type when it is not `application/octet-stream`, and by what is in it. By " +
        "the officer who has the case, once it is judged, or by a lead. It is kept outside the database, sealed, and " +
        "its SHA-256 is a fact of the case; it is not changed, and not taken back.")
    {
        Access = AccessRule.People(Role.EscalationOfficer, Role.TeamLead).ShowingFor(ReadingPurpose.Escalation),
        Load = Load.Heavy,
        Path = [PathKey.Escalation],
        Query = [FileIdKey],
        Headers = [NameHeader],
        Requests =
        [
            new RequestExample(
                EvidenceUpload.AnyType, "pdf", "A file, its kind by its name", "%PDF-1.7\n1 0 obj\n%%EOF\n"),
        ],
        Answers = [Answer.Json(201, "The file, as it is on record.", Example)],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation List = new(
        "listEvidenceFiles", Tags.Escalations, "The evidence files of a case",
        "With their SHA-256. Kept, as is all that may tell why a case was opened, from officers before the first " +
        "judgement: `judge-first`.")
    {
        Access = Readers,
        Path = [PathKey.Escalation],
        Answers = [Answer.Json(200, "The files.", new EvidenceFileList("kvk:99000001~1", [Example]))],
        Errors = [404, 409],
    };

    public static readonly Operation Get = new(
        "getEvidenceFile", Tags.Escalations, "What is in an evidence file",
        "As bytes to be saved, after all of it was compared with its SHA-256, which `Content-Digest` repeats. " +
        "`file-missing` or `file-damaged` when it is not there or not what was sent.")
    {
        Access = Readers,
        Load = Load.Heavy,
        Path = [PathKey.Escalation, PathKey.EvidenceFile],
        Answers = [new Answer(200, "The file.", EvidenceUpload.AnyType, "%PDF-1.7")],
        Errors = [404, 409],
    };

    public static readonly Operation Verify = new(
        "verifyEvidenceFiles", Tags.Escalations, "Whether the evidence of a case is what was sent",
        "Reads every file of the case whole, and compares it with the SHA-256 on record.")
    {
        Access = Readers,
        Load = Load.Heavy,
        Path = [PathKey.Escalation],
        Answers =
        [
            Answer.Json(
                200, "Each file, and whether it is intact.",
                new EvidenceVerification(
                    "kvk:99000001~1", true, [new EvidenceFileState("payslips", Example.Sha256, FileState.Intact)])),
        ],
        Errors = [404, 409],
    };

    [GeneratedRegex("^[\\x21-\\x7e]+$")]
    private static partial Regex NameForm();
}
