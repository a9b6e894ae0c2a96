using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Something in a file that a person should know. Never an exception; all are kept and counted.</summary>
public sealed class Finding
{
    public int VersionNumber { get; init; }

    public long Ordinal { get; init; }

    /// <summary>S syntactical, V validity (both block); Q quality, M macro (to be explained).</summary>
    public required string Tier { get; init; }

    /// <summary>One of <see cref="Intake.FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Line in the file as received; the header is line 1. 0 speaks of the whole file.</summary>
    public long Line { get; init; }

    public string? ColumnName { get; init; }

    public string? Value { get; init; }

    /// <summary>What is wrong, without its place; <see cref="FindingWords"/> makes sentences of it.</summary>
    public required string Problem { get; init; }

    public required string Expected { get; init; }

    internal sealed class Config : IEntityTypeConfiguration<Finding>
    {
        public void Configure(EntityTypeBuilder<Finding> builder)
        {
            builder.ToTable("finding", "datasets");
            builder.HasKey(finding => new { finding.VersionNumber, finding.Ordinal });
            builder.HasIndex(finding => new { finding.VersionNumber, finding.Line, finding.Ordinal }).HasDatabaseName("finding_line");
        }
    }
}
