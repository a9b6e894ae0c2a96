namespace Sovereign.Analytics.Kpis;

/// <summary>What a distance in years says.</summary>
public enum DistanceKind
{
    /// <summary>The reference had what the country has now so many years ago.</summary>
    Value,
    /// <summary>Longer ago than the series reaches, or than the intervals allow to place: more than so many years.</summary>
    MoreThan,
    /// <summary>The country has more than the reference; there is no distance behind it.</summary>
    Ahead,
    /// <summary>The series is too short to say.</summary>
    Unknown,
}
