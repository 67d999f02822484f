using System.Buffers;
using System.IO.Pipelines;
using Supervision.Events;

namespace Supervision.Gateway.Ingest;

/// <summary>
/// Reads events from a body of one JSON text a line, a piece at a time and in constant memory: a line that is too long
/// is passed over as it comes in, and refused by its number.
/// </summary>
internal sealed class EventLines(PipeReader body, Admission admission, TimeProvider time, int pieceEventsMax)
{
    private const int PieceBytesMax = 1024 * 1024;

    private byte[] _joined = [];
    private long _number;
    private bool _isTooLong;
    private bool _isEnded;

    /// <summary>The next piece: what has come in, up to the limits; null at the end of the body.</summary>
    public async Task<Piece?> Read(CancellationToken cancellation)
    {
        while (!_isEnded)
        {
            var piece = new Piece();
            try
            {
                var result = await body.ReadAsync(cancellation);
                var buffer = result.Buffer;
                Take(ref buffer, piece);
                if (result.IsCompleted && piece.Lines.Count < pieceEventsMax)
                    _isEnded = End(ref buffer, piece);

                body.AdvanceTo(buffer.Start, _isEnded || piece.Lines.Count > 0 ? buffer.Start : buffer.End);
            }
            catch (IOException)
            {
                // The sender broke off. What came in whole counts; its last line did not.
                _isEnded = true;
                Refuse(piece, "malformed-json", "The stream ended within this line.");
            }

            if (piece.Lines.Count > 0)
                return piece;
        }

        return null;
    }

    private void Take(ref ReadOnlySequence<byte> buffer, Piece piece)
    {
        var now = time.GetUtcNow();
        var bytes = 0L;
        while (piece.Lines.Count < pieceEventsMax && bytes < PieceBytesMax)
        {
            var end = buffer.PositionOf((byte)'\n');
            if (end is null)
            {
                PassOver(ref buffer);
                return;
            }

            var line = buffer.Slice(0, end.Value);
            bytes += line.Length;
            TakeLine(line, piece, now);
            buffer = buffer.Slice(buffer.GetPosition(1, end.Value));
        }
    }

    // No end of the line in sight: what is too long already need not be kept.
    private void PassOver(ref ReadOnlySequence<byte> buffer)
    {
        if (!_isTooLong && buffer.Length <= EventLimits.SizeMax + 1)
            return;

        _isTooLong = true;
        buffer = buffer.Slice(buffer.End);
    }

    private bool End(ref ReadOnlySequence<byte> buffer, Piece piece)
    {
        if (buffer.PositionOf((byte)'\n') is not null)
            return false;

        // A last line without its end is a line all the same.
        TakeLine(buffer, piece, time.GetUtcNow());
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private void TakeLine(in ReadOnlySequence<byte> line, Piece piece, DateTimeOffset now)
    {
        if (_isTooLong || line.Length > EventLimits.SizeMax + 1)
        {
            _isTooLong = false;
            Refuse(piece, "too-large", $"An event may have at most {EventLimits.SizeMax} bytes.");
            return;
        }

        ReadOnlySpan<byte> text;
        if (line.IsSingleSegment)
        {
            text = line.FirstSpan;
        }
        else
        {
            // As large as the lines are: most are far from the limit, and each body has its own.
            if (_joined.Length < line.Length)
                _joined = new byte[Math.Min(2 * (int)line.Length, EventLimits.SizeMax + 1)];
            line.CopyTo(_joined);
            text = _joined.AsSpan(0, (int)line.Length);
        }

        if (text is [.., (byte)'\r'])
            text = text[..^1];

        _number++;
        if (text.ContainsAnyExcept(" \t"u8))
            piece.Add(_number, admission.Read(text, now));
    }

    private void Refuse(Piece piece, string code, string message) =>
        piece.Add(++_number, EventReading.Refused(code, message));
}
