using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>Which source KPIs use where several have a figure for one key, and why.</summary>
public sealed class PreferenceRevision : Revision
{
    public required string Indicator { get; init; }

    public required string Definition { get; init; }

    public required string Source { get; init; }

    public int Rank { get; init; }

    public required string Reason { get; init; }

    internal sealed class Config : IEntityTypeConfiguration<PreferenceRevision>
    {
        public void Configure(EntityTypeBuilder<PreferenceRevision> builder)
        {
            builder.ToTable("preference", "datasets");
            builder.HasKey(row => new { row.Id, row.EditionFrom });
            builder.Property(row => row.Id).ValueGeneratedNever();
            builder.Property(row => row.EditionFrom).ValueGeneratedNever();
            builder.HasIndex(row => new { row.Indicator, row.Definition, row.Source }).IsUnique().HasFilter("edition_to IS NULL").HasDatabaseName("preference_open");
        }
    }
}
