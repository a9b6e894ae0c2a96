namespace Sovereign.Analytics.Fleet;

/// <summary>
/// What an engine's joules include. Figures of different boundaries are never added or compared: of the same engine the building's meter shows more joules than
/// the accelerators do, and the difference says nothing about the engine.
/// </summary>
public enum EnergyBoundary
{
    /// <summary>The accelerators alone.</summary>
    Gpu,

    /// <summary>The accelerators and the host that feeds them.</summary>
    Node,

    /// <summary>
    /// The node times the site's power usage effectiveness: cooling and losses too (PUE: ISO/IEC 30134-2, the energy of a data centre divided by that of its
    /// equipment).
    /// </summary>
    Facility,
}

public static class EnergyBoundaries
{
    public static string Code(this EnergyBoundary boundary) => boundary switch
    {
        EnergyBoundary.Gpu => "gpu",
        EnergyBoundary.Node => "node",
        EnergyBoundary.Facility => "facility",
        _ => throw new ArgumentOutOfRangeException(nameof(boundary)),
    };
}
