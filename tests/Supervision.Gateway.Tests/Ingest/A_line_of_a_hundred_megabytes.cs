using System.IO.Pipelines;
using System.Text;
using Supervision.Events;
using Supervision.Gateway.Ingest;

namespace Supervision.Gateway.Tests.Ingest;

/// <summary>What a body costs in memory, counted on the thread that reads: no other work is in the figure.</summary>
public sealed class A_line_of_a_hundred_megabytes
{
    private const long Size = 100_000_000;

    [Fact]
    public async Task Is_read_without_being_kept()
    {
        var good = Encoding.UTF8.GetBytes("\n" + BadInputs.Good("after-long") + "\n");
        var pipe = PipeReader.Create(new LongLine(good));
        var admission = new Admission(new CloudEventReader(EventLimits.Default, 16), null, TimeProvider.System);
        var lines = new EventLines(pipe, admission, TimeProvider.System, 100);

        var thread = Environment.CurrentManagedThreadId;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var read = new List<Piece>();
        while (await lines.Read(CancellationToken.None) is { } piece)
            read.Add(piece);

        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, Size / 10);
        var all = read.SelectMany(piece => piece.Lines).ToArray();
        Assert.Equal([1, 2], all.Select(line => line.Number));
        Assert.Equal("too-large", Assert.Single(all[0].Reading.Refusals).Code);
        Assert.NotNull(all[1].Reading.Event);
    }

    /// <summary>A hundred megabytes of one letter, then the text given; at hand, so that no read waits.</summary>
    private sealed class LongLine(byte[] end) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int count;
            if (_position < Size)
            {
                count = (int)Math.Min(buffer.Length, Size - _position);
                buffer[..count].Fill((byte)'x');
            }
            else
            {
                var rest = end.AsSpan((int)(_position - Size));
                count = Math.Min(buffer.Length, rest.Length);
                rest[..count].CopyTo(buffer);
            }

            _position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
