using System.Globalization;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Exports.Shown;

/// <summary>What a file says of itself, so that it can be read without the page that it was taken from.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What is counted, in a sentence or two.</param>
/// <param name="Name">Name of the file, without edition and extension.</param>
/// <param name="Edition">Number of the edition.</param>
/// <param name="PublishedAt">When that edition was published.</param>
/// <param name="Page">Address of the page, with the instant of the edition, so that it always shows the same.</param>
/// <param name="Portal">Name of the site.</param>
/// <param name="Filters">What the reader chose: name and value.</param>
/// <param name="Credits">Whose figures it holds.</param>
/// <param name="Processing">What the portal did with them.</param>
/// <param name="Columns">What each column of the table means.</param>
public sealed record ShownNotes(
    string Title, string Description, string Name, int Edition, DateTimeOffset PublishedAt, string Page, string Portal,
    IReadOnlyList<(string Name, string Value)> Filters, IReadOnlyList<Credit> Credits, string Processing, IReadOnlyList<ColumnMeaning> Columns)
{
    /// <summary>Name of the file without extension: what, which edition, which filters.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Name}_edition-{Edition}{(Filters.Count == 0 ? "" : ".filtered")}");

    /// <summary>How to cite it, in full.</summary>
    public string Citation => string.Create(
        CultureInfo.InvariantCulture,
        $"{Portal}: {Title}, edition {Edition}, {Numbers.Day(PublishedAt)}. Figures of {string.Join("; ", Credits.Select(credit => credit.Year is { } year ? $"{credit.Publisher} ({year})" : credit.Publisher).Distinct())}. {Processing} {Page}");

    /// <summary>How to cite it where there is little room.</summary>
    public string ShortCitation => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join("; ", Credits.Select(credit => credit.Publisher).Distinct().Take(3))}{(Credits.Select(credit => credit.Publisher).Distinct().Count() > 3 ? " and others" : "")}, through {Portal}, edition {Edition}");

    /// <summary>What stands under a picture.</summary>
    public IReadOnlyList<string> Feet =>
    [
        $"Source: {string.Join("; ", Credits.Select(credit => $"{credit.Publisher}{(credit.Year is { } year ? $" ({year.ToString(CultureInfo.InvariantCulture)})" : "")}").Distinct())}. {Processing}",
        string.Create(CultureInfo.InvariantCulture, $"{Portal}, edition {Edition}, {Numbers.Day(PublishedAt)}. Licence: {string.Join("; ", Credits.Select(credit => credit.Licence.TrimEnd('.')).Distinct())}."),
        Page,
    ];
}
