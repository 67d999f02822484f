using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Escalations.EvidenceFiles;

/// <summary>The closed list of kinds of file that are taken as evidence. None runs anything by itself.</summary>
[JsonConverter(typeof(ClosedList<FileKind>))]
public enum FileKind
{
    Pdf,
    Png,
    Jpeg,
    Tiff,
    Text,
    Csv,
    Docx,
    Xlsx,
    Odt,
    Ods,
}
