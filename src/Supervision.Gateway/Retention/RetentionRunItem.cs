using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Contracts.Retention;
using Supervision.Facts;

namespace Supervision.Gateway.Retention;

/// <summary>Orders a run.</summary>
public sealed record RetentionRunRequest(RetentionMode Mode);

/// <summary>Whether a run erases, or only says what it would.</summary>
[JsonConverter(typeof(ClosedList<RetentionMode>))]
public enum RetentionMode
{
    Preview,
    Apply,
}

/// <summary>The last runs, the newest first: 100 at most.</summary>
public sealed record RetentionRunList(ImmutableArray<RetentionRunItem> Items);

/// <summary>A run, as far as it is.</summary>
/// <param name="By">Who ordered it, or who decided that servers do it every day.</param>
/// <param name="State">`running`, `done`, `limit-reached`, `failed`, or `broken-off` when its server went away.</param>
/// <param name="Looked">Subjects that were looked at.</param>
/// <param name="Referents">Dossiers of which something is due.</param>
/// <param name="Erased">Payloads erased; none in a preview.</param>
/// <param name="ScoresErased">Changes of level erased.</param>
public sealed record RetentionRunItem(
    string RunId,
    RetentionMode Mode,
    string By,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string State,
    int Looked,
    int Referents,
    ImmutableArray<RetentionDueItem> Due,
    ImmutableArray<RetentionHeldItem> Held,
    int Erased,
    int ScoresErased)
{
    internal static RetentionRunItem Of(RetentionRunView run) => new(
        run.RunId, run.IsPreview ? RetentionMode.Preview : RetentionMode.Apply, run.By, run.StartedAt, run.EndedAt,
        run.State, run.Looked, run.Referents,
        [.. run.Due.Select(due => new RetentionDueItem(due.Kind, due.Type, due.Count))],
        [.. run.Held.Select(held => new RetentionHeldItem(held.Because, held.Dossiers))],
        run.Erased, run.ScoresErased);
}

/// <summary>Payloads that are due, of one type.</summary>
/// <param name="Kind">What they are about, as in the table of terms.</param>
public sealed record RetentionDueItem(string Kind, string Type, int Count);

/// <summary>Dossiers with something due that are held.</summary>
public sealed record RetentionHeldItem(string Because, int Dossiers);
