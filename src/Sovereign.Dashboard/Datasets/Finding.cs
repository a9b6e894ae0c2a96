using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sovereign.Dashboard.Datasets.Review;

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

    /// <summary>What a warning speaks of, by codes: <c>datacenter-power/IND/2024/it-load/territory/iea</c>, or a series. Null for errors.</summary>
    public string? Subject { get; init; }

    /// <summary>What it says of its subject. A reason holds as long as this is the same.</summary>
    public string? SubjectValue { get; init; }

    /// <summary>The reason that stands for it, of a published version the one that stood when it was published; null when there is none.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>Whether it asks for a reason.</summary>
    public bool IsWarning => Tier is "Q" or "M";

    internal sealed class Config : IEntityTypeConfiguration<Finding>
    {
        public void Configure(EntityTypeBuilder<Finding> builder)
        {
            builder.ToTable("finding", "datasets");
            builder.Ignore(finding => finding.Explanation);
            builder.Ignore(finding => finding.IsWarning);
            builder.HasKey(finding => new { finding.VersionNumber, finding.Ordinal });
            builder.HasIndex(finding => new { finding.VersionNumber, finding.Line, finding.Ordinal }).HasDatabaseName("finding_line");
        }
    }
}
