using Sovereign.Analytics.Kpis;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Exports.Shown;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>What files of comparisons say of themselves.</summary>
public static class ComparisonNotes
{
    /// <param name="known">What the edition knew.</param>
    /// <param name="portal">Name of the site.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="description">What is counted.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="page">Address of the page as of its edition.</param>
    /// <param name="filters">What the reader chose.</param>
    /// <param name="columns">What is compared.</param>
    /// <param name="rows">What the file holds.</param>
    public static ShownNotes Of(
        ReferenceData known, string portal, string title, string description, string name, string page, IReadOnlyList<(string Name, string? Value)> filters,
        IReadOnlyList<ComparedColumn> columns, IReadOnlyList<ComparedRow> rows) => new(
        title, description, name, known.Edition.Number, known.Edition.PublishedAt, page, portal,
        [.. filters.Where(filter => !string.IsNullOrEmpty(filter.Value)).Select(filter => (filter.Name, filter.Value!))],
        [
            .. rows.SelectMany(row => CompareTables.SourcesOf(row) ?? []).Distinct().Order(StringComparer.Ordinal).Select(known.Sources.GetValueOrDefault).OfType<Source>()
                .Select(Terms.ToCredit),
        ],
        columns.Any(column => column.Scaling.Scale != Scale.Absolute)
            ? "Figures as published, divided by population or gross domestic product and given intervals by this portal."
            : "Figures as published; the portal chose one for each country and gave it an interval.",
        CompareMeanings.All);
}
