namespace Supervision.Log;

/// <summary>A register folded from the facts under one subject, up to an offset of the log.</summary>
/// <param name="Version">How many facts that are; what the next append expects.</param>
/// <param name="Fold">How the next fact changes the register.</param>
public sealed record RegisterReading<TRegister>(
    TRegister Register, long Offset, long Version, RegisterFold<TRegister> Fold)
{
    /// <summary>Folds what the log has beyond this; itself when that is nothing.</summary>
    /// <exception cref="FormatException">A fact of a later version of this software: nothing is guessed.</exception>
    public Task<RegisterReading<TRegister>> CatchUp(IEventLog log, CancellationToken cancellation) =>
        CatchUp(log, DateTimeOffset.MaxValue, cancellation);

    /// <summary>Folds what was on the log by a moment.</summary>
    /// <exception cref="FormatException">A fact of a later version of this software: nothing is guessed.</exception>
    public async Task<RegisterReading<TRegister>> CatchUp(
        IEventLog log, DateTimeOffset recordedBy, CancellationToken cancellation)
    {
        var reading = this;
        while (true)
        {
            var page = await log.ReadSubject(Fold.Subject, reading.Offset, Fold.PageMax, cancellation);
            foreach (var logged in page)
            {
                if (logged.RecordedAt > recordedBy)
                    return reading;
                reading = reading.With(Fold.Next(reading.Register, logged), logged.Position.Offset);
            }

            if (page.Length < Fold.PageMax)
                return reading;
        }
    }

    /// <summary>With so many facts more, of which the last is at an offset.</summary>
    public RegisterReading<TRegister> With(TRegister register, long offset, int facts = 1) =>
        this with { Register = register, Offset = offset, Version = checked(Version + facts) };
}

/// <summary>How a register comes of the facts under a subject.</summary>
/// <param name="PageMax">Facts read at once.</param>
public sealed record RegisterFold<TRegister>(
    string Subject, Func<TRegister, LoggedEvent, TRegister> Next, int PageMax = 500)
{
    public RegisterReading<TRegister> From(TRegister empty) => new(empty, 0, 0, this);
}
