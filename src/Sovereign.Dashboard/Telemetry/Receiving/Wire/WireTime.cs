namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>Times of the wire formats in milliseconds since 1970-01-01 UTC.</summary>
internal static class WireTime
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>A time the sender stated. The sink takes 0 for none stated; who states 1970 gets its first millisecond, which is as much too old.</summary>
    public static long Stated(long milliseconds) => milliseconds == 0 ? 1 : milliseconds;

    /// <summary>A time of OTLP: nanoseconds, cut; 0 is not stated there either.</summary>
    public static long OfNanoseconds(ulong nanoseconds) => (long)(nanoseconds / (ulong)NanosecondsPerMillisecond);

    /// <summary>A time of OpenMetrics: seconds with a fraction, to the nearest millisecond.</summary>
    /// <returns>False where no time can be meant.</returns>
    public static bool TryOfSeconds(double seconds, out long milliseconds)
    {
        var exact = Math.Round(seconds * 1000);
        // Beyond 2^53 the milliseconds are no longer known.
        var known = Math.Abs(exact) <= 1L << 53;
        milliseconds = known ? (long)exact : 0;
        return known;
    }
}
