namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What a series of another office is here.</summary>
/// <param name="Indicator">Code of the indicator; null leaves its rows out.</param>
/// <param name="Unit">Code or alias of the unit of its figures; null where the row says.</param>
/// <param name="Definition">Code of the definition that they follow; null where the row says or there is only one.</param>
public sealed record SeriesReading(string? Indicator, string? Unit = null, string? Definition = null);
