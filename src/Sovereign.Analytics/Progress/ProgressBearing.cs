namespace Sovereign.Analytics.Progress;

/// <summary>Which way a verdict points; the worst first.</summary>
public enum ProgressBearing
{
    Back,
    /// <summary>Neither way, or nothing is known.</summary>
    None,
    Forward,
}
