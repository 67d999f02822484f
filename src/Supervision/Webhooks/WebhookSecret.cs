using System.Security.Cryptography;

namespace Supervision.Webhooks;

/// <summary>
/// What both sides sign with: <c>whsec_</c> and 256 random bits in base 64, as Standard Webhooks has it. It must be
/// kept as it is, because every signature needs it; it rests sealed, and is shown once.
/// </summary>
/// <param name="Until">Until when it still signs beside the one after it; null for the one in use.</param>
[GenerateSerializer, Immutable, Alias("webhook-secret")]
public sealed record WebhookSecret([property: Id(0)] string Text, [property: Id(1)] DateTimeOffset? Until = null)
{
    public const string Prefix = "whsec_";

    private const int Bytes = 32;

    public static string NewText() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The bytes that sign.</summary>
    public byte[] Key() => Convert.FromBase64String(Text[Prefix.Length..]);

    /// <summary>Says nothing, so that no message can hold the secret by mistake.</summary>
    public override string ToString() => Prefix + "…";
}
