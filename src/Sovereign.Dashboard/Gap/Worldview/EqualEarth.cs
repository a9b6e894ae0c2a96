namespace Sovereign.Dashboard.Gap.Worldview;

/// <summary>
/// The Equal Earth projection, which keeps areas: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of Geographical
/// Information Science 33 (2019), equations 1 to 3.
/// </summary>
public static class EqualEarth
{
    private const double A1 = 1.340264, A2 = -0.081106, A3 = 0.000893, A4 = 0.003796;

    private static readonly double M = Math.Sqrt(3) / 2;

    /// <summary>Half the width of the world, in the unit of <see cref="Project"/>.</summary>
    public static double HalfWidth { get; } = Project(180, 0).X;

    /// <summary>Half its height.</summary>
    public static double HalfHeight { get; } = Project(0, 90).Y;

    /// <summary>The place of a point on a sphere of radius 1; x grows eastwards, y northwards.</summary>
    /// <param name="longitude">In degrees, −180 to 180.</param>
    /// <param name="latitude">In degrees, −90 to 90.</param>
    public static (double X, double Y) Project(double longitude, double latitude)
    {
        var theta = Math.Asin(M * Math.Sin(latitude * Math.PI / 180));
        var (square, lambda) = (theta * theta, longitude * Math.PI / 180);
        var sixth = square * square * square;
        return (
            lambda * Math.Cos(theta) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square))),
            theta * (A1 + A2 * square + sixth * (A3 + A4 * square)));
    }
}
