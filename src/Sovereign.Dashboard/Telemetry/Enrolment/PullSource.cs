using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Where a site keeps its raw series: Prometheus, Thanos, Mimir or VictoriaMetrics, asked by the portal instead of sending to it.</summary>
public sealed class PullSource
{
    public required int SiteId { get; init; }

    /// <summary>What <c>/api/v1/query_range</c> is added to, without a slash at its end.</summary>
    public required string Url { get; set; }

    /// <summary>Sent as <c>X-Scope-OrgID</c>; null: not sent.</summary>
    public string? Tenant { get; set; }

    /// <summary>Sent as it is, so kept as it was given; shown nowhere.</summary>
    public string? Bearer { get; set; }

    /// <summary>Minutes before it are stored; null: none yet.</summary>
    public DateTimeOffset? PulledTo { get; set; }

    /// <summary>How often it has failed since it last worked.</summary>
    public int Failures { get; set; }

    /// <summary>Not asked before; null: any time.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>One sentence; null after a success.</summary>
    public string? LastError { get; set; }
    public DateTimeOffset? LastOkAt { get; set; }

    internal sealed class Config : IEntityTypeConfiguration<PullSource>
    {
        public void Configure(EntityTypeBuilder<PullSource> builder)
        {
            builder.ToTable("pull_source", "telemetry");
            builder.HasKey(source => source.SiteId).HasName("pk_pull_source");
            builder.Property(source => source.SiteId).ValueGeneratedNever();
            builder.HasOne<Site>().WithMany().HasForeignKey(source => source.SiteId).HasConstraintName("fk_pull_source_site_site_id");
        }
    }
}
