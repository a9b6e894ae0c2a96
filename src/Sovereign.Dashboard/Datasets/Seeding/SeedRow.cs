using System.Globalization;

namespace Sovereign.Dashboard.Datasets.Seeding;

/// <summary>One row of a seed table.</summary>
public sealed class SeedRow(string file, IReadOnlyDictionary<string, string> cells)
{
    /// <summary>The cell, which must be filled.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public string this[string column] => Optional(column) ?? throw new InvalidDataException($"{file}: column {column} is empty in {string.Join(',', cells.Values)}.");

    /// <summary>The cell, or null when it is empty.</summary>
    public string? Optional(string column) =>
        cells.TryGetValue(column, out var text)
            ? text.Length == 0 ? null : text
            : throw new InvalidDataException($"{file} has no column {column}.");

    public int? Whole(string column) => Optional(column) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public double? Number(string column) => Optional(column) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    public bool Flag(string column) => bool.Parse(this[column]);
}
