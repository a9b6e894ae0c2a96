using Sovereign.Dashboard.Exports.Shown;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>What the columns of <see cref="DecompositionTables.Rows"/> mean, in their order.</summary>
public static class DecompositionMeanings
{
    public static readonly IReadOnlyList<ColumnMeaning> All =
    [
        new("identity", "string", "code of the identity: which factors multiply to the total"),
        new("version", "integer", "version of the identity"),
        new("definition", "string", "code of the definition on which the total is read"),
        new("control", "string", "in which sense the countries have it"),
        new("status", "string", "decomposed, or not-decomposable where a figure is missing"),
        new("part", "string", "total, factor, or group of factors"),
        new("factor", "string", "code of the factor or group"),
        new("title", "string", "the same for people"),
        new("kind", "string", "what the factor is: size, wealth, capital, utilisation, software, price, people"),
        new("group", "string", "given, capital-bound or software-addressable"),
        new("unit", "string", "unit of value and referenceValue"),
        new("value", "number", "the country's value"),
        new("valueLower", "number", "lower end of its 90 % interval"),
        new("valueUpper", "number", "upper end of its 90 % interval"),
        new("periods", "string", "periods of the figures behind it, parted by a vertical bar"),
        new("referenceValue", "number", "the reference country's value"),
        new("referenceLower", "number", "lower end of its 90 % interval"),
        new("referenceUpper", "number", "upper end of its 90 % interval"),
        new("referencePeriods", "string", "periods of the figures behind it"),
        new("ratio", "number", "referenceValue divided by value; the ratios of the factors multiply to that of the total"),
        new("ratioLower", "number", "lower end of its 90 % interval"),
        new("ratioUpper", "number", "upper end of its 90 % interval"),
        new("contribution", "number", "the part of the difference that goes with the line, by the logarithmic mean Divisia index; the parts add up to the total"),
        new("contributionLower", "number", "lower end of its 90 % interval"),
        new("contributionUpper", "number", "upper end of its 90 % interval"),
        new("contributionUnit", "string", "unit of contribution"),
        new("share", "number", "contribution divided by that of the total; the shares add up to 1"),
        new("verdict", "string", "who has more, or that the two are not told apart"),
        new("reasonCode", "string", "code of the reason why there is no value"),
        new("reason", "string", "the same as a sentence"),
        new("missing", "string", "figures that are missing"),
        new("formula", "string", "formula of the value"),
        new("withNumbers", "string", "the formula with the digits of the country's figures"),
        new("referenceWithNumbers", "string", "the formula with the digits of the reference country's figures"),
        new("sources", "string", "codes of the sources, parted by a vertical bar"),
    ];
}
