using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Kpis;

/// <summary>
/// How long ago a reference had what a country has now, read off the reference's own series.
/// <para>
/// Between two points the series is taken as a straight line: its latest crossing of the country's value gives the central distance. The
/// interval is wider than the line: of the time between two points nothing is known but that the value was passed somewhere in it, so the ends of
/// the interval are points of the series, the nearest whose own intervals lie on one side of the country's. The lower end is zero where the two
/// of today cannot be told apart.
/// </para>
/// </summary>
/// <param name="Kind">What it says.</param>
/// <param name="Years">The distance, never negative; for <see cref="DistanceKind.MoreThan"/> the bound; null for the other kinds.</param>
/// <param name="Remark">Why there is no plain value, or what to mind about it; null when there is nothing to add.</param>
public sealed record DistanceInYears(DistanceKind Kind, Estimate? Years, Reason? Remark)
{
    /// <summary>The distance between figures that were chosen together; where they could not be, unknown for the same reason.</summary>
    /// <exception cref="ArgumentException">Neither way is better.</exception>
    public static DistanceInYears Of(SeriesChoice choice, Direction better) => choice is { Country: { } own, Reason: null }
        ? Of(At(own.Figure, own.Figure.Unit), [.. choice.Points.Select(point => At(point.Figure, own.Figure.Unit))], better)
        : new(DistanceKind.Unknown, null, choice.Reason);

    /// <param name="own">What the country has, and when.</param>
    /// <param name="series">
    /// The reference's values in the order of time, at most the last of them later than the country's: it closes the line to the country's period.
    /// </param>
    /// <param name="better">Whether more or less is better.</param>
    /// <exception cref="ArgumentException">Neither way is better.</exception>
    public static DistanceInYears Of(TimedEstimate own, IReadOnlyList<TimedEstimate> series, Direction better) => better switch
    {
        _ when series.Count < SeriesSelection.FewestPoints =>
            new(DistanceKind.Unknown, null, new(Reason.ShortSeries, "The series of the reference country has fewer than two points.")),
        Direction.Higher => Of(own, Until(own.Period, series), "more"),
        Direction.Lower => Of(-own, Until(own.Period, [.. series.Select(point => -point)]), "less"),
        _ => throw new ArgumentException("Where neither way is better nobody is behind.", nameof(better)),
    };

    private static DistanceInYears Of(TimedEstimate own, IReadOnlyList<TimedEstimate> series, string more)
    {
        var (value, now) = (own.Estimate, series[^1].Estimate);
        if (value.Low > now.High)
            return new(DistanceKind.Ahead, null, new(Reason.Ahead, $"The country has {more} than the reference country: it is ahead."));

        var low = value.High >= now.Low ? 0 : YearsTo(own, series[LastUpTo(series, value.High, point => point.Low) + 1]);
        var before = LastUpTo(series, value.Low, point => point.High);
        if (before < 0)
            return MoreThan(low, value.Central, series, more);

        var high = YearsTo(own, series[before]);
        // Rounding alone could carry the line's crossing past a point of the series.
        var central = Math.Clamp(Crossing(own, series), low, high);
        return new(
            DistanceKind.Value, new Estimate(low, central, high),
            Crossings(series, value.Central) > 1
                ? new(Reason.SeveralCrossings, "The series of the reference country passes this value several times; the distance is to the latest.")
                : null);
    }

    private static DistanceInYears MoreThan(double low, double value, IReadOnlyList<TimedEstimate> series, string more)
    {
        var first = series[0].Period;
        if (low <= 0)
        {
            return new(
                DistanceKind.Unknown, null,
                new(Reason.ShortSeries, "The series of the reference country is too short to place a value with so wide an interval."));
        }
        return new(
            DistanceKind.MoreThan, Estimate.Exact(low),
            new(Reason.BeforeSeries, LastUpTo(series, value, point => point.Central) < 0
                ? $"The reference country had {more} than this ever since its series begins, in {first}."
                : $"Within the intervals the reference country may have had this before its series begins, in {first}."));
    }

    /// <summary>
    /// The series up to a period. A last point beyond it gives way to what is known of the period itself: by the line, and anywhere between both points.
    /// </summary>
    private static IReadOnlyList<TimedEstimate> Until(Period period, IReadOnlyList<TimedEstimate> series)
    {
        var (from, to) = (series[^2], series[^1]);
        if (to.Period.YearsAfter(period) <= 0)
            return series;
        var share = period.YearsAfter(from.Period) / to.Period.YearsAfter(from.Period);
        var between = new Estimate(
            Math.Min(from.Estimate.Low, to.Estimate.Low),
            from.Estimate.Central * (1 - share) + to.Estimate.Central * share,
            Math.Max(from.Estimate.High, to.Estimate.High));
        return [.. series.SkipLast(1), new(period, between)];
    }

    /// <summary>Years from the latest crossing of the straight lines to the country's period.</summary>
    private static double Crossing(TimedEstimate own, IReadOnlyList<TimedEstimate> series)
    {
        var value = own.Estimate.Central;
        var before = LastUpTo(series, value, point => point.Central);
        if (before == series.Count - 1)
            return YearsTo(own, series[before]);
        var (from, to) = (series[before], series[before + 1]);
        var share = (value - from.Estimate.Central) / (to.Estimate.Central - from.Estimate.Central);
        return YearsTo(own, from) - share * to.Period.YearsAfter(from.Period);
    }

    private static TimedEstimate At(Figure figure, Unit unit) =>
        new(figure.Period, figure.Unit == unit ? figure.Estimate : figure.Estimate * Estimate.Exact(figure.Unit.FactorTo(unit)));

    private static double YearsTo(TimedEstimate own, TimedEstimate point) => own.Period.YearsAfter(point.Period);

    /// <summary>The last point that does not exceed a value, or −1.</summary>
    private static int LastUpTo(IReadOnlyList<TimedEstimate> series, double value, Func<Estimate, double> of)
    {
        for (var i = series.Count - 1; i >= 0; i--)
        {
            if (of(series[i].Estimate) <= value)
                return i;
        }
        return -1;
    }

    /// <summary>How often the line goes from one side of the value to the other.</summary>
    private static int Crossings(IReadOnlyList<TimedEstimate> series, double value) => series
        .Zip(series.Skip(1), (one, other) => (one.Estimate.Central <= value) != (other.Estimate.Central <= value))
        .Count(crosses => crosses);
}
