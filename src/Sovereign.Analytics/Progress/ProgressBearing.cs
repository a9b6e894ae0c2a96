namespace Sovereign.Analytics.Progress;

/// <summary>Which way a verdict points; the worst first.</summary>
public enum ProgressBearing
{
    Back,
    /// <summary>Neither way, or nothing is known.</summary>
    None,
    Forward,
}

public static class ProgressBearings
{
    public static string Code(this ProgressBearing bearing) => bearing switch
    {
        ProgressBearing.Back => "back",
        ProgressBearing.None => "none",
        ProgressBearing.Forward => "forward",
        _ => throw new ArgumentOutOfRangeException(nameof(bearing)),
    };
}
