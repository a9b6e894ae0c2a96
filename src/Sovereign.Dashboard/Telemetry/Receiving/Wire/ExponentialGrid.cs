namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// The fixed bounds to which exponential histograms are lowered: 2^(k/4) for whole k, scale 2 in OTLP's words, so that histograms of different senders and of different
/// times can be added. A finer scale is merged exactly, since every fourth root of two is one of its bounds; a coarser one has bounds that all lie on the grid.
/// Source: https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram
/// </summary>
/// <remarks>
/// <para>Cumulative counts are emitted at the bounds the point spans, and at +Inf. A later point may span more, and then brings series (bounds) never met before. Their
/// increase is neither their first value nor zero. What holds exactly: <b>at a bound that a point did not emit, its cumulative count is that of the nearest lower bound it
/// did emit, and 0 where there is none.</b> Between the emitted bounds nothing was left out, above the highest all of the count lies (its value is that of +Inf), below the
/// lowest nothing does. So a receiver takes increases of a histogram as a whole: it reads the earlier point at the later point's bounds by this rule, and subtracts.</para>
/// <para>For the rule to hold, the values in the zero bucket, and those below zero, are counted at a bound of their own, which is emitted once there are any: <c>le="0"</c>, or the
/// first bound of the grid at or above the sender's zero threshold.</para>
/// </remarks>
internal static class ExponentialGrid
{
    /// <summary>Stands for the bound 0, below all others.</summary>
    internal const int Zero = int.MinValue;

    /// <summary>Stands for +Inf: no double lies above the bound before it.</summary>
    internal const int Infinity = Highest + 1;

    private const int Scale = 2;
    private const int PerPowerOfTwo = 1 << Scale;
    private const int Lowest = -1074 * PerPowerOfTwo;
    private const int Highest = 1024 * PerPowerOfTwo - 1;

    // The roots are written out: the power function may differ in its last bit between platforms, and a bound is the name of a series.
    private static readonly double[] s_roots = [1, 1.189207115002721, 1.4142135623730951, 1.681792830507429];

    /// <summary>The bound's number in the grid, for the upper bound of a sender's bucket.</summary>
    /// <param name="index">The bucket's index; it holds values above base^index up to and with base^(index + 1).</param>
    /// <param name="scale">The sender's: base = 2^(2^−scale).</param>
    public static int UpperBound(long index, int scale)
    {
        if (scale >= Scale) return Clamp((index >> Math.Min(scale - Scale, 62)) + 1);
        // 22 places carry any index but 0 and −1 past both ends, and index + 1 = 0 stays.
        return Clamp((index + 1) << Math.Min(Scale - scale, 22));
    }

    /// <summary>The number of the bound below which no value of a sender's bucket can lie.</summary>
    public static int LowerBound(long index, int scale) => scale >= Scale ? Clamp(UpperBound(index, scale) - 1L) : UpperBound(index - 1, scale);

    /// <summary>The number of the first bound at or above a value.</summary>
    public static int FirstAtOrAbove(double value)
    {
        if (!(value > 0)) return Zero;
        if (double.IsInfinity(value)) return Infinity;
        var near = Math.Clamp((int)Math.Floor(Math.Log2(value) * PerPowerOfTwo) - 1, Lowest, Highest);
        while (near <= Highest && Bound(near) < value) near++;
        return near;
    }

    /// <summary>The bound of a number.</summary>
    public static double Bound(int number) => number switch
    {
        Zero => 0,
        > Highest => double.PositiveInfinity,
        _ => Math.ScaleB(s_roots[number & (PerPowerOfTwo - 1)], number >> Scale),
    };

    private static int Clamp(long number) => number > Highest ? Infinity : (int)Math.Max(number, Lowest);
}
