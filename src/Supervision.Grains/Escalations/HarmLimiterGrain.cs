using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;

namespace Supervision.Grains.Escalations;

/// <summary>Counts openings by rule in a rolling window, so that a bad model cannot flood the people.</summary>
[GrainType("harm-limiter")]
internal sealed partial class HarmLimiterGrain(
    [PersistentState("harm-limiter", EscalationMemory.Storage)] IPersistentState<HarmLimiterMemory> memory,
    IOptions<SupervisionOptions> options,
    TimeProvider time,
    ILogger<HarmLimiterGrain> logger) : Grain, IHarmLimiterGrain
{
    private readonly int _limit = options.Value.HarmLimit;
    private readonly TimeSpan _window = options.Value.HarmWindow;
    private bool _holds;

    private List<HarmOpening> Openings => memory.State.Openings;

    public async Task<Admission> Admit(EscalationId escalation, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var id = escalation.ToString();
        Forget(now);
        if (Openings.Any(opening => opening.Escalation == id))
            return new Admission(null);

        if (Openings.Count >= _limit)
        {
            // Once for the hold, not at each of the many times that what waits is offered again.
            if (!_holds)
                LogHolds(_limit, _window);

            _holds = true;
            return new Admission(string.Create(
                CultureInfo.InvariantCulture,
                $"harm-limit: {Openings.Count} escalations opened within {_window:c}, and the limit is {_limit}; "
                + $"there is room again at {Openings[0].At + _window:yyyy-MM-ddTHH:mm:ssZ}"));
        }

        if (_holds)
            LogLetsGo(_window);

        _holds = false;
        Openings.Add(new HarmOpening { Escalation = id, At = now });
        await WriteOrLeave(cancellation);
        return new Admission(null);
    }

    public Task<HarmLimiterView> View(CancellationToken cancellation)
    {
        Forget(time.GetUtcNow());
        return Task.FromResult(new HarmLimiterView(
            Openings.Count, _limit, _window, Openings.Count < _limit ? null : Openings[0].At + _window));
    }

    private void Forget(DateTimeOffset now) => Openings.RemoveAll(opening => opening.At + _window <= now);

    private async Task WriteOrLeave(CancellationToken cancellation)
    {
        try
        {
            await memory.WriteStateAsync(cancellation);
        }
        catch
        {
            // Whether it was stored is unknown: the next activation reads what is.
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(
        2001, LogLevel.Warning,
        "Escalations by rule are held: {Limit} were opened within {Window}, the limit. GET /v1/overview counts them.")]
    private partial void LogHolds(int limit, TimeSpan window);

    [LoggerMessage(
        2004, LogLevel.Warning, "There is room again for escalations by rule: fewer were opened within {Window}.")]
    private partial void LogLetsGo(TimeSpan window);
}
