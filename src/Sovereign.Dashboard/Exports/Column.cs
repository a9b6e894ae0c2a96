namespace Sovereign.Dashboard.Exports;

/// <summary>One typed column of a table that leaves the system.</summary>
/// <param name="Name">camelCase, the same in JSON and CSV.</param>
/// <param name="Get">The cell: a string, a number, a boolean, a string list, or null for "not there".</param>
/// <param name="CsvText">For numbers whose digits matter: the text that CSV shows instead. JSON has numbers.</param>
public sealed record Column<T>(string Name, Func<T, object?> Get, Func<T, string?>? CsvText = null);
