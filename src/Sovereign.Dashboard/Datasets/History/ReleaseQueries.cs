using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Sovereign.Dashboard.Datasets.History;

/// <summary>
/// The editions, and what each of them changed, read from the rows themselves: those that begin with the edition and those that end with it. Never more of
/// a load than is shown or sent.
/// </summary>
public sealed class ReleaseQueries(NpgsqlDataSource database, ReferenceQueries reference, FilesOfVersions filesOfVersions)
{
    /// <summary>Readings that begin with an edition: in the common segment, and in the version's own where it has one.</summary>
    private const string Begun = $"{RevisionRows.Readings} WHERE o.segment IN (0, @version) AND o.version_number = @version AND o.source_id <> ALL (@withheld)";

    private const string Ended = $"{RevisionRows.Readings} WHERE o.edition_to = @edition AND o.source_id <> ALL (@withheld)";

    private const string Head = "SELECT e.number, e.published_at, e.comment, w.semantic, t.semantic, ";

    private const string Names =
        "JOIN datasets.edition e ON e.number = @edition JOIN datasets.version w ON w.edition = @edition LEFT JOIN datasets.version t ON t.number = w.withdraws";

    private static readonly string Changed =
        $"""
        {Head} a.*, b.* FROM ({Begun}) a JOIN ({Ended}) b ON {RevisionRows.SameObservation} {Names}
        ORDER BY CASE WHEN a.value = b.value THEN 0 WHEN b.value = 0 THEN 'infinity' ELSE abs(a.value - b.value) / abs(b.value) END DESC,
            {ObservationKey.Of("a")}
        OFFSET @skip LIMIT @take
        """;

    private static readonly string Removed =
        $"""
        {Head} a.*, b.* FROM ({Ended}) b LEFT JOIN ({Begun}) a ON {RevisionRows.SameObservation} {Names}
        WHERE a.file_version IS NULL
        ORDER BY {ObservationKey.Of("b")} OFFSET @skip LIMIT @take
        """;

    private static readonly string Added =
        $"""
        {Head} a.* FROM ({Begun} AND NOT EXISTS (SELECT 1 FROM datasets.observation b WHERE b.edition_to = @edition AND {ObservationKey.Same("b", "o")})) a {Names}
        ORDER BY {ObservationKey.Of("a")} OFFSET @skip LIMIT @take
        """;

    private static readonly string AddedByCountry =
        $"""
        SELECT o.indicator_id, o.country_id, count(*), extract(year FROM min(o.period_start))::integer, extract(year FROM max(o.period_start))::integer
        FROM datasets.observation o
        WHERE o.segment IN (0, @version) AND o.version_number = @version
            AND NOT EXISTS (SELECT 1 FROM datasets.observation b WHERE b.edition_to = @edition AND {ObservationKey.Same("b", "o")})
        GROUP BY o.indicator_id, o.country_id ORDER BY count(*) DESC, o.indicator_id, o.country_id
        """;

    /// <summary>Reference data is a few thousand rows in all; which of them an edition began and ended is read off them.</summary>
    private static readonly string List =
        $"""
        WITH revision AS ({string.Join(" UNION ALL ", new[] { "country", "source", "indicator", "definition", "preference", "dataset" }
            .Select(table => $"SELECT '{table}' AS what, id, edition_from, edition_to FROM datasets.{table}"))}),
        defined AS (
            SELECT coalesce(a.edition_from, b.edition_to) AS number, count(*) FILTER (WHERE b.id IS NULL) AS added,
                count(*) FILTER (WHERE a.id IS NOT NULL AND b.id IS NOT NULL) AS changed, count(*) FILTER (WHERE a.id IS NULL) AS ended
            FROM revision a
            FULL JOIN (SELECT * FROM revision WHERE edition_to IS NOT NULL) b ON a.what = b.what AND a.id = b.id AND a.edition_from = b.edition_to
            GROUP BY coalesce(a.edition_from, b.edition_to))
        SELECT e.number, e.published_at, e.kind, e.comment, d.code, d.title, v.semantic,
            v.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM datasets.version p WHERE p.dataset_id = v.dataset_id AND p.edition < v.edition),
            coalesce(v.added, r.added, 0), coalesce(v.changed, r.changed, 0), coalesce(v.removed, r.ended, 0),
            t.semantic, t.edition, x.edition
        FROM datasets.edition e
        LEFT JOIN datasets.version v ON v.edition = e.number
        LEFT JOIN datasets.version t ON t.number = v.withdraws
        LEFT JOIN datasets.version x ON x.withdraws = v.number AND x.edition <= @edition
        LEFT JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_from <= @edition AND (d.edition_to IS NULL OR d.edition_to > @edition)
        LEFT JOIN defined r ON r.number = e.number
        WHERE e.number <= @edition AND (@number IS NULL OR e.number = @number) AND (NOT @figures OR e.kind <> 'reference')
        ORDER BY e.number DESC OFFSET @skip LIMIT @take
        """;

    private readonly KeptByEdition<IReadOnlyList<AddedCount>> summaries = new();

    /// <summary>The editions up to one, newest first.</summary>
    public IAsyncEnumerable<Release> StreamAsync(Edition edition, long skip, int? take, CancellationToken ct) => ReadAsync(edition, null, false, skip, take, ct);

    /// <summary>One edition; null when there is none with this number up to <paramref name="edition"/>.</summary>
    public async Task<Release?> FindAsync(int number, Edition edition, CancellationToken ct) =>
        await ReadAsync(edition, number, false, 0, 1, ct).SingleOrDefaultAsync(ct);

    /// <summary>The last publication or withdrawal up to an edition; null when nothing but reference data was published.</summary>
    public async Task<Release?> LatestPublicationAsync(Edition edition, CancellationToken ct) =>
        await ReadAsync(edition, null, true, 0, 1, ct).SingleOrDefaultAsync(ct);

    /// <summary>What a publication changed: changed observations first, the largest change leading; then the removed, then the added, by key.</summary>
    /// <param name="release">A publication.</param>
    /// <param name="seen">Later editions are not seen.</param>
    /// <param name="skip">Rows passed over.</param>
    /// <param name="take">At most so many; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<ObservationRevision> ChangesAsync(
        Release release, Edition seen, long skip, int? take, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var (kind, count) in new[] { (RevisionKind.Changed, release.Changed), (RevisionKind.Removed, release.Removed), (RevisionKind.Added, release.Added) })
        {
            if (skip >= count)
            {
                skip -= count;
                continue;
            }

            await foreach (var revision in ChangesAsync(release, kind, seen, skip, take, ct))
            {
                yield return revision;
                take--;
            }

            if (take <= 0) yield break;
            skip = 0;
        }
    }

    /// <summary>What a publication changed, of one kind: changed ones by the size of the change, others by key.</summary>
    public async IAsyncEnumerable<ObservationRevision> ChangesAsync(
        Release release, RevisionKind kind, Edition seen, long skip, int? take, [EnumeratorCancellation] CancellationToken ct)
    {
        var known = await reference.AsOfAsync(seen, ct);
        var files = await filesOfVersions.AsOfAsync(seen);
        var sql = kind switch
        {
            RevisionKind.Added => Added,
            RevisionKind.Changed => Changed,
            RevisionKind.Removed => Removed,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        await using var command = await CommandAsync(sql, release, ct);
        command.Parameters.AddWithValue("withheld", Terms.Withheld(known, inFiles: false) ?? []);
        command.Parameters.AddWithValue("skip", skip);
        command.Parameters.Add(new NpgsqlParameter("take", NpgsqlDbType.Integer) { Value = (object?)take ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return RevisionRows.ReadRevision(reader, known, files);
    }

    /// <summary>What a publication added, counted by indicator and country, the most first. Read once: what an edition added does not change.</summary>
    public Task<IReadOnlyList<AddedCount>> AddedByCountryAsync(Release release) =>
        summaries.GetAsync(release.Number, () => CountAddedAsync(release));

    private async Task<IReadOnlyList<AddedCount>> CountAddedAsync(Release release)
    {
        var known = await reference.AsOfAsync(new Edition(release.Number, release.PublishedAt), CancellationToken.None);
        await using var command = await CommandAsync(AddedByCountry, release, CancellationToken.None);
        var rows = new List<AddedCount>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(new AddedCount(known.IndicatorCodes[reader.GetInt32(0)], known.CountryCodes[reader.GetInt32(1)], reader.GetInt64(2), reader.GetInt32(3), reader.GetInt32(4)));
        return rows;
    }

    /// <summary>The version's number is a value of its own, not a join: the planner then knows which segments to read.</summary>
    private async Task<NpgsqlCommand> CommandAsync(string sql, Release release, CancellationToken ct)
    {
        await using var find = database.CreateCommand("SELECT number FROM datasets.version WHERE edition = $1");
        find.Parameters.Add(new() { Value = release.Number });
        var version = (int)(await find.ExecuteScalarAsync(ct))!;
        var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("version", version);
        command.Parameters.AddWithValue("edition", release.Number);
        return command;
    }

    private async IAsyncEnumerable<Release> ReadAsync(
        Edition edition, int? number, bool figures, long skip, int? take, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = database.CreateCommand(List);
        command.Parameters.AddWithValue("edition", edition.Number);
        command.Parameters.Add(new NpgsqlParameter("number", NpgsqlDbType.Integer) { Value = (object?)number ?? DBNull.Value });
        command.Parameters.AddWithValue("figures", figures);
        command.Parameters.AddWithValue("skip", skip);
        command.Parameters.Add(new NpgsqlParameter("take", NpgsqlDbType.Integer) { Value = (object?)take ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return new Release(
                reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), Text(3), Text(4), Text(5), Text(6), reader.GetBoolean(7),
                reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10))
            { TakesBack = Text(11), TakesBackEdition = Whole(12), WithdrawnIn = Whole(13) };
        }

        string? Text(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

        int? Whole(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt32(ordinal);
    }
}
