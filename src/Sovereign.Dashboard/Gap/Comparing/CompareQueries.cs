using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>Countries by indicators: reads the figures, and lets <see cref="ComparedColumn"/> decide.</summary>
public sealed class CompareQueries(PublishedObservations observations)
{
    private readonly KeptByEdition<ILookup<string, ComparedColumn>> _columns = new();

    /// <summary>
    /// Every indicator on every definition and control that has figures, as published, in the indicator's own order of definitions; by the indicator's code.
    /// Read once an edition: pages of countries all look at the same columns.
    /// </summary>
    /// <param name="known">What the edition knew.</param>
    /// <param name="reference">Alpha-3 code of the country that ratios divide; the portal's own, the same at every call.</param>
    public Task<ILookup<string, ComparedColumn>> AllAsync(ReferenceData known, string reference) =>
        _columns.GetAsync(known.Edition.Number, () => ReadAllAsync(known, reference));

    private async Task<ILookup<string, ComparedColumn>> ReadAllAsync(ReferenceData known, string reference)
    {
        var columns = new List<ComparedColumn>();
        foreach (var indicator in known.Indicators.Values)
        {
            var rows = await observations.ReadForComparisonAsync(known.Edition, [indicator.Code], null, CancellationToken.None);
            var order = indicator.Definitions.Index().ToDictionary(entry => entry.Item.Code, entry => entry.Index);
            columns.AddRange(rows.Select(row => (row.Definition, row.Control)).Distinct()
                .OrderBy(pair => order.GetValueOrDefault(pair.Definition, -1)).ThenBy(pair => pair.Control == "territory" ? 0 : 1).ThenBy(pair => pair.Control, StringComparer.Ordinal)
                .Select(pair => ComparedColumn.Of(known, indicator, rows, [], pair.Definition, pair.Control, ScalingOf(indicator, Scale.Absolute), reference)));
        }
        return columns.ToLookup(column => column.Indicator.Code);
    }

    /// <summary>One column per indicator asked for, in that order. On a scale that says nothing of an indicator its column is absolute.</summary>
    public async Task<IReadOnlyList<ComparedColumn>> ReadAsync(ReferenceData known, ComparisonAsked asked, CancellationToken ct)
    {
        if (known.Edition.Number == 0)
            return [];
        string[] wanted = [.. asked.Columns.Select(column => column.Indicator.Code).Concat(Denominators(asked)).Distinct()];
        var rows = await observations.ReadForComparisonAsync(known.Edition, wanted, asked.Within, ct);
        var byIndicator = rows.ToLookup(row => row.Indicator);
        string[] countries = [.. asked.Countries.Select(country => country.Code)];
        return
        [
            .. asked.Columns.Select(column =>
            {
                var own = byIndicator[column.Indicator.Code].ToList();
                var (definition, control) = Choose(column, own, countries);
                return ComparedColumn.Of(
                    known, column.Indicator, own, [.. byIndicator[Indicators.Population.Code], .. byIndicator[Indicators.Gdp.Code]], definition, control,
                    ScalingOf(column.Indicator, asked.Scale), asked.Reference.Code, asked.Within);
            }),
        ];
    }

    /// <summary>The scaling of an indicator, absolute where the scale says nothing of it.</summary>
    public static Scaling ScalingOf(Indicator indicator, Scale scale)
    {
        var input = InputOf(indicator);
        return Scaling.Of(input, scale) ?? Scaling.Of(input);
    }

    /// <summary>The indicator as formulas take it.</summary>
    /// <exception cref="InvalidOperationException">Its unit is not in the table, which the way in never lets through.</exception>
    public static InputIndicator InputOf(Indicator indicator) => Unit.TryFind(indicator.Unit, out var unit)
        ? new(indicator.Code, unit)
        : throw new InvalidOperationException($"The unit of {indicator.Code}, {indicator.Unit}, is not in the table.");

    /// <summary>On the definition asked for, else on the one with figures of most of the countries; first of those in the indicator's own order.</summary>
    private static (string Definition, string Control) Choose(ColumnAsked column, List<PublishedObservation> rows, string[] countries)
    {
        var order = column.Indicator.Definitions.Index().ToDictionary(entry => entry.Item.Code, entry => entry.Index);
        var best = rows
            .Where(row => column.Definition is null || row.Definition == column.Definition)
            .GroupBy(row => (row.Definition, row.Control))
            .OrderByDescending(group => group.Where(row => countries.Length == 0 || countries.Contains(row.Country)).Select(row => row.Country).Distinct().Count())
            .ThenBy(group => order.GetValueOrDefault(group.Key.Definition, -1))
            .ThenBy(group => group.Key.Control == "territory" ? 0 : 1).ThenBy(group => group.Key.Control, StringComparer.Ordinal)
            .FirstOrDefault();
        return best?.Key ?? (column.Definition ?? (column.Indicator.Definitions is [var first, ..] ? first.Code : ""), "territory");
    }

    private static IEnumerable<string> Denominators(ComparisonAsked asked) =>
        asked.Columns.Select(column => ScalingOf(column.Indicator, asked.Scale).Denominator?.Code).OfType<string>();
}
