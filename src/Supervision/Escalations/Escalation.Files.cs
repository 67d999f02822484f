using System.Collections.Immutable;
using Supervision.Escalations.Casework;
using Supervision.Escalations.EvidenceFiles;

namespace Supervision.Escalations;

/// <summary>Evidence files of a case.</summary>
public sealed partial record Escalation
{
    /// <summary>
    /// The officer who has the case adds evidence once it is judged, because a file may tell why it was opened; a lead
    /// who does not have it adds any at any time. A file is not changed, and not taken back.
    /// </summary>
    private Decision<EscalationFact> Add(AddFile add)
    {
        var file = add.File;
        if (!CaseKeys.IsKey(file.Id))
            return WrongKey("/fileId");
        if (!FileNames.IsSafe(file.Name) || FileKinds.OfName(file.Name) != file.Kind)
            return new Refusal("file-name-invalid", FileNames.Takes);
        if (file.Size < 1 || file.Sha256.Length != EvidenceFile.DigestLength || !StoredNames.IsOurs(file.StoredAs))
            return new Refusal("file-invalid", "What was taken in is not a file.");
        if (Files.FirstOrDefault(known => known.Id == file.Id) is { } known)
        {
            return (known.Name, known.Kind, known.Sha256) == (file.Name, file.Kind, file.Sha256)
                ? Decision<EscalationFact>.Nothing
                : new Refusal("file-id-used", "Another file has this id.");
        }

        if (!IsOpen)
            return new Refusal("escalation-closed", "The escalation is closed.");
        if (!add.By.IsLead && NotTheirs(add.By.Id) is { } notTheirs)
            return notTheirs;
        if (IsBlind && (!add.By.IsLead || Assignee == add.By.Id))
            return new Refusal("not-judged", "The case needs its first judgement before this.");
        if (Files.Length >= EvidenceFile.CountMax)
            return new Refusal("too-many-files", $"A case takes at most {EvidenceFile.CountMax} files.");

        var added = new EscalationFileAdded(
            Episode, add.By.Id, file.Id, file.Name, file.Kind, file.Size, file.Sha256, file.StoredAs);
        return file.Key is null
            ? added
            : Decision<EscalationFact>.Of(added, new EscalationFileSealed(Episode, file.Id, file.Key));
    }

    internal static EvidenceFile FileOf(EscalationFileAdded added, DateTimeOffset at) => new(
        added.FileId, added.Name, added.Kind, added.Size, added.Sha256, added.StoredAs, added.Officer, at);

    private ImmutableArray<EvidenceFile> WithKey(EscalationFileSealed kept) =>
        [.. Files.Select(file => file.Id == kept.FileId ? file with { Key = kept.Key } : file)];
}
