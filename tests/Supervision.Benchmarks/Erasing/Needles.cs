using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Log;
using Supervision.Sql.Tests.Retention;

namespace Supervision.Benchmarks.Erasing;

/// <summary>
/// What must not be found: the word of every payload that is due, the name of organisations that are erased whole, and
/// of a sample the payloads as they rest, encrypted or not.
/// </summary>
internal sealed class Needles(StoredPlaces places)
{
    /// <summary>A name in the register of the organisations that are erased on request.</summary>
    public const string Name = "Kanarie Vof 7d20b";

    private const int SampleMax = 50;

    private readonly List<byte[]> _resting = [];

    /// <summary>Takes a sample of what is due as it rests; to be called before it is erased.</summary>
    public async Task Take(IServiceProvider services, CancellationToken cancellation)
    {
        var log = services.GetRequiredService<IEventLog>();
        for (var number = 1; number <= SampleMax; number++)
        {
            var events = await log.ReadSubject(OldDossiers.Id(number).ToString(), 0, 100, cancellation);
            var due = events.First(logged => Encoding.UTF8.GetString(logged.Data.Span).Contains(
                OldDossiers.Canary, StringComparison.Ordinal));
            _resting.Add(await places.Resting(due.Position));
        }
    }

    /// <summary>
    /// Says how often each is there, by kind of place; of the sample, how many payloads are somewhere.
    /// </summary>
    public void Look(string when)
    {
        foreach (var (kind, files) in places.Files())
        {
            var (words, names, bytes) = (0L, 0L, 0L);
            var found = new bool[_resting.Count];
            foreach (var file in files)
            {
                var content = File.ReadAllBytes(file);
                bytes += content.Length;
                words += Count(content, Encoding.UTF8.GetBytes(OldDossiers.Canary));
                names += Count(content, Encoding.UTF8.GetBytes(Name));
                for (var i = 0; i < found.Length; i++)
                    found[i] = found[i] || Holds(content, _resting[i]);
            }

            var (resting, size) = (found.Count(one => one), bytes / 1_000_000);
            LogCommand.Print(
                $"{when}, {kind}, {size:N0} MB: word {words:N0}, name {names:N0}, as they rested {resting}");
        }
    }

    /// <summary>As it is, or as a dump writes it.</summary>
    private static bool Holds(ReadOnlySpan<byte> content, byte[] needle) =>
        content.IndexOf(needle) >= 0
        || content.IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(needle))) >= 0;

    private static long Count(ReadOnlySpan<byte> content, byte[] needle) =>
        CountOf(content, needle) + CountOf(content, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(needle)));

    private static long CountOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> of)
    {
        var count = 0L;
        for (var at = bytes.IndexOf(of); at >= 0; at = bytes.IndexOf(of))
        {
            count++;
            bytes = bytes[(at + of.Length)..];
        }

        return count;
    }
}
