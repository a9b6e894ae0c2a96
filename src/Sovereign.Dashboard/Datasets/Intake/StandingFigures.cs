namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// The SQL of figures as they would stand if the draft were published: its rows, and what is published of any dataset and not of its keys. Only rows that a
/// publication would bring are judged.
/// </summary>
internal static class StandingFigures
{
    private const string Columns = $"line, {ObservationKey.Columns}, value, value_text, bound, coverage";

    /// <param name="versionNumber">The draft.</param>
    /// <param name="firstLoad">Whether all of its rows are new.</param>
    /// <param name="indicators">A condition on <c>indicator_id</c>.</param>
    public static string Sql(int versionNumber, bool firstLoad, string indicators)
    {
        var draft = DraftTable.Name(versionNumber);
        var judge = firstLoad ? "true" : $"line IN (SELECT line FROM datasets.change WHERE version_number = {versionNumber})";
        return
            $"""
            SELECT {Columns}, {judge} AS judge FROM {draft} WHERE {indicators}
            UNION ALL
            SELECT {Columns}, false FROM datasets.observation o
            WHERE {indicators} AND o.edition_to IS NULL
                AND NOT EXISTS (SELECT 1 FROM {draft} d WHERE ({ObservationKey.Of("d")}) = ({ObservationKey.Of("o")}))
            """;
    }
}
