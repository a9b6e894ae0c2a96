namespace Sovereign.Analytics.Observations;

/// <summary>How a figure came about, in the order of preference when nothing else decides between sources.</summary>
public enum Method
{
    /// <summary>By a statistical or other competent authority.</summary>
    Official,
    Measured,
    Reported,
    Estimated,
    Modelled,
    Derived,
}
