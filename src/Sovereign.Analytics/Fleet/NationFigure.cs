namespace Sovereign.Analytics.Fleet;

/// <summary>One national figure of one day.</summary>
/// <param name="Kpi">Which.</param>
/// <param name="Boundary">What its joules include; null where it rests on none.</param>
/// <param name="ModelClass">The class of models it is of; null for all together, "" for engines that state none.</param>
/// <param name="Language">The language that it is of, by the first subtag of its tag; null for all together, "" for what is of no known one.</param>
/// <param name="Ratio">The sums. Where <paramref name="IsFree"/> is false, auditors and planners alone may see them.</param>
/// <param name="Engines">How many engines are in it.</param>
/// <param name="Operators">How many operators they belong to.</param>
/// <param name="Missing">How many included engines lack the figure, by reason; empty for cells of a breakdown.</param>
/// <param name="IsFree">Whether the public may see it; otherwise it is confidential, <c>c</c>.</param>
public sealed record NationFigure(
    FleetKpi Kpi,
    EnergyBoundary? Boundary,
    string? ModelClass,
    string? Language,
    FleetRatio Ratio,
    int Engines,
    int Operators,
    IReadOnlyDictionary<string, int> Missing,
    bool IsFree)
{
    /// <summary>Whether there is a figure that the public may not see, shown as <c>c</c>. Where there is none at all nothing is withheld.</summary>
    public bool IsConfidential => Ratio.Missing is null && !IsFree;

    /// <summary>What the public sees; null where it is confidential or there is none.</summary>
    public double? PublicValue => IsFree ? Ratio.Value : null;
}
