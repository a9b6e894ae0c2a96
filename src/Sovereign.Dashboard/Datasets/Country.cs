namespace Sovereign.Dashboard.Datasets;

/// <summary>A country or territory of ISO 3166-1.</summary>
/// <param name="Code">Alpha-3.</param>
/// <param name="Aliases">Other names by which files may call it.</param>
public sealed record Country(string Code, string Alpha2, string Name, string Region, string? IncomeGroup, IReadOnlyList<string> Aliases);
