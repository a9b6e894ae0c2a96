using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Kpis;

/// <summary>A key figure's result in words, the same on every page.</summary>
public static class KpiWords
{
    public static string Text(this Pillar pillar) => pillar switch
    {
        Pillar.Infrastructure => "Infrastructure",
        Pillar.Data => "Data",
        Pillar.Algorithms => "Algorithms",
        Pillar.Talent => "Talent",
        _ => throw new ArgumentOutOfRangeException(nameof(pillar)),
    };

    /// <summary>Which way is better, as a sentence.</summary>
    public static string DirectionText(this Kpi kpi) => kpi.Direction switch
    {
        Direction.Higher => "Higher is better.",
        Direction.Lower => "Lower is better.",
        _ => "Neither way is better.",
    };

    /// <summary>The number as printed, with what a bound adds: "14.9", "at least 4,409", "more than 2.7". Null when there is none.</summary>
    public static string? ValueText(this KpiResult result)
    {
        if (result.Value is not { } value)
            return null;
        return result.Status == KpiStatus.KnownAtLeast
            ? $"{(result.Reason?.Code == Reason.BeforeSeries ? "more than" : "at least")} {Numbers.Down(value.Central, BoundFigures(result))}"
            : Numbers.Words(value.Central, Published(result) is { } row ? Math.Min(Numbers.Figures, Numbers.FiguresOf(row.ValueText)) : Figures(result));
    }

    /// <summary>The unit after the printed number; a ratio counts times.</summary>
    public static string UnitText(this KpiResult result)
    {
        var symbol = result.Kpi.Unit.Symbol;
        if (symbol.Length == 0)
            return "times";
        return result.ValueText() == "1" && symbol.EndsWith('s') && !symbol.Contains('/', StringComparison.Ordinal) ? symbol[..^1] : symbol;
    }

    /// <summary>What stands where there is no number.</summary>
    public static string MissingText(this KpiResult result) => result.Status switch
    {
        KpiStatus.KnownAtLeast => "known at least, no ratio",
        KpiStatus.NotComparable => "not comparable",
        KpiStatus.Ahead => "ahead",
        _ => "no verdict",
    };

    /// <summary>The interval, or why there is no plain number; null where there is nothing to add to the number.</summary>
    public static string? RangeText(this KpiResult result)
    {
        if (result.Value is not { } value)
            return result.Reason?.Sentence;
        if (result.Status == KpiStatus.KnownAtLeast)
            return result.Reason?.Code == Reason.LowerBounds ? "A lower bound: how much more there is, is not known." : result.Reason?.Sentence;
        // A figure as published has the interval that its source states, and none that only its digits leave open.
        if (Published(result) is { LowerText: null, UpperText: null })
            return value.Central == 0 ? "Zero as published, not a missing figure." : null;
        var figures = result.Kpi.ReadsSeries ? Figures(result) : Numbers.Figures;
        var (low, high) = (Numbers.Words(value.Low, figures), Numbers.Words(value.High, figures));
        string?[] parts = [low == high ? null : $"likely {Numbers.Range(low, high)}", result.Reason?.Sentence];
        return parts.OfType<string>().ToList() is { Count: > 0 } some ? string.Join(". ", some) : null;
    }

    /// <summary>The periods of the figures behind it; of a series where it begins.</summary>
    public static string? PeriodText(this KpiResult result)
    {
        if (result.Inputs.FirstOrDefault(input => input.Input.IsSeries)?.Observation is { } first)
            return $"{result.Primary(Side.Country)?.Observation?.Period.Code}, series from {first.Period.Code}";
        var periods = result.Inputs.Select(input => input.Observation?.Period.Code).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return periods.Count == 0 ? null : string.Join(", ", periods);
    }

    /// <summary>A result shows no more figures than the least precise of its inputs; a time between two points no more than two.</summary>
    private static int Figures(KpiResult result) => result.Kpi.ReadsSeries
        ? 2
        : Math.Max(2, result.Inputs.Select(input => input.Observation).OfType<PublishedObservation>()
            .Select(row => Numbers.FiguresOf(row.ValueText)).Append(Numbers.Figures).Min());

    // A bound that is a figure as published keeps all its digits.
    private static int BoundFigures(KpiResult result) => Published(result) is { } row ? Numbers.FiguresOf(row.ValueText) : Figures(result);

    /// <summary>The published figure that the result repeats; null where something was computed.</summary>
    private static PublishedObservation? Published(KpiResult result) => result.Kpi.Formula is Formula.Input ? result.Inputs[0].Observation : null;
}
