using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>What is measured, in which unit, and which way is better.</summary>
public sealed class IndicatorRevision : Revision
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string Unit { get; init; }

    public required string Direction { get; init; }

    public required string Description { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    internal sealed class Config : IEntityTypeConfiguration<IndicatorRevision>
    {
        public void Configure(EntityTypeBuilder<IndicatorRevision> builder)
        {
            builder.ToTable("indicator", "datasets");
            builder.HasKey(row => new { row.Id, row.EditionFrom });
            builder.Property(row => row.Id).ValueGeneratedNever();
            builder.Property(row => row.EditionFrom).ValueGeneratedNever();
            builder.HasIndex(row => row.Code).IsUnique().HasFilter("edition_to IS NULL").HasDatabaseName("indicator_open");
        }
    }
}
