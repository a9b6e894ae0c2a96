using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap;

/// <summary>
/// The sentence that says how far a country is from another on one indicator, written only from the rows given.
/// A plain statement needs figures of one definition, of adjacent periods and of sources that are not third-hand. When exactly one definition has them,
/// the sentence rests on it alone; otherwise it gives the range over the definitions (over those with such figures, where there are several) and says
/// what it depends on.
/// </summary>
/// <param name="Kind">How much it claims.</param>
/// <param name="Sentence">For reading aloud; ends with a full stop.</param>
/// <param name="Caution">A second sentence on how far to trust it; null when there is nothing to add.</param>
/// <param name="Rows">The rows it was written from, the largest distance last.</param>
public sealed record Headline(HeadlineKind Kind, string Sentence, string? Caution, IReadOnlyList<GapRow> Rows)
{
    /// <summary>Periods whose midpoints lie no further apart are adjacent.</summary>
    private const double AdjacentYears = 1.01;

    /// <param name="indicator">Code of the indicator.</param>
    /// <param name="country">The country's name.</param>
    /// <param name="reference">The reference country's name.</param>
    /// <param name="all">Rows of any indicators; those of <paramref name="indicator"/> on the territory are used.</param>
    /// <returns>Null when no row speaks of the indicator.</returns>
    public static Headline? Write(string indicator, string country, string reference, IReadOnlyCollection<GapRow> all)
    {
        var rows = all.Where(row => row.Indicator.Code == indicator && row.Control == Control.Territory).ToArray();
        if (rows.Length == 0)
            return null;
        var words = new HeadlineWords(country, reference, FigureWords.InSentence(rows[0].Indicator.Title), AddsUp(rows[0]));
        var comparable = rows.Where(row => row.Comparison.Ratio is not null).OrderBy(RatioOf).ToArray();
        var firm = comparable.Where(row => IsAdjacent(row) && !row.IsThirdHand).ToArray();
        if (firm.Length == 1)
            return new(HeadlineKind.Firm, words.Single(1 / RatioOf(firm[0])), null, firm);
        var used = firm.Length > 1 ? firm : comparable;
        return used.Length switch
        {
            0 => Unknown(rows, words),
            1 => new(HeadlineKind.Cautious, words.Single(1 / RatioOf(used[0])), CautionOf(used), used),
            _ => new(HeadlineKind.Range, words.Range(1 / RatioOf(used[0]), 1 / RatioOf(used[^1])), CautionOf(used), used),
        };
    }

    private static Headline Unknown(GapRow[] rows, HeadlineWords words)
    {
        if (rows.Any(row => row.Comparison.Reason?.Code == Reason.ZeroDenominator))
            return new(HeadlineKind.Unknown, words.Zero(), null, rows);
        var caution = rows.Length == 1 ? rows[0].Comparison.Reason?.Sentence : "No definition has figures of both countries that may be divided by each other.";
        return new(HeadlineKind.Unknown, words.Unknown(), caution, rows);
    }

    private static double RatioOf(GapRow row) => row.Comparison.Ratio!.Value.Central;

    private static bool IsAdjacent(GapRow row) =>
        row.Country is { } own && row.Reference is { } theirs && own.Period.DistanceInYears(theirs.Period) <= AdjacentYears;

    private static bool AddsUp(GapRow row) => Unit.TryFind(row.Indicator.Unit, out var unit) && unit.Dimension.AddsUp();

    private static string? CautionOf(GapRow[] rows)
    {
        var thirdHand = rows.Count(row => row.IsThirdHand);
        var apart = rows.Count(row => !IsAdjacent(row));
        string[] parts =
        [
            .. thirdHand == 0 ? Array.Empty<string>() : [$"{Which(thirdHand, rows.Length)} known only from a republication"],
            .. apart == 0 ? Array.Empty<string>() : [$"{Which(apart, rows.Length)} of years more than one apart"],
        ];
        return parts.Length == 0 ? null : Capital(string.Join("; ", parts));
    }

    private static string Which(int some, int all) => (some, all) switch
    {
        (1, 1) => "this comparison rests on figures that are",
        _ when some == all => "all of these comparisons rest on figures that are",
        (1, _) => "one of these comparisons rests on figures that are",
        _ => $"{some} of these {all} comparisons rest on figures that are",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}
