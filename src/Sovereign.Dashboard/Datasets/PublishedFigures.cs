using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Dashboard.Datasets;

/// <summary>From what is published to what comparisons and formulas take.</summary>
public static class PublishedFigures
{
    /// <summary>The figure as analytics sees it.</summary>
    /// <exception cref="FormatException">A published row holds what intake never lets through.</exception>
    public static Figure ToFigure(this PublishedObservation row) => new(
        row.Indicator, row.Country, row.Period, row.Definition, ControlOf(row.Control), row.Bound, CoverageOf(row.Coverage), row.Status,
        MethodOf(row.Method), row.Source, Estimate.FromWrittenDigits(row.ValueText, row.LowerText, row.UpperText), UnitOf(row.Unit), row.ValueText,
        row.VersionId, row.Line);

    /// <summary>The stated preferences for an indicator and definition, as analytics takes them.</summary>
    public static IReadOnlyList<StatedPreference> StatedFor(this ReferenceData reference, string indicator, string definition) =>
        [.. reference.PreferencesFor(indicator, definition).Select(preference => new StatedPreference(preference.Source, preference.Rank, preference.Reason))];

    /// <summary>The figure that stands for a country when one is shown: the latest, by the rules of <see cref="FigureSelection"/>. Null when none may.</summary>
    /// <param name="reference">Holds the stated preferences.</param>
    /// <param name="rows">All figures of one country, indicator, definition and control.</param>
    public static (PublishedObservation Row, FigureChoice Choice)? Latest(this ReferenceData reference, IReadOnlyCollection<PublishedObservation> rows)
    {
        if (rows.Count == 0)
            return null;
        var first = rows.First();
        var choice = FigureSelection.Latest([.. rows.Select(ToFigure)], reference.StatedFor(first.Indicator, first.Definition));
        return choice is null ? null : (rows.First(row => row.VersionId == choice.Figure.VersionId && row.Line == choice.Figure.Line), choice);
    }

    private static Control ControlOf(string code) => Codes.TryParse(code, out Control control) ? control : throw new FormatException($"'{code}' is no control.");

    private static Coverage CoverageOf(string code) => Codes.TryParse(code, out Coverage coverage) ? coverage : throw new FormatException($"'{code}' is no coverage.");

    private static Method MethodOf(string code) => Codes.TryParse(code, out Method method) ? method : throw new FormatException($"'{code}' is no method.");

    private static Unit UnitOf(string code) => Unit.TryFind(code, out var unit) ? unit : throw new FormatException($"'{code}' is no unit.");
}
