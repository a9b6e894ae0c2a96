namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>Reference data that somebody wants to stand. Rows it does not name are left as they are.</summary>
public sealed record ReferenceSet
{
    /// <summary>With the ISO 3166-1 numeric code as id.</summary>
    public IReadOnlyList<(int Numeric, Country Row)> Countries { get; init; } = [];

    public IReadOnlyList<Source> Sources { get; init; } = [];

    public IReadOnlyList<Indicator> Indicators { get; init; } = [];

    public IReadOnlyList<SourcePreference> Preferences { get; init; } = [];

    /// <summary>Ids are ignored: they are given by the portal.</summary>
    public IReadOnlyList<Dataset> Datasets { get; init; } = [];
}
