namespace Supervision.Sql.Encryption;

/// <summary>A data key as it rests: wrapped.</summary>
internal sealed record DataKeyRow(int Number, string WrappedBy, byte[] Wrapped, long MadeAt);

/// <summary>Where data keys rest: a table beside the payloads.</summary>
internal interface IDataKeyRows
{
    IReadOnlyList<DataKeyRow> All();

    /// <summary>False when another process has stored one of that number meanwhile.</summary>
    bool TryAdd(DataKeyRow row);

    /// <summary>The key is wrapped anew, by another key-encryption key.</summary>
    void Rewrap(DataKeyRow row);

    /// <summary>The key is gone, and with it whatever is still encrypted with it.</summary>
    void Remove(int number);
}
