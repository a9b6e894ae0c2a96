namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>How many samples one request may still bring.</summary>
/// <param name="most">Samples of a request, as expanded: a histogram counts its buckets.</param>
internal sealed class SampleAllowance(int most)
{
    public int Used { get; private set; }

    /// <exception cref="UnreadableBodyException">The request has more samples than are taken at once.</exception>
    public void Take(int samples)
    {
        if (samples > most - Used) throw new UnreadableBodyException(UnreadableKind.TooLarge, $"A request may bring {most} samples.");
        Used += samples;
    }
}
