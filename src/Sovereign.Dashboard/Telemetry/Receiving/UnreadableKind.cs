namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>What is wrong with a body; the receivers' status tables map it (400, 413, 415).</summary>
public enum UnreadableKind
{
    Corrupt,
    TooLarge,
    Unsupported,
}
