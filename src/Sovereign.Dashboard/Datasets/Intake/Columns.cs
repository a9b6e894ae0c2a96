namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Where each column of the long format stands in one file; -1 where the file leaves it out.</summary>
internal sealed class Columns
{
    /// <summary>
    /// Name of the column that the portal adds to a file when it hands it back with its findings. As the last column of an upload it is left unread:
    /// nobody should have to delete it to upload the mended file.
    /// </summary>
    public const string Errors = "errors";

    /// <summary>Columns every file has.</summary>
    public static readonly IReadOnlyList<string> Required = ["indicator", "country", "period", "value", "unit"];

    /// <summary>All columns of the long format, in the order in which the portal writes them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "indicator", "country", "period", "value", "unit", "definition", "control", "bound", "coverage", "status", "method", "lower", "upper", "source", "note",
    ];

    /// <summary>Columns that the portal's own files have beside these. An upload may keep them; it says nothing by them.</summary>
    public static readonly IReadOnlyList<string> OfFiles = ["dataset", "version"];

    private readonly Dictionary<string, int> places;

    private Columns(Dictionary<string, int> places, string? ignored)
    {
        this.places = places;
        Ignored = ignored;
    }

    /// <summary>The column that was left unread; null when there is none.</summary>
    public string? Ignored { get; }

    public int this[string column] => places.GetValueOrDefault(column, -1);

    /// <summary>Reads the header, or says what is wrong with it.</summary>
    public static Columns? Read(IReadOnlyList<string> header, List<Found> found)
    {
        var ignored = header is [_, .., var last] && IsErrors(last.Trim()) ? Errors : null;
        var places = new Dictionary<string, int>();
        for (var i = 0; i < header.Count - (ignored is null ? 0 : 1); i++)
        {
            var name = header[i].Trim();
            if (OfFiles.Contains(name)) continue;
            if (!All.Contains(name))
                found.Add(new(FindingCodes.UnknownColumn, 1, name, null, "the long format has no such column", $"one of {string.Join(", ", All)}"));
            else if (!places.TryAdd(name, i))
                found.Add(new(FindingCodes.DuplicateColumn, 1, name, null, "the header names this column twice", "each column once"));
        }

        foreach (var name in Required.Where(name => !places.ContainsKey(name)))
            found.Add(new(FindingCodes.MissingColumn, 1, name, null, "the header does not name this column", $"a header such as {string.Join(",", All)}"));

        return found.Count == 0 ? new Columns(places, ignored) : null;
    }

    // Findings of the whole file follow the name, after a colon.
    private static bool IsErrors(string name) => name == Errors || name.StartsWith($"{Errors}: ", StringComparison.Ordinal);
}
