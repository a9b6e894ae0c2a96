using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>A series of versions under one code; an observation belongs to exactly one.</summary>
public sealed class DatasetRevision : Revision
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Publisher { get; init; }

    public required string Licence { get; init; }

    public string? Source { get; init; }

    internal sealed class Config : IEntityTypeConfiguration<DatasetRevision>
    {
        public void Configure(EntityTypeBuilder<DatasetRevision> builder)
        {
            builder.ToTable("dataset", "datasets");
            builder.HasKey(row => new { row.Id, row.EditionFrom });
            builder.Property(row => row.Id).ValueGeneratedNever();
            builder.Property(row => row.EditionFrom).ValueGeneratedNever();
            builder.HasIndex(row => row.Code).IsUnique().HasFilter("edition_to IS NULL").HasDatabaseName("dataset_open");
        }
    }
}
