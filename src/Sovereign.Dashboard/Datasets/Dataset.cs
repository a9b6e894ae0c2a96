namespace Sovereign.Dashboard.Datasets;

/// <summary>A series of versions under one code.</summary>
/// <param name="Source">Code of the source that stands for rows which name none.</param>
public sealed record Dataset(int Id, string Code, string Title, string Description, string Publisher, string Licence, string? Source);
