namespace Sovereign.Dashboard.Datasets;

/// <summary>Where a version stands.</summary>
public enum VersionStatus
{
    /// <summary>Bytes are kept; nobody has read them yet.</summary>
    Received,

    /// <summary>A job reads them.</summary>
    Reading,

    /// <summary>A person must confirm how the file is read.</summary>
    NeedsReading,

    /// <summary>Read; with errors it can only be rejected, without it can be published.</summary>
    Draft,

    /// <summary>Refused by a person.</summary>
    Rejected,

    /// <summary>The current state of its dataset.</summary>
    Published,

    /// <summary>Was the current state; a later version is.</summary>
    Superseded,

    /// <summary>Taken back.</summary>
    Withdrawn,
}
