namespace Sovereign.Dashboard.Datasets;

/// <summary>Which findings of a version are meant; null leaves a side open.</summary>
/// <param name="Column">Column name; empty for findings of whole rows and of the file.</param>
/// <param name="Open">Only warnings without a reason.</param>
public sealed record FindingFilter(string? Tier = null, string? Code = null, string? Column = null, bool Open = false)
{
    public bool Takes(FindingCount count) =>
        (Tier is null || count.Tier == Tier) && (Code is null || count.Code == Code) && (Column is null || count.Column == Column);
}
