using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>Who published figures, under which terms.</summary>
public sealed class SourceRevision : Revision
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string Publisher { get; init; }

    public int? Year { get; init; }

    public string? Url { get; init; }

    public required string Licence { get; init; }

    public required string Redistribution { get; init; }

    public bool ThirdHand { get; init; }

    public string? Note { get; init; }

    internal sealed class Config : IEntityTypeConfiguration<SourceRevision>
    {
        public void Configure(EntityTypeBuilder<SourceRevision> builder)
        {
            builder.ToTable("source", "datasets");
            builder.HasKey(row => new { row.Id, row.EditionFrom });
            builder.Property(row => row.Id).ValueGeneratedNever();
            builder.Property(row => row.EditionFrom).ValueGeneratedNever();
            builder.HasIndex(row => row.Code).IsUnique().HasFilter("edition_to IS NULL").HasDatabaseName("source_open");
        }
    }
}
