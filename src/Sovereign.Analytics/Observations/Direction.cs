namespace Sovereign.Analytics.Observations;

/// <summary>Which way is better for a country.</summary>
public enum Direction
{
    Higher,
    Lower,
    /// <summary>Neither: the indicator gives context and never a verdict.</summary>
    Context,
}
