using Sovereign.Dashboard.Exports.Shown;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>What the columns of <see cref="CompareTables.Rows"/> mean, in their order.</summary>
public static class CompareMeanings
{
    public static readonly IReadOnlyList<ColumnMeaning> All =
    [
        new("indicator", "string", "code of the indicator"),
        new("definition", "string", "code of the definition, what exactly is counted; empty where the indicator has one meaning"),
        new("control", "string", "in which sense the country has it: territory, owner, operator or vendor"),
        new("scale", "string", "abs: as published; pc: divided by the population; gdp: divided by the gross domestic product"),
        new("country", "string", "alpha-3 code of ISO 3166-1"),
        new("period", "string", "time that the figure speaks of, ISO 8601 with halves and quarters"),
        new("value", "number", "the value on the scale, in the unit of the column unit"),
        new("lower", "number", "lower end of the 90 % interval, of the source's bounds or half of the last digit written"),
        new("upper", "number", "upper end of the 90 % interval"),
        new("unit", "string", "unit of value, spelled as UCUM does"),
        new("bound", "string", "exact, lower (known at least) or upper (known at most)"),
        new("coverage", "string", "national, partial or city"),
        new("status", "string", "SDMX OBS_STATUS: A normal, P provisional, E estimated, F forecast, I imputed, B break, U low reliability"),
        new("method", "string", "measured, reported, official, estimated, modelled or derived"),
        new("otherPeriod", "boolean", "whether the period is another than that of most countries in the column"),
        new("otherMethod", "boolean", "whether the method is another than that of most countries in the column"),
        new("arithmetic", "string", "the formula with the digits of the figures"),
        new("reasonCode", "string", "code of the reason why there is no value, or none that may be ranked"),
        new("reason", "string", "the same as a sentence"),
        new("rankBest", "integer", "best place among all countries measured that the intervals leave open"),
        new("rankWorst", "integer", "worst such place"),
        new("rankOf", "integer", "how many countries are ranked"),
        new("reference", "string", "alpha-3 code of the country that ratio divides"),
        new("ratio", "number", "value of the reference country divided by value"),
        new("ratioLower", "number", "lower end of its 90 % interval"),
        new("ratioUpper", "number", "upper end of its 90 % interval"),
        new("verdict", "string", "behind, level, ahead, not-distinguishable, known-at-least, not-comparable or no-verdict"),
        new("verdictReason", "string", "why there is no ratio or no verdict"),
        new("sources", "string", "codes of the sources of the figure and of what it is divided by, parted by a vertical bar"),
        new("sourceWhy", "string", "the rule that decided for the source"),
        new("dataset", "string", "dataset that published the figure"),
        new("version", "string", "version of that dataset"),
        new("line", "integer", "line in the file as received; the header is line 1"),
        new("denominatorValue", "number", "the figure that was divided by"),
        new("denominatorUnit", "string", "its unit"),
        new("denominatorPeriod", "string", "its period"),
    ];
}
