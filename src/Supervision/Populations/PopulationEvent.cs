namespace Supervision.Populations;

/// <summary>One event of a simulated population, at the moment it reaches the system.</summary>
/// <param name="Day">The day of the plan on which it arrives, from 0.</param>
/// <param name="ArrivesAt">When it arrives; never before the time in the event.</param>
/// <param name="Json">The CloudEvent in JSON, without a line end. Valid until the next event is asked for.</param>
public readonly record struct PopulationEvent(int Day, DateTimeOffset ArrivesAt, ReadOnlyMemory<byte> Json);
