using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sovereign.Analytics.Fleet;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>A deployed inference engine, as its operator describes it. What is not stated stays null, and what needs it is not computed.</summary>
public sealed class Engine
{
    public int Id { get; private set; }
    public int SiteId { get; init; }

    /// <summary>Unique over all sites.</summary>
    public required string Code { get; init; }

    /// <summary>Its software as the metric map names it; null until its first metrics say.</summary>
    public string? Software { get; set; }

    /// <summary>What it runs on, such as <c>H100 SXM 80GB</c>.</summary>
    public required string Hardware { get; set; }
    public required DeviceClass DeviceClass { get; set; }

    /// <summary>How many accelerators work for it; 0 where it runs on the processor.</summary>
    public int Accelerators { get; set; }
    public string? Model { get; set; }

    /// <summary>Parameters that work on each token: all of a dense model, the active ones of a mixture of experts.</summary>
    public double? ActiveParameters { get; set; }

    /// <summary>Of the weights as they are computed with: <c>bf16</c>, <c>fp8</c>, <c>int4</c>.</summary>
    public string? Precision { get; set; }
    public string? Tokenizer { get; set; }

    /// <summary>What its joules cover; null: not stated, and no joules of it are published.</summary>
    public EnergyBoundary? Boundary { get; set; }

    /// <summary>Its own; null: its site's.</summary>
    public double? Pue { get; set; }
    public string? PowerSource { get; set; }
    public double? UsdPerKwh { get; set; }

    /// <summary>Dense FLOP/s of one accelerator at the precision, as its maker states.</summary>
    public double? PeakFlops { get; set; }

    /// <summary>Bytes per second between one accelerator and its memory, as its maker states.</summary>
    public double? MemoryBandwidth { get; set; }

    /// <summary>Watts that one accelerator (without any, the node) draws at most.</summary>
    public double? MaxPowerWatts { get; set; }

    /// <summary>Which series of its site's key are its own; written <c>label=value;label=value</c>, empty for all.</summary>
    public string Match { get; set; } = "";

    /// <summary>Seconds between two reports, as promised.</summary>
    public int IntervalSeconds { get; set; }

    /// <summary>Its page of metrics, for the portal to fetch where nobody at the site can send; null: it sends.</summary>
    public string? ScrapeUrl { get; set; }
    public DateTimeOffset EnrolledAt { get; init; }
    public DateTimeOffset? RetiredAt { get; set; }

    internal sealed class Config : IEntityTypeConfiguration<Engine>
    {
        public void Configure(EntityTypeBuilder<Engine> builder)
        {
            builder.ToTable("engine", "telemetry");
            builder.HasKey(engine => engine.Id).HasName("pk_engine");
            builder.HasIndex(engine => engine.Code).IsUnique().HasDatabaseName("ix_engine_code");
            builder.HasIndex(engine => engine.SiteId).HasDatabaseName("ix_engine_site_id");
            builder.HasOne<Site>().WithMany().HasForeignKey(engine => engine.SiteId).HasConstraintName("fk_engine_site_site_id");
            builder.Property(engine => engine.DeviceClass).HasConversion(code => code.ToString().ToLowerInvariant(), text => Enum.Parse<DeviceClass>(text, true));
            builder.Property(engine => engine.Boundary).HasConversion(
                code => code == null ? null : code.Value.ToString().ToLowerInvariant(), text => text == null ? null : Enum.Parse<EnergyBoundary>(text, true));
        }
    }
}
