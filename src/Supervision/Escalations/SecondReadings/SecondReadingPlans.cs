using Supervision.Log;

namespace Supervision.Escalations.SecondReadings;

/// <summary>The plans for second readings as the log has them, without what was erased.</summary>
public static class SecondReadingPlans
{
    public static readonly RegisterReading<SecondReadingRegister> Start = new RegisterFold<SecondReadingRegister>(
        SecondReadingFacts.Subject,
        (register, logged) => logged.Data.IsEmpty
            ? register
            : register.Evolve(SecondReadingFacts.Read(logged.Type, logged.Data.Span), logged.Time))
        .From(SecondReadingRegister.Empty);
}
