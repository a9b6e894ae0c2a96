namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>What a request held, whatever became of it.</summary>
/// <param name="Samples">Samples read, the refused ones among them.</param>
/// <param name="Histograms">Native histograms, none of which is kept.</param>
public readonly record struct WireCounts(int Samples, int Histograms);
