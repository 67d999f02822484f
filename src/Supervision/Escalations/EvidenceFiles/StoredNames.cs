using System.Security.Cryptography;
using System.Text;

namespace Supervision.Escalations.EvidenceFiles;

/// <summary>
/// Under which names evidence rests: a folder for each case, by a digest of its id, and in it names of our own. So no
/// name that a person or a sender chose is ever part of a path.
/// </summary>
public static class StoredNames
{
    private const int FolderLength = 32;

    public static string Folder(EscalationId id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id.ToString())))[..FolderLength];

    public static string Of(EscalationId id, string storedAs) => $"{Folder(id)}/{storedAs}";

    /// <summary>Lower-case hexadecimal digits of a UUID, and nothing else.</summary>
    public static bool IsOurs(string storedAs) =>
        storedAs.Length == FolderLength && storedAs.All(digit => digit is >= '0' and <= '9' or >= 'a' and <= 'f');
}
