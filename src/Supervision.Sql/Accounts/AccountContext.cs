using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Supervision.Sql.Accounts;

/// <summary>Accounts as the stores of ASP.NET Core Identity know them, on tables that our own scripts make.</summary>
internal sealed class AccountContext(DbContextOptions<AccountContext> options)
    : IdentityUserContext<IdentityUser>(options), IDataProtectionKeyContext
{
    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<NoteRow> Notes => Set<NoteRow>();

    public DbSet<ReadNoteRow> ReadNotes => Set<ReadNoteRow>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Ignore<IdentityUserLogin<string>>();
        builder.Entity<IdentityUser>(Map);
        builder.Entity<KeyRow>(KeyRow.Map);
        builder.Entity<NoteRow>(NoteRow.Map);
        builder.Entity<ReadNoteRow>(ReadNoteRow.Map);
        builder.Entity<IdentityUserClaim<string>>(claim =>
        {
            claim.ToTable("account_claim");
            claim.Property(row => row.Id).HasColumnName("id");
            claim.Property(row => row.UserId).HasColumnName("account_id");
            claim.Property(row => row.ClaimType).HasColumnName("type");
            claim.Property(row => row.ClaimValue).HasColumnName("value");
        });
        builder.Entity<IdentityUserToken<string>>(token =>
        {
            token.ToTable("account_token");
            token.Property(row => row.UserId).HasColumnName("account_id");
            token.Property(row => row.LoginProvider).HasColumnName("provider");
            token.Property(row => row.Name).HasColumnName("name");
            token.Property(row => row.Value).HasColumnName("value");
        });
        builder.Entity<LinkRow>(link =>
        {
            link.ToTable("account_link");
            link.HasKey(row => row.AccountId);
            link.Property(row => row.AccountId).HasColumnName("account_id");
            link.Property(row => row.Hash).HasColumnName("hash");
            link.Property(row => row.ExpiresAt).HasColumnName("expires_at");
        });
        builder.Entity<DataProtectionKey>(key =>
        {
            key.ToTable("protection_key");
            key.Property(row => row.Id).HasColumnName("id");
            key.Property(row => row.FriendlyName).HasColumnName("friendly_name");
            key.Property(row => row.Xml).HasColumnName("xml");
        });
    }

    private static void Map(EntityTypeBuilder<IdentityUser> account)
    {
        account.ToTable("account");
        account.Property(row => row.Id).HasColumnName("id");
        account.Property(row => row.UserName).HasColumnName("name");
        account.Property(row => row.NormalizedUserName).HasColumnName("normalized_name");
        account.Property(row => row.PasswordHash).HasColumnName("password_hash");
        account.Property(row => row.SecurityStamp).HasColumnName("security_stamp");
        account.Property(row => row.ConcurrencyStamp).HasColumnName("concurrency_stamp");
        account.Property(row => row.TwoFactorEnabled).HasColumnName("two_factor_enabled");
        account.Property(row => row.LockoutEnd).HasColumnName("lockout_end").HasConversion(Milliseconds);
        account.Property(row => row.LockoutEnabled).HasColumnName("lockout_enabled");
        account.Property(row => row.AccessFailedCount).HasColumnName("access_failed_count");
        // People are known by the name they sign in with; what is not kept cannot leak.
        account.Ignore(row => row.Email).Ignore(row => row.NormalizedEmail).Ignore(row => row.EmailConfirmed)
            .Ignore(row => row.PhoneNumber).Ignore(row => row.PhoneNumberConfirmed);
    }

    // The two databases write moments differently; a number is the same in both.
    private static readonly ValueConverter<DateTimeOffset?, long?> Milliseconds = new(
        moment => moment == null ? null : moment.Value.ToUnixTimeMilliseconds(),
        number => number == null ? null : DateTimeOffset.FromUnixTimeMilliseconds(number.Value));
}

/// <summary>A row of the one-time links.</summary>
internal sealed class LinkRow
{
    public required string AccountId { get; set; }

    public required string Hash { get; set; }

    public required long ExpiresAt { get; set; }
}
