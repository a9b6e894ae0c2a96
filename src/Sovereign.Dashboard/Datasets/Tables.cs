using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Datasets;

/// <summary>The columns in which the feature's lists leave the system.</summary>
public static class Tables
{
    /// <summary>The long format first, so that a download can be uploaded again; then what the portal adds.</summary>
    public static readonly IReadOnlyList<Column<PublishedObservation>> Observations =
    [
        new("indicator", o => o.Indicator),
        new("country", o => o.Country),
        new("period", o => o.Period.Code),
        new("value", o => o.Value, o => o.ValueText),
        new("unit", o => o.Unit),
        new("definition", o => o.Definition),
        new("control", o => o.Control),
        new("bound", o => o.Bound.Code()),
        new("coverage", o => o.Coverage),
        new("status", o => o.Status),
        new("method", o => o.Method),
        new("lower", o => o.Lower, o => o.LowerText),
        new("upper", o => o.Upper, o => o.UpperText),
        new("source", o => o.Source),
        new("note", o => o.Note),
        new("dataset", o => o.Dataset),
        new("version", o => o.Version),
    ];

    public static readonly IReadOnlyList<Column<Country>> Countries =
    [
        new("code", c => c.Code),
        new("alpha2", c => c.Alpha2),
        new("name", c => c.Name),
        new("region", c => c.Region),
        new("incomeGroup", c => c.IncomeGroup),
        new("aliases", c => c.Aliases),
    ];

    public static readonly IReadOnlyList<Column<Indicator>> Indicators =
    [
        new("code", i => i.Code),
        new("title", i => i.Title),
        new("unit", i => i.Unit),
        new("direction", i => i.Direction.Code()),
        new("description", i => i.Description),
        new("definitions", i => i.Definitions, i => string.Join('|', i.Definitions.Select(d => d.Code))),
        new("minimum", i => i.Minimum),
        new("maximum", i => i.Maximum),
    ];

    public static readonly IReadOnlyList<Column<Source>> Sources =
    [
        new("code", s => s.Code),
        new("title", s => s.Title),
        new("publisher", s => s.Publisher),
        new("year", s => s.Year),
        new("url", s => s.Url),
        new("licence", s => s.Licence),
        new("redistribution", s => s.Redistribution.ToString().ToLowerInvariant()),
        new("thirdHand", s => s.ThirdHand),
        new("note", s => s.Note),
    ];

    public static readonly IReadOnlyList<Column<DatasetSummary>> Datasets =
    [
        new("code", d => d.Code),
        new("title", d => d.Title),
        new("description", d => d.Description),
        new("publisher", d => d.Publisher),
        new("licence", d => d.Licence),
        new("source", d => d.Source),
        new("version", d => d.Version),
        new("publishedAt", d => Instant(d.PublishedAt)),
        new("edition", d => d.Edition),
        new("rows", d => d.Rows),
    ];

    public static readonly IReadOnlyList<Column<VersionDetails>> Versions =
    [
        new("id", v => v.Id.ToString()),
        new("dataset", v => v.Dataset),
        new("version", v => v.Semantic),
        new("status", v => v.Status.ToCode()),
        new("publishedAt", v => Instant(v.PublishedAt)),
        new("edition", v => v.Edition),
        new("file", v => v.HasFile ? v.FileName : null),
        new("sha256", v => v.HasFile ? v.Sha256 : null),
        new("bytes", v => v.HasFile ? v.Length : null),
        new("rows", v => v.Rows),
        new("errors", v => v.Errors),
        new("warnings", v => v.Warnings),
        new("unexplained", v => v.Unexplained),
        new("progress", v => v.Progress),
        new("added", v => v.Added),
        new("changed", v => v.Changed),
        new("absent", v => v.Absent),
        new("removed", v => v.Removed),
        new("comment", v => v.Comment),
        new("takesBack", v => v.TakesBack?.Version),
        new("withdrawnIn", v => v.WithdrawnBy?.Edition),
        new("withdrawnBecause", v => v.WithdrawnBy?.Reason),
    ];

    /// <param name="file">Name of the file that the findings speak of.</param>
    public static IReadOnlyList<Column<Finding>> Findings(string file) =>
    [
        new("tier", f => f.Tier),
        new("code", f => f.Code),
        new("row", f => f.Line),
        new("column", f => f.ColumnName),
        new("value", f => f.Value),
        new("expected", f => f.Expected),
        new("message", f => FindingWords.Message(file, f)),
        new("explanation", f => f.Explanation?.Reason),
        new("reasonCode", f => f.Explanation?.ReasonCode),
        new("explainedBy", f => f.Explanation?.By),
        new("explainedAt", f => Instant(f.Explanation?.At)),
    ];

    internal static string? Instant(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
