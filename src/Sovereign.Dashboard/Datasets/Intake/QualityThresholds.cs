namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// From where on a figure is unusual: every threshold of the Q and M checks, and nowhere else. <see cref="Factor"/> and <see cref="Jump"/> compare
/// magnitudes of figures of one series, that is of one indicator, country, frequency, definition, control and source, with the same bound and coverage;
/// zeros are not compared. The others say beside them what they compare.
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

    /// <summary>
    /// Peers are the exact figures above zero of other countries on the same indicator, definition, control, coverage and period. With fewer of them nothing
    /// is said: the spread of a handful of countries is no measure.
    /// </summary>
    public const int Peers = 10;

    /// <summary>
    /// An outlier's distance from the median of the group, |ln value − median of ln|, in robust standard deviations: 1.4826 times the median of those
    /// distances, which for a normal distribution is the standard deviation and which outliers cannot stretch. Sizes of countries spread widely, so that this
    /// is 5 where tests of homogeneous samples take 3.5.
    /// </summary>
    public const double OutlierDistance = 5;

    /// <summary>The least spread that is assumed, a factor of 1.25: among peers that nearly agree a small difference is none.</summary>
    public const double OutlierLeastFactor = 1.25;

    /// <summary>
    /// An outlier stands alone: it is more than so many times the next peer, or less than one part in so many. Countries that lie apart together, such as
    /// those whose grid runs on water, are a kind and no slip.
    /// </summary>
    public const double OutlierAlone = 5;

    /// <summary>Relative excess of parts over their whole that rounding explains.</summary>
    public const double PartsTolerance = 0.01;

    /// <summary>Electricity of a year and installed power are compared when their years are at most so far apart, the nearest first.</summary>
    public const int PowerYearsApart = 1;

    /// <summary>Electricity of more than this share of installed power times 8,760 hours cannot be.</summary>
    public const double PowerMost = 1;

    /// <summary>Electricity of less than this share of it leaves nearly all of what is installed idle.</summary>
    public const double PowerLeast = 0.1;

    /// <summary>Hours of a year of 365 days; a leap year's 24 more are within every tolerance here.</summary>
    public const double HoursOfAYear = 8760;
}
