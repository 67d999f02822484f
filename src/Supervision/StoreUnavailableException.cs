namespace Supervision;

/// <summary>
/// What keeps the data cannot be reached or has no room at this moment; the same call may succeed a little later. For
/// a write it is not known whether it was stored; to do it again is safe, because every write is idempotent.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
