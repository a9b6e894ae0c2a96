using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Datasets;

/// <summary>One uploaded file on its way to being, or having been, the published state of a dataset; or the withdrawal of one.</summary>
public sealed class DatasetVersion
{
    public Guid Id { get; init; }

    /// <summary>Short identity that observations carry.</summary>
    public int Number { get; private set; }

    public int DatasetId { get; init; }

    /// <summary>The file; null for a withdrawal, which has none.</summary>
    public Guid? SourceFileId { get; init; }

    /// <summary>Number of the version that this one takes back; null for every version with a file.</summary>
    public int? Withdraws { get; init; }

    public required VersionStatus Status { get; set; }

    /// <summary>major.minor.patch; null until published.</summary>
    public string? Semantic { get; set; }

    public Guid UploadedBy { get; init; }

    public DateTimeOffset UploadedAt { get; init; }

    /// <summary>True for the accounts that seed and that close telemetry days: only they may publish their own.</summary>
    public bool SystemUpload { get; init; }

    public Guid? PublishedBy { get; set; }

    /// <summary>The edition this version made; null until published.</summary>
    public int? Edition { get; set; }

    /// <summary>The edition its change list was made against.</summary>
    public int BaseEdition { get; set; }

    public long BytesRead { get; set; }

    /// <summary>Rows that became observations.</summary>
    public long Rows { get; set; }

    public long Errors { get; set; }

    public long Warnings { get; set; }

    /// <summary>Warnings without a reason; null for versions published before reasons were asked for.</summary>
    public long? Unexplained { get; set; }

    public long Added { get; set; }

    public long Changed { get; set; }

    /// <summary>Published rows of the dataset that the file does not mention.</summary>
    public long Absent { get; set; }

    public long Removed { get; set; }

    public string? Comment { get; set; }

    /// <summary>Pseudonym of who sent the draft back to its uploader; null while it is not with them.</summary>
    public string? ReturnedBy { get; set; }

    public DateTimeOffset? ReturnedAt { get; set; }

    public string? ReturnedComment { get; set; }

    /// <summary>When the checks ended; null while the file is unread, and for versions read before this was kept.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>Which rules it was checked by (<see cref="Intake.FindingCodes.RuleSet"/>).</summary>
    public string? RuleSet { get; set; }

    /// <summary>The portal's own column of errors, when the file came back with it; it was left unread.</summary>
    public string? IgnoredColumn { get; set; }

    internal sealed class Config : IEntityTypeConfiguration<DatasetVersion>
    {
        public void Configure(EntityTypeBuilder<DatasetVersion> builder)
        {
            builder.ToTable("version", "datasets");
            builder.HasKey(version => version.Id);
            builder.Property(version => version.Id).ValueGeneratedNever();
            builder.Property(version => version.Number).UseIdentityAlwaysColumn();
            builder.HasIndex(version => version.Number).IsUnique().HasDatabaseName("version_number_key");
            builder.HasIndex(version => version.Edition).IsUnique().HasDatabaseName("version_edition_key");
            builder.HasIndex(version => version.Withdraws).IsUnique().HasDatabaseName("version_withdraws_key");
            builder.HasIndex(version => new { version.DatasetId, version.Number }).HasDatabaseName("version_dataset");
            builder.HasIndex(version => version.Status).HasDatabaseName("version_open")
                .HasFilter("status = ANY (ARRAY['received'::text, 'reading'::text, 'draft'::text])");
            builder.Property(version => version.Status).HasConversion(status => status.ToCode(), code => VersionStatusCodes.Parse(code));
        }
    }
}
