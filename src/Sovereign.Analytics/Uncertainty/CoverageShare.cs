namespace Sovereign.Analytics.Uncertainty;

/// <summary>
/// How much of the whole a count has counted, where whoever counted says so with a range: "10 to 20 % of the world's".
/// Such a range widens what is said of the whole; it turns no lower bound of one country into a figure of it, unless it is the share counted in that
/// very country. Nobody states such shares by country today, so that no published figure passes through here (decision 25).
/// </summary>
public readonly record struct CoverageShare
{
    /// <param name="share">The share counted, with its 90 % interval; more than 0, at most 1.</param>
    /// <exception cref="ArgumentException">The interval reaches zero or passes 1.</exception>
    public CoverageShare(Estimate share)
    {
        if (!share.IsPositive || share.High > 1)
            throw new ArgumentException($"{share} is no share of a whole.", nameof(share));
        Share = share;
    }

    public Estimate Share { get; }

    /// <summary>The whole, of which so much was counted, in the same unit. It is never less than what was counted.</summary>
    /// <exception cref="OverflowException">The result exceeds the range of a double.</exception>
    public Estimate Whole(Estimate counted) => counted / Share;
}
