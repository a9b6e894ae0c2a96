using Sovereign.Analytics.Quantities;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What the cells of a column look like.</summary>
internal sealed class ColumnProfile
{
    /// <summary>From this share of its cells on a column counts as one of codes.</summary>
    public const double Most = 0.8;

    // Fewer than for codes: a column of figures may hold words of many kinds where there is none.
    private const double MostFigures = 0.6;

    /// <param name="name">Its title.</param>
    /// <param name="cells">Its cells in the first rows, empty ones too.</param>
    /// <param name="known">Codes.</param>
    /// <param name="definitions">Codes of all definitions.</param>
    /// <param name="places">Matches countries.</param>
    public ColumnProfile(string name, IReadOnlyList<string> cells, ReferenceData known, HashSet<string> definitions, PlaceNames places)
    {
        Name = name;
        Cells = cells;
        Role = ColumnNames.RoleOf(HeaderText.Split(name).Title is { Length: > 0 } title ? title : name);
        var filled = cells.Where(cell => cell.Length > 0).ToList();
        Distinct = [.. filled.Distinct(StringComparer.Ordinal).Take(200)];
        double Share(Func<string, bool> holds) => Distinct.Count == 0 ? 0 : (double)Distinct.Count(holds) / Distinct.Count;
        Places = Share(cell => places.Find(cell).Kind != PlaceKind.Unknown);
        IsAlpha2 = Places > 0 && Share(cell => cell.Length == 2) >= Most;
        IsAlpha3 = Places > 0 && Share(cell => cell.Length == 3 && cell.All(char.IsAsciiLetter)) >= Most;
        IsPeriod = Distinct.Count > 0 && Share(cell => PeriodText.Looks(cell)) >= 0.9;
        IsPart = Distinct.Count > 0 && Share(cell => int.TryParse(cell.TrimStart('Q', 'q', 'S', 's', 'H', 'M', 'm', 'T'), out var part) && part is >= 1 and <= 12) >= 0.9;
        IsFigures = Distinct.Any(cell => FigureText.IsFigure(cell)) && Share(cell => FigureText.Looks(cell)) >= MostFigures;
        Units = Share(cell => Unit.TryFind(cell, out _));
        Indicators = Share(known.Indicators.ContainsKey);
        Definitions = Share(definitions.Contains);
        Sources = Share(known.Sources.ContainsKey);
        IsCounter = name == "row" || (PlaceNames.Normalise(name) is "id" or "no" or "nr" or "number" or "rank" or "index" or "" && Distinct.Count == filled.Count);
        IsFlags = Distinct.All(cell => cell.Length <= 3);
    }

    public string Name { get; }

    public IReadOnlyList<string> Cells { get; }

    /// <summary>What its title says.</summary>
    public ColumnRole? Role { get; }

    /// <summary>Different cells, at most two hundred.</summary>
    public IReadOnlyList<string> Distinct { get; }

    /// <summary>Share of cells that name a country or a group of countries, 0 to 1; the shares below likewise.</summary>
    public double Places { get; }

    public bool IsAlpha2 { get; }

    public bool IsAlpha3 { get; }

    public bool IsPeriod { get; }

    public bool IsPart { get; }

    public bool IsFigures { get; }

    public double Units { get; }

    public double Indicators { get; }

    public double Definitions { get; }

    public double Sources { get; }

    /// <summary>Whether it numbers the rows.</summary>
    public bool IsCounter { get; }

    public bool IsFlags { get; }

    /// <summary>Whether it holds some of these codes and nothing else.</summary>
    public bool Codes(params string[] codes) => Distinct.Count > 0 && Distinct.All(cell => codes.Contains(cell));
}
