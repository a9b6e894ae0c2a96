namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>A body that cannot be read as what it says it is. Nothing of it was kept.</summary>
public sealed class UnreadableBodyException(UnreadableKind kind, string sentence) : Exception(sentence)
{
    public UnreadableKind Kind { get; } = kind;
}
