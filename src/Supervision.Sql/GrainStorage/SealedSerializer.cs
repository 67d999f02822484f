using Orleans.Storage;
using Supervision.Sql.Encryption;

namespace Supervision.Sql.GrainStorage;

/// <summary>Seals what another serializer writes; reads what was written in clear before too.</summary>
/// <param name="keys">Asked when first used: the data are opened by then.</param>
internal sealed class SealedSerializer(IGrainStorageSerializer inner, Func<KeyRing> keys) : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => BinaryData.FromBytes(
        keys().Seal(PayloadKind.Grain, SealedGrainStorage.Row, inner.Serialize(input).ToMemory().Span));

    public T? Deserialize<T>(BinaryData input) => inner.Deserialize<T>(
        BinaryData.FromBytes(keys().Open(PayloadKind.Grain, SealedGrainStorage.Row, input.ToMemory().Span)));
}
