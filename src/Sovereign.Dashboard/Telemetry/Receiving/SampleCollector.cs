using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>The samples of one request, in memory that is lent: dispose it when the answer is known.</summary>
public sealed class SampleCollector : ISampleSink, IDisposable
{
    // Names may be guessed by nobody: what is looked up by hash is seeded with each start.
    private static readonly long seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));

    private readonly SeriesBook book;
    private readonly EnrolmentBook enrolment;
    private readonly NamesOfKey names;
    private readonly long receivedAt;
    private readonly long oldest;
    private readonly long newest;
    private readonly int[] refused = new int[128];
    private CollectedSample[] samples = ArrayPool<CollectedSample>.Shared.Rent(1024);
    private int count;

    internal SampleCollector(SenderKey sender, SeriesBook book, EnrolmentBook enrolment, long receivedAt, TelemetryOptions options)
    {
        Sender = sender;
        this.book = book;
        this.enrolment = enrolment;
        this.receivedAt = receivedAt;
        names = book.NamesOf(sender, enrolment);
        oldest = receivedAt - (long)options.LateWindow.TotalMilliseconds;
        newest = receivedAt + (long)options.FutureWindow.TotalMilliseconds;
    }

    public SenderKey Sender { get; }

    /// <summary>Milliseconds since 1970.</summary>
    public long ReceivedAt => receivedAt;

    /// <summary>The enrolment by which series were given to engines.</summary>
    public EnrolmentBook Enrolment => enrolment;

    /// <summary>Newest time of a sample, milliseconds since 1970, also of one that was refused for it; 0 without samples.</summary>
    public long NewestSample { get; private set; }

    /// <summary>Whether samples came without a time: the same bytes later are another reading then, and no repeat.</summary>
    public bool IsStampedHere { get; private set; }

    /// <summary>What was collected.</summary>
    public ReadOnlySpan<CollectedSample> Samples => samples.AsSpan(0, count);

    /// <summary>Of the first refusal.</summary>
    public string? Example { get; private set; }

    public int Find(ReadOnlySpan<byte> identity) => names.Find(XxHash128.HashToUInt128(identity, seed));

    public int Add(ReadOnlySpan<byte> identity, SeriesName name) => names.Add(XxHash128.HashToUInt128(identity, seed), book.Decide(Sender, enrolment, name));

    public void Sample(int slot, long at, double value, long startedAt = 0)
    {
        var target = names[slot];
        if (at == 0)
        {
            at = receivedAt;
            IsStampedHere = true;
        }

        if (at > NewestSample) NewestSample = at;
        if (target.Series is null)
        {
            target.Pass();
            refused[(int)target.PassedOver]++;
            return;
        }

        if (at > newest || at < oldest)
        {
            Reject(at > newest ? RejectReason.Future : RejectReason.TooOld, 1, target.Subject);
            return;
        }

        if (double.IsNaN(value) && !StaleMarker.Is(value))
        {
            refused[(int)RejectReason.NotANumber]++;
            return;
        }

        if (count == samples.Length) Grow();
        samples[count++] = new(target, at, value, startedAt);
    }

    public void Reject(RejectReason reason, int points, string example)
    {
        refused[(int)reason] += points;
        if (Example is null && reason.IsRefusal()) Example = $"{reason.Sentence()} ({example})";
    }

    /// <summary>
    /// Joins samples of one series and time that came under several names, whose telling labels are not kept. Before they are judged, so that a repeat
    /// of the request is seen to be one.
    /// </summary>
    public void Fold()
    {
        Dictionary<(TrackedSeries Series, long At, ulong Writer), int>? first = null;
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var sample = samples[i];
            if (sample.Slot.Series!.HasSeveralNames)
            {
                var key = (sample.Slot.Series, sample.At, sample.Slot.Writer);
                if ((first ??= []).TryGetValue(key, out var at))
                {
                    // The same name again is a repeat, and left to be judged.
                    if (samples[at].Slot != sample.Slot)
                    {
                        samples[at] = samples[at] with { Value = Joined(samples[at].Value, sample.Value, sample.Slot.Fold) };
                        continue;
                    }
                }
                else
                {
                    first.Add(key, kept);
                }
            }

            samples[kept++] = sample;
        }

        count = kept;
    }

    // A mean of more than two would need their number; the map folds by sum or greatest, and this is right for two.
    private static double Joined(double one, double other, Reduction fold) =>
        StaleMarker.Is(one) ? other : StaleMarker.Is(other) ? one : fold switch
        {
            Reduction.Sum => one + other,
            Reduction.Max => Math.Max(one, other),
            Reduction.Min => Math.Min(one, other),
            Reduction.Mean => (one + other) / 2,
            _ => throw new ArgumentOutOfRangeException(nameof(fold), fold, null),
        };

    /// <summary>How many samples fell to each reason.</summary>
    public IReadOnlyDictionary<RejectReason, int> Refused()
    {
        var all = new Dictionary<RejectReason, int>();
        for (var reason = 0; reason < refused.Length; reason++)
        {
            if (refused[reason] > 0) all[(RejectReason)reason] = refused[reason];
        }

        return all;
    }

    /// <summary>Forgets what was collected; the receipt keeps the counts.</summary>
    public void Dispose()
    {
        var lent = samples;
        samples = [];
        count = 0;
        // Slots are referenced from it: not cleared, they would outlive the request.
        if (lent.Length > 0) ArrayPool<CollectedSample>.Shared.Return(lent, clearArray: true);
    }

    private void Grow()
    {
        var larger = ArrayPool<CollectedSample>.Shared.Rent(samples.Length * 2);
        samples.AsSpan(0, count).CopyTo(larger);
        ArrayPool<CollectedSample>.Shared.Return(samples, clearArray: true);
        samples = larger;
    }
}
