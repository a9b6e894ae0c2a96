using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>A key that sends: for one engine, or for all of a site. Two may live side by side, so that a change of keys loses nothing.</summary>
public sealed class EngineKey
{
    /// <summary>How every key begins, so that scanners of leaked secrets recognise one.</summary>
    public const string Prefix = "tk_";

    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private const int NameLength = 8;

    private const int SecretLength = 32;

    public int Id { get; private set; }
    public int SiteId { get; private set; }

    /// <summary>Null: speaks for all engines of the site.</summary>
    public int? EngineId { get; private set; }

    /// <summary>The part of the key that may be shown: people name the key by it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>SHA-256 of the whole key. 32 random letters of 62 are 190 bits and need no slow hash.</summary>
    public byte[] Hash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ExpiresAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Last use, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>A new key and the row that will recognise it.</summary>
    public static (EngineKey Row, string Secret) New(int siteId, int? engineId, DateTimeOffset now, DateTimeOffset? expiresAt)
    {
        var name = RandomNumberGenerator.GetString(Letters, NameLength);
        var secret = Prefix + name + RandomNumberGenerator.GetString(Letters, SecretLength);
        return (new EngineKey { SiteId = siteId, EngineId = engineId, Name = name, Hash = HashOf(secret), CreatedAt = now, ExpiresAt = expiresAt }, secret);
    }

    /// <summary>Ends the key; a second time changes nothing.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>What is stored of a key.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The name inside a key as sent; null where it is no key of ours.</summary>
    public static string? NameIn(string secret) =>
        secret.Length == Prefix.Length + NameLength + SecretLength && secret.StartsWith(Prefix, StringComparison.Ordinal)
            ? secret.Substring(Prefix.Length, NameLength)
            : null;

    internal sealed class Config : IEntityTypeConfiguration<EngineKey>
    {
        public void Configure(EntityTypeBuilder<EngineKey> builder)
        {
            builder.ToTable("engine_key", "telemetry");
            builder.HasKey(key => key.Id).HasName("pk_engine_key");
            builder.HasIndex(key => key.Name).IsUnique().HasDatabaseName("ix_engine_key_name");
            builder.HasIndex(key => key.SiteId).HasDatabaseName("ix_engine_key_site_id");
            builder.HasIndex(key => key.EngineId).HasDatabaseName("ix_engine_key_engine_id");
            builder.HasOne<Site>().WithMany().HasForeignKey(key => key.SiteId).HasConstraintName("fk_engine_key_site_site_id");
            builder.HasOne<Engine>().WithMany().HasForeignKey(key => key.EngineId).HasConstraintName("fk_engine_key_engine_engine_id");
        }
    }
}
