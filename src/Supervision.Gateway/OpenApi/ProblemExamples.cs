namespace Supervision.Gateway.OpenApi;

/// <summary>For each error of an operation, a problem as it would be answered.</summary>
internal static class ProblemExamples
{
    public static Problem Of(Operation said, int status) => status switch
    {
        400 => Problems.Describe(400) with { Errors = [InvalidInput(said)] },
        403 when !said.Access.Roles.IsEmpty => Problems.Describe(403) with { Detail = said.Access.InWords() },
        409 when said.Tag == Tags.Escalations => Problems.Refused(
            new Refusal("escalation-taken", "Someone else has taken the escalation.")).Value,
        >= 500 => Problems.Describe(status) with
        {
            TraceId = status == 500 ? "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" : null,
        },
        _ => Problems.Describe(status),
    };

    private static ProblemError InvalidInput(Operation said)
    {
        if (said.Requests is [{ Schema: not null }, ..])
            return ProblemError.InBody("/text", "missing", "This member must be there.");
        if (said.Query is [{ Words.IsEmpty: false } words, ..])
            return InQuery(words.Name, "unknown-word", $"Takes one of: {string.Join(", ", words.Words)}.");
        if (said.Query is [var text, ..])
            return InQuery(text.Name, "repeated-key", "Give the query key once.");
        if (said.Headers is [var header, ..])
            return new ProblemError(
                "header", new ProblemLocation(header.Name, null), "malformed-header", header.Takes);

        return InQuery("color", "unknown-key", "There is no such query key here.");
    }

    private static ProblemError InQuery(string name, string code, string detail) =>
        new("query", new ProblemLocation(name, null), code, detail);
}
