namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>As many bytes are held as may be; the sender is told to come again.</summary>
public sealed class PortalFullException() : Exception("As many requests are being read as may be; come again shortly.");
