using Npgsql;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// The SQL of figures as they would stand if the draft were published: its rows, and what is published of any dataset and not of its keys. Only rows that a
/// publication would bring are judged.
/// </summary>
internal static class StandingFigures
{
    /// <summary>What is known of a figure, after its line.</summary>
    public const string Columns = $"line, {ObservationKey.Columns}, value, value_text, bound, coverage";

    /// <summary>The list of changes of the draft that is judged, as its key, <c>kind</c> and <c>line</c>; empty for a first load, which is judged as a whole.</summary>
    public const string Changes = "pg_temp.judged_change";

    /// <summary>
    /// Makes <see cref="Changes"/> for the running transaction. A table of its own has statistics, without which joins over millions of rows are planned for a
    /// handful; those of <c>datasets.change</c> could be had under a lock alone that other readings, and publications, would wait for.
    /// </summary>
    public static Task PrepareAsync(NpgsqlConnection connection, int versionNumber, CancellationToken ct) => FillAsync(
        connection, Changes, $"SELECT {ObservationKey.Columns}, kind, line FROM datasets.change WHERE version_number = {versionNumber}", ct);

    /// <summary>Keeps what a query answers until the transaction ends, with statistics.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="table">Name of a temporary table, with its schema.</param>
    /// <param name="query">What it holds.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task FillAsync(NpgsqlConnection connection, string table, string query, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"CREATE TEMP TABLE {table} ON COMMIT DROP AS {query}; ANALYZE {table}", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <param name="versionNumber">The draft.</param>
    /// <param name="firstLoad">Whether all of its rows are new.</param>
    /// <param name="condition">Which figures.</param>
    /// <param name="columns">What is selected, beside <c>judge</c>.</param>
    /// <param name="join">A join of both sides to a table that has none of their other columns.</param>
    public static string Sql(int versionNumber, bool firstLoad, string condition, string columns = Columns, string join = "")
    {
        var draft = DraftTable.Name(versionNumber);
        var judge = firstLoad ? "true" : $"line IN (SELECT line FROM {Changes})";
        return
            $"""
            SELECT {columns}, {judge} AS judge FROM {draft} {join} WHERE {condition}
            UNION ALL
            SELECT {columns}, false FROM datasets.observation o {join}
            WHERE {condition} AND o.edition_to IS NULL
                AND NOT EXISTS (SELECT 1 FROM {draft} d WHERE ({ObservationKey.Of("d")}) = ({ObservationKey.Of("o")}))
            """;
    }
}
