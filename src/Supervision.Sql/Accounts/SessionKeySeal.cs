using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Sql.Encryption;

namespace Supervision.Sql.Accounts;

/// <summary>
/// Seals the keys of sessions where they rest: who has a copy of the database, and not the key file, can make none.
/// </summary>
internal sealed class SessionKeySeal(Lazy<KeyRing> keys) : IXmlEncryptor
{
    internal const string Row = "session keys";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement("sealed", keys.Value.SealText(PayloadKind.Account, Row, plaintextElement.ToString())),
        typeof(SealedSessionKey));
}

/// <summary>Opens one; made by the framework, by the name that is stored with the key.</summary>
internal sealed class SealedSessionKey(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(
        services.GetRequiredService<Lazy<KeyRing>>().Value
            .OpenText(PayloadKind.Account, SessionKeySeal.Row, encryptedElement.Value));
}
