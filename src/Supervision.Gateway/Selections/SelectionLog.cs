using Supervision.Log;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>What this process knows of selections from the log, and the way to put more there.</summary>
internal sealed class SelectionLog(IEventLog log, TimeProvider time)
    : RegisterLog<SelectionRegister, SelectionFact>(log, time, SelectionReading.Start, SelectionFactTypes.ToEvent);
