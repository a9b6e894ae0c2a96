namespace Sovereign.Analytics.Fleet;

/// <summary>How joules came about; stronger first.</summary>
public enum EnergyProvenance
{
    /// <summary>The difference of a counter of energy.</summary>
    Measured,

    /// <summary>Power, read now and then, integrated over time.</summary>
    Derived,
}
