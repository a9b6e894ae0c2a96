namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>
/// Where a reader of a wire format puts what it finds. A series is looked up by the bytes that name it on the wire, so that a sender's second
/// request costs a hash and no text; only a series never met before is decoded.
/// </summary>
public interface ISampleSink
{
    /// <summary>The slot of a series met before under these bytes, else −1: then the reader decodes the name and calls <see cref="Add"/>.</summary>
    /// <param name="identity">
    /// All that names the series on the wire: metric, labels, declared type and temporality. The same series may come under several identities
    /// (labels in another order); two different series never share one.
    /// </param>
    int Find(ReadOnlySpan<byte> identity);

    /// <summary>Makes a series known.</summary>
    /// <returns>Its slot; the sink decides whether what is put there is kept.</returns>
    int Add(ReadOnlySpan<byte> identity, SeriesName name);

    /// <summary>One sample.</summary>
    /// <param name="slot">From <see cref="Find"/> or <see cref="Add"/>.</param>
    /// <param name="at">Milliseconds since 1970-01-01 UTC; 0 where the sender gave none: the time of receipt stands in.</param>
    /// <param name="value">
    /// As sent, in the metric's own unit. The stale marker (<see cref="Analytics.Rollups.StaleMarker"/>) ends the series, any other NaN is counted and skipped.
    /// </param>
    /// <param name="startedAt">When the counter (or the delta's interval) began, milliseconds since 1970; 0 where the sender does not say.</param>
    void Sample(int slot, long at, double value, long startedAt = 0);

    /// <summary>What the reader itself had to refuse; the rest of the request goes on.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="points">How many data points fell to it.</param>
    /// <param name="example">The name of a metric or series it met, as far as it can be read.</param>
    void Reject(RejectReason reason, int points, string example);
}
