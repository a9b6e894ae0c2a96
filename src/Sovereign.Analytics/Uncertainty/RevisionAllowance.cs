namespace Sovereign.Analytics.Uncertainty;

/// <summary>
/// How far publishers of an indicator have moved their own figures later. Written digits say how finely a figure was written; a figure with four of them
/// may be revised in the second. Where two publications of one series could be compared, the allowance says by which factor nine in ten figures moved
/// at most.
/// </summary>
/// <param name="Indicator">Code of the indicator.</param>
/// <param name="Factor">Nine in ten later figures lie within the first figure divided by this and multiplied by this; 1 where none was changed.</param>
/// <param name="Basis">What was compared, in a sentence.</param>
public sealed record RevisionAllowance(string Indicator, double Factor, string Basis)
{
    /// <summary>
    /// The indicators of which revisions are known. Of the others nothing is said, rather than none assumed. Each factor is the 90 % point of one half of the
    /// figures compared; a test holds it against the other half.
    /// </summary>
    public static IReadOnlyList<RevisionAllowance> All { get; } =
    [
        new(
            "grid-carbon-intensity", 1.096,
            "Ember's first figures for 2021 of 75 countries, of April 2022, and its final ones of March 2023: nine in ten moved by less than 9.6\u00A0%, and every one moved."),
        new("developers", 1, "GitHub's counts for 2020-Q4 of 40 countries in an earlier publication and in that of 2025-Q3: none was changed."),
    ];

    /// <summary>Null where nothing is known of revisions.</summary>
    public static RevisionAllowance? For(string indicator) => All.FirstOrDefault(allowance => allowance.Indicator == indicator);

    /// <summary>
    /// The figure with the allowance in its interval, as an independent error beside the one it has. Figures of one publication that are revised together
    /// make this too wide for a change between two of them.
    /// </summary>
    public Estimate Widen(Estimate figure) => Factor > 1 ? figure * new Estimate(1 / Factor, 1, Factor) : figure;
}
