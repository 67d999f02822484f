using Supervision.Log;

namespace Supervision.Escalations.SecondReadings;

/// <summary>The plans for second readings, folded up to an offset of the log.</summary>
/// <param name="Version">How many facts that are; what the next append expects.</param>
public sealed record SecondReadingPlans(SecondReadingRegister Register, long Offset, long Version)
{
    private const int PageMax = 500;

    public static readonly SecondReadingPlans Start = new(SecondReadingRegister.Empty, 0, 0);

    /// <summary>Folds what the log has beyond this; itself when that is nothing.</summary>
    public async Task<SecondReadingPlans> CatchUp(IEventLog log, CancellationToken cancellation)
    {
        var plans = this;
        while (true)
        {
            var page = await log.ReadSubject(SecondReadingFacts.Subject, plans.Offset, PageMax, cancellation);
            foreach (var logged in page)
                plans = new SecondReadingPlans(
                    logged.Data.IsEmpty
                        ? plans.Register
                        : plans.Register.Evolve(SecondReadingFacts.Read(logged.Type, logged.Data.Span), logged.Time),
                    logged.Position.Offset,
                    checked(plans.Version + 1));

            if (page.Length < PageMax)
                return plans;
        }
    }
}
