namespace Supervision.Server;

/// <summary>The one place that names the clock of the machine; everything else is given a time.</summary>
internal static class MachineClock
{
#pragma warning disable RS0030 // The composition root is where the system clock comes in.
    public static TimeProvider Time => TimeProvider.System;
#pragma warning restore RS0030
}
