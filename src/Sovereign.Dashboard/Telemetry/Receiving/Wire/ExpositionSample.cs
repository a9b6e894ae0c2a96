namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>One sample of a page, with its name in the page's buffer of names.</summary>
internal struct ExpositionSample
{
    /// <summary>The bytes that name the series: format, type, metric, labels sorted by name.</summary>
    public int Start, Length;

    public ExpositionFamily Family;
    public ExpositionPart Part;
    public double Value;

    /// <summary>Milliseconds since 1970; 0 where the line has no time.</summary>
    public long At;

    /// <summary>Bound of a bucket; NaN where <c>le</c> is missing or no number.</summary>
    public double Bound;

    /// <summary>Hash of the family and the labels but <c>le</c> and <c>quantile</c>: the lines of one histogram, and the start that belongs to them, share it.</summary>
    public UInt128 Group;
}
