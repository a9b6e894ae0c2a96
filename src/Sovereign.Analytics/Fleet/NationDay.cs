using Sovereign.Analytics.Rollups;

namespace Sovereign.Analytics.Fleet;

/// <summary>
/// A nation's day: every figure the sum of numerators over the sum of denominators of the engines that are not flagged, joules of each boundary
/// for themselves. The order of the engines changes not a single bit.
/// </summary>
public sealed record NationDay
{
    // What two sums of the same minutes may differ by.
    private const double Rounding = 1e-9;

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public required string Country { get; init; }

    /// <summary>How many engines are included.</summary>
    public required int Engines { get; init; }

    /// <summary>How many operators they belong to.</summary>
    public required int Operators { get; init; }

    /// <summary>How many engines are excluded by each flag; one with two flags counts under both.</summary>
    public required IReadOnlyDictionary<string, int> Excluded { get; init; }

    /// <summary>Of how many included engines each flag could not be checked.</summary>
    public required IReadOnlyDictionary<string, int> NotCheckable { get; init; }

    /// <summary>
    /// In the order of <see cref="FleetKpis.All"/>; of each first the total, then the classes of models by code, then the languages. A figure of joules once for each boundary.
    /// </summary>
    public required IReadOnlyList<NationFigure> Figures { get; init; }

    /// <summary>The total of a figure; null where no engine could have it.</summary>
    public NationFigure? Total(FleetKpi kpi, EnergyBoundary? boundary = null) =>
        Figures.FirstOrDefault(figure => figure.Kpi == kpi && figure.Boundary == boundary && figure is { ModelClass: null, Language: null });

    /// <summary>A nation's day.</summary>
    /// <param name="reports">Engines' days, of any country, each engine once.</param>
    /// <param name="country">ISO 3166-1 alpha-3.</param>
    /// <exception cref="ArgumentException">An engine is given twice, or the days differ.</exception>
    public static NationDay Of(IReadOnlyList<EngineReport> reports, string country)
    {
        var own = reports.Where(report => report.Day.Facts.Country == country).ToArray();
        if (own.Select(report => report.Day.Facts.Code).Distinct(StringComparer.Ordinal).Count() != own.Length
            || own.Select(report => report.Day.Day).Distinct().Count() > 1)
            throw new ArgumentException("A nation's day has one day of each engine.", nameof(reports));
        var included = own.Where(report => report.IsIncluded).ToArray();
        return new()
        {
            Country = country,
            Engines = included.Length,
            Operators = Operators(included.Select(report => report.Day)),
            Excluded = Count(own.Where(report => !report.IsIncluded)
                .SelectMany(report => report.Judgement.Flags.Select(flag => flag.Code).Except(report.Explained))),
            NotCheckable = Count(included.SelectMany(report => report.Judgement.NotCheckable)),
            Figures = [.. FleetKpis.All.SelectMany(kpi => OfKpi(kpi, [.. included.Select(report => report.Day)]))],
        };

        static int Operators(IEnumerable<EngineDay> days) => days.Select(day => day.Facts.Operator).Distinct(StringComparer.Ordinal).Count();

        static IEnumerable<NationFigure> OfKpi(FleetKpi kpi, EngineDay[] days)
        {
            // An engine without a boundary has no figure of joules; that it lacks one is said beside each boundary.
            var parts = days.Select(day => (Day: day, Ratio: kpi.Of(day))).ToArray();
            EnergyBoundary?[] boundaries = kpi.HasBoundary
                ? [.. parts.Select(part => part.Day.Facts.Boundary).Where(boundary => boundary is not null).Distinct().Order()]
                : [null];
            return boundaries.SelectMany(boundary => OfBoundary(
                kpi, boundary, [.. parts.Where(part => boundary is null || part.Day.Facts.Boundary is null || part.Day.Facts.Boundary == boundary)]));
        }

        static IEnumerable<NationFigure> OfBoundary(FleetKpi kpi, EnergyBoundary? boundary, (EngineDay Day, FleetRatio Ratio)[] parts)
        {
            var present = parts.Where(part => part.Ratio.Missing is null).ToArray();
            var missing = Count(parts.Select(part => part.Ratio.Missing).OfType<string>());
            var isTotalFree = Disclosure.IsFree(Contributions(kpi, present));
            yield return Figure(kpi, boundary, null, null, present, missing, isTotalFree);
            foreach (var (code, cell, isFree) in Cells(kpi, isTotalFree, present.Select(part => (part.Day.Facts.ModelClass ?? "", part.Day, part.Ratio))))
                yield return Figure(kpi, boundary, code, null, cell, Count([]), isFree);
            if (kpi.ByLanguage is not { } byLanguage)
                yield break;
            var told = present.SelectMany(part => Languages([.. byLanguage(part.Day)], part.Ratio).Select(language => (language.Code, part.Day, language.Ratio))).ToArray();
            if (told.All(part => part.Code.Length == 0))
                yield break;
            foreach (var (language, cell, isFree) in Cells(kpi, isTotalFree, told))
                yield return Figure(kpi, boundary, null, language, cell, Count([]), isFree);
        }

        // What an engine does not tell by language is the total less what it does: a cell like the others, for whoever subtracts would see it.
        static IEnumerable<(string Code, FleetRatio Ratio)> Languages(KeyValuePair<string, FleetRatio>[] languages, FleetRatio total)
        {
            var named = languages.Where(language => language.Key.Length > 0).ToArray();
            foreach (var (code, ratio) in named)
                yield return (code, ratio);
            var numerator = total.Numerator - named.Sum(language => language.Value.Numerator);
            var denominator = total.Denominator - named.Sum(language => language.Value.Denominator);
            if (numerator > Rounding * total.Numerator || denominator > Rounding * total.Denominator)
                yield return ("", FleetRatio.PartOf(Math.Max(0, numerator), Math.Max(0, denominator)));
        }

        static IEnumerable<(string Code, (EngineDay Day, FleetRatio Ratio)[] Parts, bool IsFree)> Cells(
            FleetKpi kpi, bool isTotalFree, IEnumerable<(string Code, EngineDay Day, FleetRatio Ratio)> parts)
        {
            var cells = parts.GroupBy(part => part.Code, StringComparer.Ordinal).OrderBy(cell => cell.Key, StringComparer.Ordinal)
                .ToDictionary(cell => cell.Key, cell => cell.Select(part => (part.Day, part.Ratio)).ToArray());
            var free = Disclosure.FreeCells(cells.ToDictionary(cell => cell.Key, cell => Contributions(kpi, cell.Value)), isTotalFree);
            return cells.Select(cell => (cell.Key, cell.Value, free.Contains(cell.Key)));
        }

        static NationFigure Figure(
            FleetKpi kpi, EnergyBoundary? boundary, string? modelClass, string? language, (EngineDay Day, FleetRatio Ratio)[] parts,
            IReadOnlyDictionary<string, int> missing, bool isFree)
        {
            var denominators = parts.Select(part => part.Ratio.Denominator);
            var ratio = FleetRatio.Of(
                SortedSum.Of(parts.Select(part => part.Ratio.Numerator)), kpi.IsShared ? denominators.FirstOrDefault() : SortedSum.Of(denominators));
            return new(kpi, boundary, modelClass, language, ratio, parts.Length, Operators(parts.Select(part => part.Day)), missing, isFree);
        }

        static IReadOnlyList<Contribution> Contributions(FleetKpi kpi, (EngineDay Day, FleetRatio Ratio)[] parts) =>
        [
            .. parts.Select(part => new Contribution(
                part.Day.Facts.Operator, part.Ratio.Numerator, kpi.IsShared ? part.Ratio.Numerator : part.Ratio.Denominator)),
        ];

        static IReadOnlyDictionary<string, int> Count(IEnumerable<string> codes) =>
            codes.CountBy(code => code, StringComparer.Ordinal).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
    }
}
