namespace Sovereign.Analytics.Rollups;

/// <summary>The three lengths of a bucket, in milliseconds. A bucket is [start, start + length) and starts at a multiple of its length since 1970-01-01 UTC.</summary>
public static class BucketLength
{
    public const long Minute = 60_000;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    /// <summary>The start of the bucket that holds an instant.</summary>
    public static long StartOf(long at, long length) => at - Offset(at, length);

    internal static void Require(long instant, long length, string name)
    {
        if (Offset(instant, length) != 0)
            throw new ArgumentException($"{instant} is no start of a bucket of {length} ms.", name);
    }

    private static long Offset(long at, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        // The remainder of an instant before 1970 is negative.
        var remainder = at % length;
        return remainder < 0 ? remainder + length : remainder;
    }
}
