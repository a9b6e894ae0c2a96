using System.Globalization;

namespace Sovereign.Analytics.Decomposition;

/// <summary>
/// Takes the difference of two products apart into one term per factor, with the logarithmic mean Divisia index in its first, additive form (LMDI-I).
/// <para>
/// With totals Y and Y' (the reference's) and the ratio rᵢ of a factor, reference by country, its term is L(Y', Y) · ln rᵢ, where
/// L(a, b) = (a − b) / (ln a − ln b) and L(a, a) = a. Since the ratios multiply to Y'/Y, their logarithms add up to ln(Y'/Y), and the terms to Y' − Y: no
/// part is left over, none is counted twice, no order of the factors is preferred, and whoever exchanges the countries gets every term with the
/// opposite sign. Source of the method: B. W. Ang, "Decomposition analysis for policymaking in energy: which is the preferred method?", Energy Policy 32
/// (2004), 1131–1139, and "LMDI decomposition approach: a guide for implementation", Energy Policy 86 (2015), 233–238.
/// </para>
/// <para>
/// Zeros have the value of the limit (B. W. Ang and N. Liu, "Handling zero values in the logarithmic mean Divisia index decomposition approach", Energy
/// Policy 35 (2007), 238–246): where a factor is zero in one country only, so is that country's total, and the factor takes the whole difference, in
/// equal parts with others that are zero there; the rest have none. Where both totals are zero there is nothing to take apart.
/// </para>
/// </summary>
public static class LogarithmicMean
{
    /// <summary>How far, relatively, the product of the factors may lie from the total: what rounding leaves, and nothing that a wrong identity could hide in.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>The logarithmic mean of two positive numbers, between the geometric and the arithmetic one.</summary>
    public static double Of(double one, double other)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(one);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(other);
        return one == other ? one : (one - other) / LogOfRatio(one, other);
    }

    /// <summary>ln(a / b) of positive numbers, exact to the last digits also where both are nearly the same; exchanging them changes the sign and nothing else.</summary>
    public static double LogOfRatio(double a, double b)
    {
        if (a < b)
            return -LogOfRatio(b, a);
        var excess = (a - b) / b;
        if (excess >= 1)
            return double.IsFinite(a / b) ? Math.Log(a / b) : Math.Log(a) - Math.Log(b);
        // ln(1 + x) loses the digits of a small x; dividing by what 1 + x really became gives them back (W. Kahan).
        var rounded = 1 + excess;
        return rounded == 1 ? excess : Math.Log(rounded) * (excess / (rounded - 1));
    }

    /// <summary>The terms, in the order of the factors and the unit of the totals; they add up to <paramref name="reference"/> − <paramref name="own"/>.</summary>
    /// <param name="own">The country's total.</param>
    /// <param name="reference">The reference country's total.</param>
    /// <param name="factors">The values of each factor in both countries.</param>
    /// <exception cref="ArgumentException">A number is negative or not finite, or the factors do not multiply to the totals.</exception>
    public static IReadOnlyList<double> Terms(double own, double reference, IReadOnlyList<(double Own, double Reference)> factors)
    {
        Require(own, factors.Select(factor => factor.Own));
        Require(reference, factors.Select(factor => factor.Reference));
        if (own > 0 && reference > 0)
        {
            var mean = Of(reference, own);
            return [.. factors.Select(factor => mean * LogOfRatio(factor.Reference, factor.Own))];
        }
        if (own == reference)
            return new double[factors.Count];
        var taking = factors.Select(factor => (own == 0 ? factor.Own : factor.Reference) == 0).ToArray();
        var part = (reference - own) / taking.Count(takes => takes);
        return [.. taking.Select(takes => takes ? part : 0)];
    }

    private static void Require(double total, IEnumerable<double> factors)
    {
        var product = 1.0;
        foreach (var factor in factors.Append(total))
        {
            if (!double.IsFinite(factor) || factor < 0)
                throw new ArgumentException("Totals and factors are finite and not negative.");
        }
        foreach (var factor in factors)
            product *= factor;
        // Written so that a product past the range of a double is refused too.
        if (!(Math.Abs(product - total) <= Tolerance * total))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The factors multiply to {product} and not to the total {total}."));
    }
}
