namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>What one request may still bring, so that a small body cannot ask for much work.</summary>
/// <param name="mostSamples">Samples of a request, as expanded: a histogram counts its buckets.</param>
internal sealed class SampleAllowance(int mostSamples)
{
    /// <summary>Bytes of one series' name; longer ones are refused. Thirty labels of 256 characters and their names are 12 KB.</summary>
    internal const int LongestIdentity = 64 << 10;

    // Bytes that are put together to name series: a reference of two bytes may stand for a text of many.
    private const int MostIdentityBytes = 256 << 20;

    private int identityBytes;

    public int Used { get; private set; }

    /// <exception cref="UnreadableBodyException">The request has more samples than are taken at once.</exception>
    public void Take(int samples)
    {
        if (samples > mostSamples - Used) throw new UnreadableBodyException(UnreadableKind.TooLarge, $"A request may bring {mostSamples} samples.");
        Used += samples;
    }

    /// <exception cref="UnreadableBodyException">The labels of the request are longer, taken together, than is read.</exception>
    public void TakeIdentity(int bytes)
    {
        if (bytes > MostIdentityBytes - identityBytes)
            throw new UnreadableBodyException(UnreadableKind.TooLarge, "The labels of the request are too long, taken together.");
        identityBytes += bytes;
    }
}
