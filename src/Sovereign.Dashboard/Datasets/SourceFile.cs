using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Datasets;

/// <summary>A file exactly as it was received. Its bytes lie in chunks beside it and are never changed.</summary>
public sealed class SourceFile
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public long Length { get; init; }

    /// <summary>The text encoding that its bytes show (<see cref="Readings.TextEncodings"/>); null where they do not.</summary>
    public string? Encoding { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    internal sealed class Config : IEntityTypeConfiguration<SourceFile>
    {
        public void Configure(EntityTypeBuilder<SourceFile> builder)
        {
            builder.ToTable("source_file", "datasets");
            builder.HasKey(file => file.Id);
            builder.Property(file => file.Id).ValueGeneratedNever();
            builder.HasIndex(file => file.Sha256).HasDatabaseName("source_file_sha256");
        }
    }
}
