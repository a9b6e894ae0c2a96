using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>How a version's file is, or was, read.</summary>
public sealed class StoredReading
{
    public int VersionNumber { get; init; }

    public int DatasetId { get; init; }

    /// <summary>SHA-256 of <see cref="Readings.Reading.Signature"/>, lower-case hexadecimal.</summary>
    public required string Signature { get; set; }

    /// <summary>The <see cref="Readings.Reading"/> as JSON.</summary>
    public required string Reading { get; set; }

    /// <summary>The <see cref="SkippedRows"/> as JSON; null until the file was read.</summary>
    public string? Skipped { get; set; }

    /// <summary>Null where nothing had to be asked.</summary>
    public Guid? ConfirmedBy { get; set; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    internal sealed class Config : IEntityTypeConfiguration<StoredReading>
    {
        public void Configure(EntityTypeBuilder<StoredReading> builder)
        {
            builder.ToTable("reading", "datasets");
            builder.HasKey(reading => reading.VersionNumber);
            builder.Property(reading => reading.VersionNumber).ValueGeneratedNever();
            builder.Property(reading => reading.Reading).HasColumnType("jsonb");
            builder.Property(reading => reading.Skipped).HasColumnType("jsonb");
            builder.HasIndex(reading => new { reading.DatasetId, reading.VersionNumber }).HasDatabaseName("reading_dataset").HasFilter("confirmed_by IS NOT NULL");
        }
    }
}
