namespace Sovereign.Analytics.Observations;

/// <summary>Whether a figure states the quantity itself or only a limit of it.</summary>
public enum Bound
{
    Exact,
    /// <summary>"More than": the true value is this or higher.</summary>
    Lower,
    /// <summary>"Up to": the true value is this or lower.</summary>
    Upper,
}
