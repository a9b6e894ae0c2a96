namespace Sovereign.Analytics.Rollups;

/// <summary>What the interval that ends at one reading adds to the reading's bucket. By default nothing: a reading without one before it.</summary>
internal readonly record struct IntervalShare(
    double Increase = 0, double Integral = 0, double Seconds = 0, int Resets = 0, int Gaps = 0, int Overlaps = 0);
