using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Access;
using Supervision.Access.Keys;
using Supervision.Facts;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql.Accounts;

/// <summary>A row of the keys of services.</summary>
internal sealed class KeyRow
{
    /// <summary>What <see cref="Read"/> takes, in its order.</summary>
    public const string Columns =
        "id, name, roles, sources, types, hash, expires_at, old_hash, old_until, made_at, made_by, revoked_at, "
        + "revoked_by";

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

    public static KeyRow Read(IRow row) => new()
    {
        Id = row.Text(0),
        Name = row.Text(1),
        Roles = row.Text(2),
        Sources = row.Text(3),
        Types = row.Text(4),
        Hash = row.Text(5),
        ExpiresAt = row.Long(6),
        OldHash = row.TextOrNull(7),
        OldUntil = row.IsNull(8) ? null : row.Long(8),
        MadeAt = row.Long(9),
        MadeBy = row.Text(10),
        RevokedAt = row.IsNull(11) ? null : row.Long(11),
        RevokedBy = row.TextOrNull(12),
    };

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
