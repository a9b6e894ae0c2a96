using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>A place where engines run, and who runs it.</summary>
public sealed class Site
{
    public int Id { get; private set; }

    /// <summary>Unique, as people and commands name it.</summary>
    public required string Code { get; init; }
    public required string Title { get; set; }

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public required string Country { get; init; }

    /// <summary>Who runs it. National figures are shown only from enough operators.</summary>
    public required string Operator { get; set; }

    /// <summary>Power usage effectiveness: all the site's power over that of its computers; at least 1.</summary>
    public double? Pue { get; set; }

    /// <summary>Where its electricity comes from, in the operator's words.</summary>
    public string? PowerSource { get; set; }

    /// <summary>What it pays for electricity, United States dollars per kilowatt-hour.</summary>
    public double? UsdPerKwh { get; set; }
    public DateTimeOffset EnrolledAt { get; init; }

    internal sealed class Config : IEntityTypeConfiguration<Site>
    {
        public void Configure(EntityTypeBuilder<Site> builder)
        {
            builder.ToTable("site", "telemetry");
            builder.HasKey(site => site.Id).HasName("pk_site");
            builder.HasIndex(site => site.Code).IsUnique().HasDatabaseName("ix_site_code");
        }
    }
}
