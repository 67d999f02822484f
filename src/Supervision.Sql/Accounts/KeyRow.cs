using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Access;
using Supervision.Access.Keys;
using Supervision.Facts;

namespace Supervision.Sql.Accounts;

/// <summary>A row of the keys of services.</summary>
internal sealed class KeyRow
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Roles { get; set; }

    public required string Sources { get; set; }

    public required string Types { get; set; }

    public required string Hash { get; set; }

    public required long ExpiresAt { get; set; }

    public string? OldHash { get; set; }

    public long? OldUntil { get; set; }

    public required long MadeAt { get; set; }

    public required string MadeBy { get; set; }

    public long? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    public static void Map(EntityTypeBuilder<KeyRow> key)
    {
        key.ToTable("api_key");
        key.HasKey(row => row.Id);
        key.Property(row => row.Id).HasColumnName("id");
        key.Property(row => row.Name).HasColumnName("name");
        key.Property(row => row.Roles).HasColumnName("roles");
        key.Property(row => row.Sources).HasColumnName("sources");
        key.Property(row => row.Types).HasColumnName("types");
        key.Property(row => row.Hash).HasColumnName("hash");
        key.Property(row => row.ExpiresAt).HasColumnName("expires_at");
        key.Property(row => row.OldHash).HasColumnName("old_hash");
        key.Property(row => row.OldUntil).HasColumnName("old_until");
        key.Property(row => row.MadeAt).HasColumnName("made_at");
        key.Property(row => row.MadeBy).HasColumnName("made_by");
        key.Property(row => row.RevokedAt).HasColumnName("revoked_at");
        key.Property(row => row.RevokedBy).HasColumnName("revoked_by");
    }

    public static KeyRow Of(ApiKey key) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Roles = Lines(key.Roles.Select(ClosedList<Role>.WordFor)),
        Sources = Lines(key.Scope.Sources),
        Types = Lines(key.Scope.Types),
        Hash = key.Secret.Hash,
        ExpiresAt = key.Secret.Until.ToUnixTimeMilliseconds(),
        OldHash = key.Old?.Hash,
        OldUntil = key.Old?.Until.ToUnixTimeMilliseconds(),
        MadeAt = key.MadeAt.ToUnixTimeMilliseconds(),
        MadeBy = key.MadeBy,
        RevokedAt = key.Revoked?.At.ToUnixTimeMilliseconds(),
        RevokedBy = key.Revoked?.By,
    };

    public ApiKey ToKey() => new(
        Id,
        Name,
        [.. Lines(Roles).Select(word => ClosedList<Role>.TryParse(word, out var role) ? role : (Role?)null)
            .OfType<Role>()],
        new KeyScope(Lines(Sources), Lines(Types)),
        new KeySecret(Hash, Moment(ExpiresAt)),
        OldHash is not null && OldUntil is { } until ? new KeySecret(OldHash, Moment(until)) : null,
        Moment(MadeAt),
        MadeBy,
        RevokedAt is { } revokedAt ? new KeyRevocation(Moment(revokedAt), RevokedBy ?? "") : null);

    private static string Lines(IEnumerable<string> words) => string.Join('\n', words);

    private static ImmutableArray<string> Lines(string words) =>
        [.. words.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
