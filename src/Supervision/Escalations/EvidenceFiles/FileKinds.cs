using System.Collections.Immutable;

namespace Supervision.Escalations.EvidenceFiles;

/// <summary>What each kind of file is called: its media type, and how its name ends.</summary>
public static class FileKinds
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const string Open = "application/vnd.oasis.opendocument.";

    private static readonly ImmutableArray<(FileKind Kind, string MediaType, ImmutableArray<string> Ends)> All =
    [
        (FileKind.Pdf, "application/pdf", [".pdf"]),
        (FileKind.Png, "image/png", [".png"]),
        (FileKind.Jpeg, "image/jpeg", [".jpg", ".jpeg"]),
        (FileKind.Tiff, "image/tiff", [".tif", ".tiff"]),
        (FileKind.Text, "text/plain", [".txt"]),
        (FileKind.Csv, "text/csv", [".csv"]),
        (FileKind.Docx, $"{Office}wordprocessingml.document", [".docx"]),
        (FileKind.Xlsx, $"{Office}spreadsheetml.sheet", [".xlsx"]),
        (FileKind.Odt, $"{Open}text", [".odt"]),
        (FileKind.Ods, $"{Open}spreadsheet", [".ods"]),
    ];

    public static ImmutableArray<string> MediaTypes { get; } = [.. All.Select(one => one.MediaType)];

    public static string MediaTypeOf(FileKind kind) => All.First(one => one.Kind == kind).MediaType;

    /// <summary>How names may end.</summary>
    public static ImmutableArray<string> Ends { get; } = [.. All.SelectMany(one => one.Ends)];

    /// <summary>The kind that a name ends as; null when it is none that is taken.</summary>
    public static FileKind? OfName(string name)
    {
        foreach (var one in All)
        {
            if (one.Ends.Any(end =>
                name.Length > end.Length && name.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
                return one.Kind;
        }

        return null;
    }
}
