namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>A quantity that engines report, whatever their name for it.</summary>
/// <param name="Id">Number under which it is stored; never used again for another signal.</param>
/// <param name="Code">Name in the API, in the map and in published data.</param>
/// <param name="Kind">How its values are kept.</param>
/// <param name="Unit">Unit of every stored value; what is sent in another is converted by <see cref="MappedMetric.Factor"/>.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Meaning">What exactly is counted, in one or two sentences.</param>
public sealed record Signal(short Id, string Code, SignalKind Kind, string Unit, string Title, string Meaning)
{
    /// <summary>The number says it all: signals are keys wherever minutes are made, and prose is long to compare.</summary>
    public bool Equals(Signal? other) => other is not null && other.Id == Id;

    public override int GetHashCode() => Id;
}
