using System.Text.Json;

namespace Supervision.Events;

internal ref partial struct EventScan
{
    /// <summary>
    /// The data of a correction: it must be the data of some ordinary type of fact. Of which type, the log knows that
    /// has the original. When it fits none, the faults are told by the type that it is closest to.
    /// </summary>
    private (int Start, int Length) AppendFactData()
    {
        var begin = _reader;
        var length = _scratch.Length;
        var depth = _depth;
        foreach (var shape in FactShapes.Correctable)
        {
            _isTrying = true;
            var piece = AppendObject(shape);
            _isTrying = false;
            if (!_stopped)
                return piece;

            _stopped = false;
            Return(begin, length, depth);
        }

        RefuseByClosest(begin, length, depth);
        return default;
    }

    private void RefuseByClosest(Utf8JsonReader begin, int length, int depth)
    {
        var before = _refusals;
        List<Refusal>? fewest = null;
        foreach (var shape in FactShapes.Correctable)
        {
            Return(begin, length, depth);
            _refusals = [];
            AppendObject(shape);
            if (fewest is null || _refusals.Count < fewest.Count)
                fewest = _refusals;

            if (_stopped)
                break;
        }

        _refusals = [.. before ?? [], .. fewest ?? []];
    }

    private void Return(Utf8JsonReader begin, int length, int depth)
    {
        _reader = begin;
        _depth = depth;
        _scratch.Length = length;
    }
}
