using Supervision.Log;

namespace Supervision.Escalations.EvidenceFiles;

/// <summary>The evidence files that the facts of one referent name, whatever else became of its cases.</summary>
public static class EvidenceOnLog
{
    /// <summary>By episode, in the order in which they were added; without those whose facts were erased.</summary>
    public static IEnumerable<(int Episode, EvidenceFile File)> Of(IEnumerable<LoggedEvent> events)
    {
        var files = new List<(int Episode, EvidenceFile File)>();
        foreach (var logged in events.Where(logged => !logged.Data.IsEmpty))
        {
            switch (EscalationFactTypes.Read(logged.Type, logged.Data.Span))
            {
                case EscalationFileAdded added:
                    files.Add((added.Episode, Escalation.FileOf(added, logged.Time)));
                    break;
                case EscalationFileSealed kept:
                    var index = files.FindIndex(
                        one => (one.Episode, one.File.Id) == (kept.Episode, kept.FileId));
                    if (index >= 0)
                        files[index] = (kept.Episode, files[index].File with { Key = kept.Key });
                    break;
            }
        }

        return files;
    }
}
