namespace Supervision.Gateway.Limits;

/// <summary>What an operation costs, and so which of the limits of its caller it counts against.</summary>
internal enum Load
{
    /// <summary>One answer, soon.</summary>
    Plain,

    /// <summary>Reads or writes much for one answer.</summary>
    Heavy,

    /// <summary>Takes events in: the writer bounds how fast, so only how many at once counts.</summary>
    Events,

    /// <summary>A stream of events of any length.</summary>
    EventStream,

    /// <summary>Stays open to tell of changes.</summary>
    ChangeStream,
}
