namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>A label of a series.</summary>
public readonly record struct Label(string Name, string Value);
