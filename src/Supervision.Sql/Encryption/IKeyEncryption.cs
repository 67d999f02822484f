namespace Supervision.Sql.Encryption;

/// <summary>
/// What keeps the keys that data keys are wrapped with, outside the data: a file, or a service that never lets its
/// keys out. Only data keys pass through it, once a start and not once a row.
/// </summary>
public interface IKeyEncryption
{
    /// <summary>Makes a first key when there is none, because no data depend on one yet.</summary>
    void Prepare();

    /// <summary>Wraps a new data key with the current key; tells the name of that key.</summary>
    /// <param name="number">The number of the data key, which the result is bound to.</param>
    (string KeyId, byte[] Wrapped) Wrap(int number, ReadOnlySpan<byte> dataKey);

    /// <summary>The data key that was wrapped.</summary>
    /// <exception cref="UnusableDataException">There is no such key here, or it is another one.</exception>
    byte[] Unwrap(int number, string keyId, ReadOnlySpan<byte> wrapped);
}
