namespace Sovereign.Dashboard.Exports;

/// <summary>The one shape that leaves the system. Pages, CSV and JSON render the same columns.</summary>
public sealed record Table<T>(IReadOnlyList<Column<T>> Columns, IAsyncEnumerable<T> Rows);
