namespace Sovereign.Dashboard.Telemetry;

/// <summary>A host has no address that the portal may connect to.</summary>
public sealed class AddressRefusedException(string message) : IOException(message);
