namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Whether a request is kept.</summary>
public enum ReceiptState
{
    /// <summary>Committed; what was refused of it is in the counts.</summary>
    Kept,

    /// <summary>The queue is full, the database is away or the portal stops: come again.</summary>
    Busy,

    /// <summary>The key was revoked before the request could be committed; nothing is kept.</summary>
    KeyEnded,
}
