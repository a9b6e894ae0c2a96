namespace Sovereign.Dashboard.Datasets;

/// <summary>The key of an observation in SQL: which columns it has, and how two tables that carry it are told to agree.</summary>
internal static class ObservationKey
{
    /// <summary>The columns, in the order of the index and of answers.</summary>
    public const string Columns = "indicator_id, country_id, period_start, frequency, definition_id, control, source_id";

    private static readonly string[] names = Columns.Split(", ");

    /// <summary>The columns as those of a table: <c>a.indicator_id, a.country_id, …</c>.</summary>
    public static string Of(string table) => string.Join(", ", names.Select(column => $"{table}.{column}"));

    /// <summary>Whether rows of two tables are of one observation.</summary>
    public static string Same(string left, string right) => string.Join(" AND ", names.Select(column => $"{left}.{column} = {right}.{column}"));
}
