using Supervision.Inboxes;
using Supervision.Log;

namespace Supervision.Gateway.Inboxes;

/// <summary>The teams, with everything that was on the log when this was asked.</summary>
internal sealed class InboxTeams(IEventLog log)
{
    private RegisterReading<InboxRegister> _reading = InboxReading.Start;

    public async Task<InboxRegister> Now(CancellationToken cancellation)
    {
        // Two that ask at once both read what is new, and either result holds.
        var reading = await Volatile.Read(ref _reading).CatchUp(log, cancellation);
        Volatile.Write(ref _reading, reading);
        return reading.Register;
    }
}
