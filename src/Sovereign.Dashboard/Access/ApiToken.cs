using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Access;

/// <summary>A personal token: speaks for its owner, with the owner's permissions, until revoked or expired.</summary>
public sealed class ApiToken
{
    /// <summary>How every token begins, so that scanners of leaked secrets recognise one.</summary>
    public const string Prefix = "sov_";

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>What the owner calls it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>SHA-256 of the token as sent. 256 random bits need no salt and no slow hash.</summary>
    public byte[] Hash { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Last use, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }
    public DateTimeOffset? ExpiresAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>A new token of 256 random bits and the row that will recognise it.</summary>
    public static (ApiToken Row, string Secret) New(Guid personId, string name, DateTimeOffset now, DateTimeOffset? expiresAt)
    {
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var row = new ApiToken
        {
            Id = Guid.CreateVersion7(now),
            PersonId = personId,
            Name = name,
            Hash = HashOf(secret),
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        return (row, secret);
    }

    /// <summary>Ends the token; a second time changes nothing.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>What is stored of a token.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    internal sealed class Config : IEntityTypeConfiguration<ApiToken>
    {
        public void Configure(EntityTypeBuilder<ApiToken> builder)
        {
            builder.ToTable("api_token", "access");
            builder.HasKey(token => token.Id).HasName("pk_api_token");
            builder.HasIndex(token => token.Hash).IsUnique().HasDatabaseName("ix_api_token_hash");
            builder.HasIndex(token => token.PersonId).HasDatabaseName("ix_api_token_person_id");
            builder.HasOne<Person>().WithMany().HasForeignKey(token => token.PersonId).HasConstraintName("fk_api_token_person_person_id");
        }
    }
}
