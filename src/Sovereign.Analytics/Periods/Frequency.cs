namespace Sovereign.Analytics.Periods;

/// <summary>The lengths that a reporting period may have.</summary>
public enum Frequency
{
    Year,
    Half,
    Quarter,
    Month,
    Day,
}
