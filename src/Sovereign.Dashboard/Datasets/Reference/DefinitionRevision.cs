using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>One exact meaning of an indicator; figures of two definitions are never divided.</summary>
public sealed class DefinitionRevision : Revision
{
    public int IndicatorId { get; init; }

    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    internal sealed class Config : IEntityTypeConfiguration<DefinitionRevision>
    {
        public void Configure(EntityTypeBuilder<DefinitionRevision> builder)
        {
            builder.ToTable("definition", "datasets");
            builder.HasKey(row => new { row.Id, row.EditionFrom });
            builder.Property(row => row.Id).ValueGeneratedNever();
            builder.Property(row => row.EditionFrom).ValueGeneratedNever();
            builder.HasIndex(row => new { row.IndicatorId, row.Code }).IsUnique().HasFilter("edition_to IS NULL").HasDatabaseName("definition_open");
        }
    }
}
