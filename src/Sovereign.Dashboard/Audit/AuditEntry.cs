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

    /// <summary>A JSON object, exactly as stored: these characters are hashed.</summary>
    public string Details { get; private set; } = "{}";

    /// <summary>SHA-256 of the entry before, by <c>AuditChain</c>; zeros for the first.</summary>
    public byte[] PreviousHash { get; private set; } = [];

    /// <summary>SHA-256 of this entry, by <c>AuditChain</c>.</summary>
    public byte[] Hash { get; private set; } = [];

    internal sealed class Config : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("event", "audit", table => table.HasCheckConstraint(
                "ck_event_at", "at >= '0001-01-01T00:00:00Z' AND at < '9999-12-31T00:00:00Z'"));
            builder.HasKey(entry => entry.Id).HasName("pk_event");
            // The trigger that ties the entry to the chain numbers it.
            builder.Property(entry => entry.Id).ValueGeneratedNever();
            builder.Property(entry => entry.Details).HasColumnType("json").HasDefaultValueSql("'{}'::json");
            builder.HasIndex(entry => entry.At).HasDatabaseName("ix_event_at");
            builder.HasIndex(entry => entry.Subject).HasDatabaseName("ix_event_subject");
            builder.HasIndex(entry => entry.Person).HasDatabaseName("ix_event_person");
            builder.HasIndex(entry => entry.PreviousHash).IsUnique().HasDatabaseName("ix_event_previous_hash");
        }
    }
}
