using System.Globalization;
using System.Text;
using System.Text.Json;
using Supervision.Facts;

namespace Supervision.Events;

/// <summary>
/// One walk over the JSON text of an event: where it is, what it found wrong, and the pieces of the canonical form.
/// What to look for is in <c>EventScan.Members.cs</c> and <c>EventScan.Values.cs</c>.
/// </summary>
internal ref partial struct EventScan
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly Scratch _scratch;
    private readonly Span<PathStep> _path;
    private Utf8JsonReader _reader;
    private int _depth;
    private bool _stopped;
    private bool _isTrying;
    private List<Refusal>? _refusals;
    private Utf8JsonReader _dataBegin;
    private ReadOnlySpan<byte> _dataSchema;
    private bool _isDataPutOff;

    /// <summary>Space that the path needs: a step for each level, and some to spare.</summary>
    public const int PathLengthMax = EventLimits.DepthMax + 4;

    public EventScan(ReadOnlySpan<byte> json, Scratch scratch, Span<PathStep> path)
    {
        _json = json;
        _scratch = scratch;
        _path = path;

        // One level more than allowed, so that we see the level that is too deep before the reader throws.
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = EventLimits.DepthMax + 1 });
    }

    public FactType? Type { get; private set; }

    public KnownTexts.Entry? Source { get; private set; }

    public string? Id { get; private set; }

    public KnownTexts.Entry? Subject { get; private set; }

    public DateTimeOffset Time { get; private set; }

    /// <summary>Where the canonical form of the data is in the scratch.</summary>
    public (int Start, int Length) Data { get; private set; }

    public readonly List<Refusal>? Refusals => _refusals;

    public readonly bool IsStopped => _stopped;

    public readonly long BytesRead => _reader.BytesConsumed;

    /// <summary>The next token, unless the walk was broken off.</summary>
    public bool Next() => !_stopped && _reader.Read();

    public void Refuse(string code, string message)
    {
        if (GivesUpTrying())
            return;

        if (_refusals is { Count: >= EventLimits.RefusalsMax })
        {
            _stopped = true;
            return;
        }

        (_refusals ??= []).Add(Refusal(code, message));
    }

    /// <summary>The text ends or breaks off where JSON does not allow it.</summary>
    public void RefuseMalformed(string message)
    {
        _isTrying = false;
        Refuse("malformed-json", message);
        _stopped = true;
    }

    /// <summary>A fault at a member of the current object that is not there.</summary>
    public void RefuseAt(string member, string code, string message)
    {
        if (!GivesUpTrying())
            (_refusals ??= []).Add(Refusal(code, message, member));
    }

    // A trial needs no list of faults: the first one ends it.
    private bool GivesUpTrying()
    {
        _stopped |= _isTrying;
        return _isTrying;
    }

    /// <summary>
    /// A fault at the place at hand, as a JSON pointer. Where a name on the way is none that may be shown, the pointer
    /// ends before it, and the message says which member it is.
    /// </summary>
    private readonly Refusal Refusal(string code, string message, string? member = null)
    {
        var pointer = new StringBuilder();
        foreach (var step in _path[.._depth])
        {
            if (NameOf(step) is not { } name)
            {
                var place = string.Create(CultureInfo.InvariantCulture, $" In member {step.Index + 1} of this object.");
                return new Refusal(code, message + place, pointer.ToString());
            }

            pointer.Append('/').Append(name);
        }

        if (member is not null)
            pointer.Append('/').Append(member);
        return new Refusal(code, message, pointer.ToString());
    }

    private readonly string? NameOf(PathStep step)
    {
        if (step.IsData)
            return "data";

        return step.IsItem
            ? step.Index.ToString(CultureInfo.InvariantCulture)
            : MemberNames.Shown(_json.Slice(step.Start, step.Length));
    }

    private void Push(PathStep step) => _path[_depth++] = step;

    private void Pop() => _depth--;

    private readonly PathStep StepOfName(int index) =>
        new() { Start = (int)_reader.TokenStartIndex + 1, Length = _reader.ValueSpan.Length, Index = index };
}

/// <summary>One step of the way to a place: a member by its name, or an item by its index.</summary>
internal readonly record struct PathStep
{
    /// <summary>Where the name stands in the text, without its quotes.</summary>
    public int Start { get; init; }

    public int Length { get; init; }

    /// <summary>Of an item in its list, or of a member in its object, from 0.</summary>
    public int Index { get; init; }

    public bool IsItem { get; init; }

    /// <summary>The data of the event, come back to.</summary>
    public bool IsData { get; init; }

    public static PathStep Data { get; } = new() { IsData = true };
}
