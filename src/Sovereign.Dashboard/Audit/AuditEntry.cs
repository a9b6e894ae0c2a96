using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Audit;

/// <summary>A row of <c>audit.event</c>, for reading; <see cref="AuditLog"/> writes.</summary>
public sealed class AuditEntry
{
    public long Id { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>Pseudonym of who did it.</summary>
    public string Person { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Subject { get; private set; } = "";

    /// <summary>A JSON object, as stored.</summary>
    public string Details { get; private set; } = "{}";

    /// <summary>Hash of the entry before; null for entries older than the chain.</summary>
    public byte[]? PreviousHash { get; private set; }
    public byte[]? Hash { get; private set; }

    internal sealed class Config : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("event", "audit");
            builder.HasKey(entry => entry.Id).HasName("pk_event");
            builder.Property(entry => entry.Id).UseIdentityAlwaysColumn();
            builder.Property(entry => entry.Details).HasColumnType("jsonb").HasDefaultValueSql("'{}'::jsonb");
            builder.HasIndex(entry => entry.At).HasDatabaseName("ix_event_at");
            builder.HasIndex(entry => entry.Subject).HasDatabaseName("ix_event_subject");
        }
    }
}
