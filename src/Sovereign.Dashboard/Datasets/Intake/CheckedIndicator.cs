using Sovereign.Analytics.Quantities;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>An indicator as the row check needs it: ids at hand, unit resolved.</summary>
internal sealed class CheckedIndicator
{
    public CheckedIndicator(Indicator indicator, ReferenceData reference)
    {
        Id = reference.IndicatorIds[indicator.Code];
        Code = indicator.Code;
        Unit = Unit.TryFind(indicator.Unit, out var unit) ? unit : throw new InvalidOperationException($"Indicator {indicator.Code} has the unknown unit {indicator.Unit}.");
        Minimum = indicator.Minimum;
        Maximum = indicator.Maximum;
        Definitions = indicator.Definitions
            .ToDictionary(d => d.Code, d => reference.DefinitionIds[(indicator.Code, d.Code)])
            .GetAlternateLookup<ReadOnlySpan<char>>();
        DefinitionCodes = indicator.Definitions.Count == 0 ? "an empty cell" : string.Join(", ", indicator.Definitions.Select(d => d.Code));
        DefaultDefinition = indicator.Definitions.Count switch
        {
            0 => 0,
            1 => reference.DefinitionIds[(indicator.Code, indicator.Definitions[0].Code)],
            _ => null,
        };
    }

    /// <summary>All of them by code.</summary>
    public static Dictionary<string, CheckedIndicator> All(ReferenceData reference) =>
        reference.Indicators.Values.ToDictionary(indicator => indicator.Code, indicator => new CheckedIndicator(indicator, reference));

    public int Id { get; }

    public string Code { get; }

    public Unit Unit { get; }

    public double? Minimum { get; }

    public double? Maximum { get; }

    public Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Definitions { get; }

    /// <summary>For messages.</summary>
    public string DefinitionCodes { get; }

    /// <summary>What an empty cell means: the only definition, or 0 where the indicator has none; null where the row must say.</summary>
    public int? DefaultDefinition { get; }
}
