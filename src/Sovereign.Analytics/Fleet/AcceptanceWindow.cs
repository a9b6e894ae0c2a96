namespace Sovereign.Analytics.Fleet;

/// <summary>
/// How far a reading's time may lie from that of its receipt. Prometheus refuses what is more than ten minutes ahead (<c>storage/remote/write_handler.go</c>);
/// one reading from the future would make all that follow look old.
/// </summary>
/// <param name="Past">How late it may come: a day is closed after as long.</param>
/// <param name="Future">How far a sender's clock may run ahead.</param>
public sealed record AcceptanceWindow(TimeSpan Past, TimeSpan Future)
{
    public static AcceptanceWindow Default { get; } = new(TimeSpan.FromHours(24), TimeSpan.FromMinutes(5));

    /// <summary>Whether a reading is taken.</summary>
    /// <param name="at">Its time: milliseconds since 1970-01-01 UTC.</param>
    /// <param name="receivedAt">When it came.</param>
    public bool Accepts(long at, long receivedAt) =>
        at <= receivedAt + Future.Ticks / TimeSpan.TicksPerMillisecond && at >= receivedAt - Past.Ticks / TimeSpan.TicksPerMillisecond;
}
