using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>
/// The rules of a file, for people and programs: schema, template and package tell them from here, and here they are taken from what the checks judge by
/// (<see cref="Columns"/>, <see cref="Codes"/>, <see cref="UnitTable"/>, the reference data). A test holds both against each other.
/// </summary>
public static class LongFormat
{
    /// <summary>Matches every period that <see cref="Analytics.Periods.Period"/> reads.</summary>
    public const string PeriodPattern = "^[0-9]{4}(-S[12]|-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

    /// <summary>The rules of the columns, in the order in which the portal writes them.</summary>
    /// <param name="dataset">Whose own source stands for rows that name none.</param>
    /// <param name="indicators">The indicators whose codes and units are listed: a dataset's own.</param>
    public static IReadOnlyList<ColumnRule> Rules(Dataset dataset, IReadOnlyList<Indicator> indicators) => [.. Columns.All.Select(name => Rule(name, dataset, indicators))];

    /// <summary>Units in which a file may give an indicator: its own first, then those that convert into it.</summary>
    public static IReadOnlyList<Unit> UnitsOf(Indicator indicator) => Unit.TryFind(indicator.Unit, out var own)
        ? [own, .. UnitTable.All.Where(unit => unit != own && unit.CanConvertTo(own))]
        : [];

    /// <summary>The closed lists, by column.</summary>
    public static IReadOnlyList<CodeMeaning> CodesOf(string column) => column switch
    {
        "control" => [.. Enum.GetValues<Control>().Select(control => new CodeMeaning(control.Code(), FigureWords.ControlText(control.Code())))],
        "bound" => [new(Bound.Exact.Code(), "the value itself"), new(Bound.Lower.Code(), "the truth is not below it"), new(Bound.Upper.Code(), "the truth is not above it")],
        "coverage" => [new(Coverage.National.Code(), "the whole country"), new(Coverage.Partial.Code(), "part of it"), new(Coverage.City.Code(), "one city")],
        "status" => [.. ObservationStatuses.All.Select(status => new CodeMeaning(status.Code, status.Meaning))],
        "method" => [.. Enum.GetValues<Method>().Select(method => new CodeMeaning(method.Code(), MethodText(method)))],
        _ => [],
    };

    private static ColumnRule Rule(string name, Dataset dataset, IReadOnlyList<Indicator> indicators)
    {
        var codes = CodesOf(name);
        return name switch
        {
            "indicator" => Of("string", "code of what is measured", null, [.. indicators.Select(indicator => new CodeMeaning(indicator.Code, indicator.Title))]),
            "country" => Of("string", "ISO 3166-1 alpha-3 code of the country; its English name is taken too"),
            "period" => Of("string", "2024, 2024-S1, 2024-Q1, 2024-06 or 2024-06-15; one that has begun") with { Pattern = PeriodPattern },
            "value" => Of("number", "a number with a decimal point and no thousands separator; all its digits are kept"),
            "unit" => Of("string", "UCUM code or a listed spelling; the indicator's unit or one that converts into it", null, UnitsOf(indicators)),
            "definition" => Of("string", "code of one of the indicator's definitions", "the indicator's only definition; an error where it has several", DefinitionsOf(indicators)),
            "control" => Of("string", "in which sense the country has it", codes[0].Code, codes),
            "bound" => Of("string", "whether the value is exact or a limit", codes[0].Code, codes),
            "coverage" => Of("string", "how much of the country the value covers", codes[0].Code, codes),
            "status" => Of("string", "SDMX observation status", codes[0].Code, codes),
            "method" => Of("string", "how the value came about", Method.Reported.Code(), codes),
            "lower" or "upper" => Of("number", $"{name} end of the interval that the source states, in the same unit", "no interval is stated"),
            "source" => Of("string", "code of the source", dataset.Source is { } own ? $"the dataset's own source, {own}" : null),
            "note" => Of("string", "a public remark", "no remark"),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The long format has no such column."),
        };

        ColumnRule Of(string type, string holds, string? whenEmpty = null, IReadOnlyList<CodeMeaning>? list = null) =>
            new(name, Columns.Required.Contains(name), type, holds, whenEmpty, list ?? []);
    }

    private static List<CodeMeaning> UnitsOf(IReadOnlyList<Indicator> indicators) =>
        [.. indicators.SelectMany(UnitsOf).DistinctBy(unit => unit.Code).Select(unit => new CodeMeaning(unit.Code, string.Join(", ", unit.Aliases.Prepend(unit.Symbol).Where(text => text.Length > 0).Distinct())))];

    private static List<CodeMeaning> DefinitionsOf(IReadOnlyList<Indicator> indicators) =>
        [.. indicators.SelectMany(indicator => indicator.Definitions).DistinctBy(definition => definition.Code).Select(definition => new CodeMeaning(definition.Code, definition.Title))];

    private static string MethodText(Method method) => method switch
    {
        Method.Official => "by a statistical authority",
        Method.Measured => "measured",
        Method.Reported => "stated by whoever has it",
        Method.Estimated => "estimated",
        Method.Modelled => "the outcome of a model",
        Method.Derived => "computed from other figures",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
