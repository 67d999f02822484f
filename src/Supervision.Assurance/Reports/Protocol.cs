namespace Supervision.Assurance.Reports;

/// <summary>
/// The seventeen questions of the assessment protocol for risk profiling (Algorithm Audit, "Empirical methods", 26
/// August 2025), and which of them an answer belongs to.
/// </summary>
public static class Protocol
{
    public const int Questions = 17;

    /// <summary>The number of the question that this answer helps to answer.</summary>
    public static int NumberOf(string question)
    {
        return question switch
        {
            "drift/score" or "drift/selection-rate" => 17,
            _ when Is("drift/") || Is("left-out/") => 7,
            _ when Is("proxy/") => 8,
            _ when Is("agreement/") => 6,
            _ when Is("use/") => 15,
            _ when Is("channel=") => 16,
            _ when Is("stability") => 14,
            _ when question.Contains('=', StringComparison.Ordinal) => 13,
            _ => 14,
        };

        bool Is(string start) => question.StartsWith(start, StringComparison.Ordinal);
    }
}
