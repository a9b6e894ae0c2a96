namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// From where on a figure is unusual: every threshold of the Q and M checks, and nowhere else. They compare magnitudes of figures of one series, that is
/// of one indicator, country, frequency, definition, control and source, with the same bound and coverage; zeros are not compared.
/// </summary>
public static class QualityThresholds
{
    /// <summary>What a mistaken prefix of a unit makes of a figure: MW for GW, thousands for millions.</summary>
    public const double Factor = 1000;

    /// <summary>Relative distance from <see cref="Factor"/> up to which a figure counts as unchanged but for it.</summary>
    public const double FactorTolerance = 0.05;

    /// <summary>A figure of more than so many times the one before, or of less than one part in so many, jumps.</summary>
    public const double Jump = 3;

    /// <summary>So many countries that are published for a series and absent from the file are a loss of coverage.</summary>
    public const int CountriesLost = 1;
}
