namespace Sovereign.Analytics.Rollups;

/// <summary>
/// The upper, inclusive bounds of a histogram's buckets, in the unit of what is observed, ascending. A last bucket without bound (<c>le="+Inf"</c>) is
/// always there and not listed. Two bounds are equal where their numbers are.
/// </summary>
public sealed class HistogramBounds : IEquatable<HistogramBounds>
{
    private readonly double[] _finite;

    /// <param name="finite">The bounds without +Inf; there may be none.</param>
    /// <exception cref="ArgumentException">A bound is not finite, or not above the one before.</exception>
    public HistogramBounds(params ReadOnlySpan<double> finite)
    {
        for (var i = 0; i < finite.Length; i++)
        {
            if (!double.IsFinite(finite[i]) || (i > 0 && finite[i] <= finite[i - 1]))
                throw new ArgumentException("Bounds are finite and ascend.", nameof(finite));
        }
        _finite = finite.ToArray();
        Finite = Array.AsReadOnly(_finite);
    }

    /// <summary>The bounds without +Inf.</summary>
    public IReadOnlyList<double> Finite { get; }

    /// <summary>How many buckets they make, the last without bound included.</summary>
    public int Buckets => _finite.Length + 1;

    /// <summary>The bounds that both have.</summary>
    public HistogramBounds Common(HistogramBounds other) => new([.. _finite.Where(other._finite.Contains)]);

    /// <summary>Where a bound stands; −1 where it is none of them.</summary>
    internal int IndexOf(double bound) => Array.BinarySearch(_finite, bound) is >= 0 and var index ? index : -1;

    public bool Equals(HistogramBounds? other) => other is not null && _finite.AsSpan().SequenceEqual(other._finite.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as HistogramBounds);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var bound in _finite)
            hash.Add(bound);
        return hash.ToHashCode();
    }
}
