using Supervision.Log;

namespace Supervision.Inboxes;

/// <summary>The register of teams, folded up to an offset of the log.</summary>
/// <param name="Version">How many facts that are; what the next append expects.</param>
public sealed record InboxReading(InboxRegister Register, long Offset, long Version)
{
    private const int PageMax = 500;

    public static readonly InboxReading Start = new(InboxRegister.Empty, 0, 0);

    /// <summary>Folds what the log has beyond this; itself when that is nothing.</summary>
    public async Task<InboxReading> CatchUp(IEventLog log, CancellationToken cancellation)
    {
        var reading = this;
        while (true)
        {
            var page = await log.ReadSubject(InboxFacts.Subject, reading.Offset, PageMax, cancellation);
            foreach (var logged in page)
                reading = new InboxReading(
                    logged.Data.IsEmpty
                        ? reading.Register
                        : reading.Register.Evolve(InboxFacts.Read(logged.Type, logged.Data.Span)),
                    logged.Position.Offset,
                    checked(reading.Version + 1));

            if (page.Length < PageMax)
                return reading;
        }
    }
}
