namespace Sovereign.Analytics.Rollups;

/// <summary>A sum that does not depend on the order of its terms: doubles added in another order differ in the last bits, so they are sorted first.</summary>
internal static class SortedSum
{
    public static double Of(IEnumerable<double> terms) => terms.Order().Sum();
}
