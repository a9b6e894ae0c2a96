namespace Sovereign.Dashboard.Datasets;

/// <summary>The codes of <see cref="VersionStatus"/> in the database, the API and URLs.</summary>
public static class VersionStatusCodes
{
    public static string ToCode(this VersionStatus status) => status switch
    {
        VersionStatus.Received => "received",
        VersionStatus.Reading => "reading",
        VersionStatus.NeedsReading => "needs-reading",
        VersionStatus.Draft => "draft",
        VersionStatus.Rejected => "rejected",
        VersionStatus.Published => "published",
        VersionStatus.Superseded => "superseded",
        VersionStatus.Withdrawn => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a version status."),
    };

    /// <exception cref="FormatException">The code is none of ours.</exception>
    public static VersionStatus Parse(string code) =>
        Enum.GetValues<VersionStatus>().Cast<VersionStatus?>().FirstOrDefault(status => status!.Value.ToCode() == code)
        ?? throw new FormatException($"'{code}' is not a version status.");

    /// <summary>True while bytes wait or are being read.</summary>
    public static bool IsUnread(this VersionStatus status) => status is VersionStatus.Received or VersionStatus.Reading;
}
