using Sovereign.Dashboard.Design.Pictures;

namespace Sovereign.Dashboard.Exports.Shown;

/// <summary>What a page shows, ready to leave as a file in any format.</summary>
/// <param name="Notes">What it is, whose, and how it came about.</param>
/// <param name="Columns">Of the table.</param>
/// <param name="Rows">Of the table, few enough to be held.</param>
/// <param name="Draw">Draws it; null where there is no picture of it.</param>
public sealed record ShownTable<T>(ShownNotes Notes, IReadOnlyList<Column<T>> Columns, IReadOnlyList<T> Rows, Func<Picture>? Draw)
{
    public Table<T> Table => new(Columns, Rows.ToAsyncEnumerable());
}
