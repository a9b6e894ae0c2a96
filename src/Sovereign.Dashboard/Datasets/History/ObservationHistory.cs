using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Sovereign.Dashboard.Datasets.History;

/// <summary>
/// Every reading that an observation ever had. Asked of one indicator and country, so that the index of the lake leads straight to the rows, however
/// many there are of others.
/// </summary>
public sealed class ObservationHistory(NpgsqlDataSource database, ReferenceQueries reference, FilesOfVersions filesOfVersions)
{
    private const string OfQuestion =
        """
        WHERE o.indicator_id = @indicator AND o.country_id = @country
            AND (@definition IS NULL OR o.definition_id = @definition)
            AND (@control IS NULL OR o.control = @control)
            AND (@source IS NULL OR o.source_id = @source)
            AND o.source_id <> ALL (@withheld)
            AND (@period IS NULL OR o.period_start = @period AND o.frequency = @frequency)
        """;

    /// <summary>What an edition did: a reading that began with it beside the reading that ended with it.</summary>
    // The key's index must lead to the rows; by coalesce the index of closed rows, which would list those of every observation, is not considered.
    private static readonly string Revisions =
        $"""
        FROM ({RevisionRows.Readings} {OfQuestion} AND v.edition <= @edition) a
        FULL JOIN ({RevisionRows.Readings} {OfQuestion} AND coalesce(o.edition_to <= @edition, false)) b ON {RevisionRows.SameObservation} AND b.edition_to = a.edition_from
        """;

    private static readonly string List =
        $"""
        SELECT e.number, e.published_at, e.comment, w.semantic, t.semantic, a.*, b.*
        {Revisions}
        JOIN datasets.edition e ON e.number = coalesce(a.edition_from, b.edition_to)
        JOIN datasets.version w ON w.edition = e.number
        LEFT JOIN datasets.version t ON t.number = w.withdraws
        ORDER BY e.number DESC, {RevisionRows.WithinCountry}
        OFFSET @skip LIMIT @take
        """;

    private static readonly string Count =
        $"""
        SELECT count(DISTINCT (coalesce(a.period_start, b.period_start), coalesce(a.frequency, b.frequency), coalesce(a.definition_id, b.definition_id),
                coalesce(a.control, b.control), coalesce(a.source_id, b.source_id))),
            count(*) FILTER (WHERE b.file_version IS NULL), count(*) FILTER (WHERE a.file_version IS NOT NULL AND b.file_version IS NOT NULL), count(*) FILTER (WHERE a.file_version IS NULL)
        {Revisions}
        """;

    /// <summary>A row that neither edition sees says nothing, one that both see says the same.</summary>
    private static readonly string Compare =
        $"""
        SELECT count(*) OVER (), count(*) FILTER (WHERE a.file_version IS DISTINCT FROM b.file_version) OVER (), a.*, b.*
        FROM ({RevisionRows.Readings} {OfQuestion} AND v.edition <= @second AND (o.edition_to IS NULL OR o.edition_to > @second)) a
        FULL JOIN ({RevisionRows.Readings} {OfQuestion} AND v.edition <= @first AND (o.edition_to IS NULL OR o.edition_to > @first)) b
            ON {RevisionRows.SameObservation}
        ORDER BY (a.file_version IS DISTINCT FROM b.file_version) DESC, {RevisionRows.WithinCountry}
        LIMIT @take
        """;

    /// <summary>The revisions up to an edition, newest first.</summary>
    /// <param name="question">Of which observations.</param>
    /// <param name="edition">Later editions are not seen.</param>
    /// <param name="skip">Revisions passed over.</param>
    /// <param name="take">At most so many; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<ObservationRevision> StreamAsync(
        HistoryQuestion question, Edition edition, long skip, int? take, [EnumeratorCancellation] CancellationToken ct)
    {
        var known = await reference.AsOfAsync(edition, ct);
        var files = await filesOfVersions.AsOfAsync(edition);
        await using var command = Command(List, question, known);
        command.Parameters.AddWithValue("edition", edition.Number);
        command.Parameters.AddWithValue("skip", skip);
        Add(command, "take", NpgsqlDbType.Integer, take);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return RevisionRows.ReadRevision(reader, known, files);
    }

    /// <summary>How many revisions there are, and of what kind.</summary>
    public async Task<HistoryCounts> CountAsync(HistoryQuestion question, Edition edition, CancellationToken ct)
    {
        await using var command = Command(Count, question, await reference.AsOfAsync(edition, ct));
        command.Parameters.AddWithValue("edition", edition.Number);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new HistoryCounts(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }

    /// <summary>What the observations said in one edition and in another.</summary>
    public async Task<ObservationComparison> CompareAsync(HistoryQuestion question, Edition first, Edition second, int take, CancellationToken ct)
    {
        var later = first.Number > second.Number ? first : second;
        var known = await reference.AsOfAsync(later, ct);
        var files = await filesOfVersions.AsOfAsync(later);
        await using var command = Command(Compare, question, known);
        command.Parameters.AddWithValue("first", first.Number);
        command.Parameters.AddWithValue("second", second.Number);
        command.Parameters.AddWithValue("take", take);
        var (total, different) = (0L, 0L);
        var pairs = new List<ObservationPair>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            (total, different) = (reader.GetInt64(0), reader.GetInt64(1));
            var (after, before) = RevisionRows.ReadBoth(reader, known, files, 2);
            pairs.Add(new ObservationPair(before, after));
        }

        return new ObservationComparison(pairs, total, different);
    }

    private NpgsqlCommand Command(string sql, HistoryQuestion question, ReferenceData known)
    {
        var command = database.CreateCommand(sql);
        // What the edition does not know has no row in it.
        command.Parameters.AddWithValue("indicator", known.IndicatorIds.GetValueOrDefault(question.Indicator.Code, -1));
        command.Parameters.AddWithValue("country", known.CountryIds.GetValueOrDefault(question.Country.Code, -1));
        Add(command, "definition", NpgsqlDbType.Integer, question.Definition is { } definition ? known.DefinitionIds.GetValueOrDefault((question.Indicator.Code, definition), -1) : null);
        Add(command, "control", NpgsqlDbType.Smallint, (short?)question.Control);
        Add(command, "source", NpgsqlDbType.Integer, question.Source is { } source ? known.SourceIds.GetValueOrDefault(source, -1) : null);
        command.Parameters.AddWithValue("withheld", Terms.Withheld(known, inFiles: false) ?? []);
        Add(command, "period", NpgsqlDbType.Date, question.Period?.Start);
        Add(command, "frequency", NpgsqlDbType.Smallint, (short?)question.Period?.Frequency);
        return command;
    }

    private static void Add(NpgsqlCommand command, string name, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new NpgsqlParameter(name, type) { Value = value ?? DBNull.Value });
}
