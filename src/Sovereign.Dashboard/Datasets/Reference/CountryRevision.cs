using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>A country or territory of ISO 3166-1; the id is its numeric code.</summary>
public sealed class CountryRevision : Revision
{
    public required string Code { get; init; }

    public required string Alpha2 { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    public string? IncomeGroup { get; init; }

    public required string[] Aliases { get; init; }

    internal sealed class Config : IEntityTypeConfiguration<CountryRevision>
    {
        public void Configure(EntityTypeBuilder<CountryRevision> builder)
        {
            builder.ToTable("country", "datasets");
            builder.HasKey(row => new { row.Id, row.EditionFrom });
            builder.Property(row => row.Id).ValueGeneratedNever();
            builder.Property(row => row.EditionFrom).ValueGeneratedNever();
            builder.HasIndex(row => row.Code).IsUnique().HasFilter("edition_to IS NULL").HasDatabaseName("country_open");
        }
    }
}
