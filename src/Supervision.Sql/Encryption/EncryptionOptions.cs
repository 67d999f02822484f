using System.ComponentModel.DataAnnotations;

namespace Supervision.Sql.Encryption;

/// <summary>How payloads are encrypted where they rest.</summary>
public sealed class EncryptionOptions
{
    /// <summary>
    /// The file of the key-encryption keys (default: beside the data folder, its name with <c>.key</c>). Made, for its
    /// owner alone, when there are no data keys yet. Never keep it with a back-up of the data.
    /// </summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Whether what is written is encrypted (default yes). What is encrypted is read in any case.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Rows that the job for old keys rewrites in one transaction (default 500).</summary>
    [Range(1, 4_000)]
    public int RewriteRows { get; set; } = 500;
}
