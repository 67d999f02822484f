using System.Collections.Immutable;
using Supervision.Assurance.Reports;
using Supervision.Facts;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// The columns of what people did: whether a case that was put forward was looked into, whose it was, through which
/// channel its check was chosen, and what each reader of it thought.
/// </summary>
/// <param name="Followed">-1 where there is none, and so for the others.</param>
internal sealed record UsedColumns(int Followed, int Team, int Channel, ImmutableArray<NamedColumn> Readers)
{
    public const string ReaderPrefix = "read:";
    public const int ReadersMax = 5;

    /// <summary>Null where the table says nothing of people.</summary>
    public UseCounter? Counter(int attributes) =>
        Followed < 0 && Channel < 0 && Readers.IsEmpty ? null : new UseCounter(attributes);

    /// <summary>Counts what a row says of people; what is wrong is noted.</summary>
    public void Count(string[] fields, in ReportCase read, UseCounter? counter, Action<int, string, string> note)
    {
        if (counter is null)
            return;

        if (Followed >= 0 && Flag(fields[Followed].Trim(), note) is { } followed)
            counter.Decided(read.Groups, Team < 0 ? "" : Label(fields, Team, note), followed, read.Outcome);
        if (Channel >= 0 && fields[Channel].Trim() is { Length: > 0 } word)
        {
            if (!Words<Channel>.TryRead(word, out _))
                note(Channel, "unknown-channel", $"Takes one of: {string.Join(", ", Words<Channel>.All)}.");
            else if (read.Outcome is { } isFinding)
                counter.Checked(word, isFinding);
        }

        counter.Read([
            .. Readers.Select(reader => Label(fields, reader.Place, note)).Where(said => said.Length > 0),
        ]);
    }

    private bool? Flag(string text, Action<int, string, string> note)
    {
        switch (text)
        {
            case "1" or "true":
                return true;
            case "0" or "false":
                return false;
            case "":
                return null;
            default:
                note(Followed, "malformed-flag", "Takes 1, 0 or nothing.");
                return null;
        }
    }

    private static string Label(string[] fields, int place, Action<int, string, string> note)
    {
        var text = fields[place].Trim();
        if (LabelText.Wrong(text, ReportPlan.NameLengthMax) is not { } wrong)
            return text;

        note(place, "malformed-label", wrong);
        return "";
    }
}
