namespace Supervision.Contracts;

/// <summary>
/// References to the many grains of one kind. Asked for a reference by a key alone, the runtime reads the attributes of
/// the interface each time, which cost as much as a tenth of bringing an event to its referent; here it is asked once.
/// </summary>
internal static class GrainKind<TGrain>
    where TGrain : class, IGrainWithStringKey
{
    private static Names? _names;

    public static TGrain Of(IGrainFactory grains, string key)
    {
        if (Volatile.Read(ref _names) is { } names)
            return (TGrain)grains.GetGrain(GrainId.Create(names.Grain, key), names.Interface);

        var first = grains.GetGrain<TGrain>(key);
        if (first is GrainReference reference)
            Volatile.Write(ref _names, new Names(reference.GrainId.Type, reference.InterfaceType));
        return first;
    }

    private sealed record Names(GrainType Grain, GrainInterfaceType Interface);
}
