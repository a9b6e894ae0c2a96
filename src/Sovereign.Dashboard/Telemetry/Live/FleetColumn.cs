namespace Sovereign.Dashboard.Telemetry.Live;

/// <summary>A figure of an engine as it is printed: by the page when it is made, by the stream when it has changed.</summary>
/// <param name="Title">Head of the column.</param>
/// <param name="Unit">Its unit; empty for none.</param>
/// <param name="Meaning">What exactly is shown.</param>
/// <param name="Text">The figure; null where it is not known, which is never zero.</param>
public sealed record FleetColumn(string Title, string Unit, string Meaning, Func<FleetEngine, string?> Text);
