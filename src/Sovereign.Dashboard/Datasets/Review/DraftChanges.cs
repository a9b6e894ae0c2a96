using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Datasets.History;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>
/// What publishing a draft would change: changed observations first, the largest change leading; then those it does not mention, then the added, by key.
/// Rows are read as they are sent; never more of a draft than is shown.
/// </summary>
public sealed class DraftChanges(NpgsqlDataSource database, EditionQueries editions, ReferenceQueries reference, FilesOfVersions filesOfVersions)
{
    /// <summary>How many changes of a kind a draft has.</summary>
    public static long Count(VersionDetails draft, RevisionKind kind) => kind switch
    {
        RevisionKind.Added => draft.Added,
        RevisionKind.Changed => draft.Changed,
        _ => draft.Absent,
    };

    /// <summary>Changes of every kind.</summary>
    /// <param name="draft">A draft without errors; of any other version there is none.</param>
    /// <param name="skip">Rows passed over.</param>
    /// <param name="take">At most so many; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<DraftChange> StreamAsync(VersionDetails draft, long skip, int? take, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var kind in new[] { RevisionKind.Changed, RevisionKind.Removed, RevisionKind.Added })
        {
            if (skip >= Count(draft, kind))
            {
                skip -= Count(draft, kind);
                continue;
            }

            await foreach (var change in StreamAsync(draft, kind, skip, take, ct))
            {
                yield return change;
                take--;
            }

            if (take <= 0) yield break;
            skip = 0;
        }
    }

    /// <summary>Changes of one kind.</summary>
    public async IAsyncEnumerable<DraftChange> StreamAsync(
        VersionDetails draft, RevisionKind kind, long skip, int? take, [EnumeratorCancellation] CancellationToken ct)
    {
        if (draft is not { Status: VersionStatus.Draft, Errors: 0 }) yield break;
        var edition = await editions.LatestAsync(ct);
        var known = await reference.AsOfAsync(edition, ct);
        var files = DraftRows.Files(await filesOfVersions.AsOfAsync(edition), draft);
        await using var command = database.CreateCommand(Sql(draft, kind));
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("skip", skip);
        command.Parameters.Add(new NpgsqlParameter("take", NpgsqlDbType.Integer) { Value = (object?)take ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var first = DraftRows.Read(reader, known, files, 0);
            yield return kind == RevisionKind.Removed ? new(first, null) : new(DraftRows.Read(reader, known, files, DraftRows.Width), first);
        }
    }

    private static string Sql(VersionDetails draft, RevisionKind kind)
    {
        const string Page = "OFFSET @skip LIMIT @take";
        var rows = DraftRows.Readings(draft.Number);
        // The list is paged before it is joined: a page costs as much as the list of keys, not as the rows behind it.
        string Listed(string order) =>
            $"(SELECT size, {ObservationKey.Columns} FROM datasets.change WHERE version_number = {draft.Number} AND kind = '{kind.Code()}' ORDER BY {order} {Page}) c";
        return kind switch
        {
            RevisionKind.Changed =>
                $"""
                SELECT a.*, b.* FROM {Listed($"size DESC, {ObservationKey.Columns}")}
                JOIN ({rows}) a ON {ObservationKey.Same("a", "c")}
                JOIN ({DraftRows.Published}) b ON {ObservationKey.Same("b", "c")}
                ORDER BY c.size DESC, {ObservationKey.Of("c")}
                """,
            RevisionKind.Added when IsFirstLoad(draft) => $"SELECT a.* FROM ({rows}) a ORDER BY {ObservationKey.Of("a")} {Page}",
            RevisionKind.Added =>
                $"SELECT a.* FROM {Listed(ObservationKey.Columns)} JOIN ({rows}) a ON {ObservationKey.Same("a", "c")} ORDER BY {ObservationKey.Of("c")}",
            _ =>
                $"""
                {DraftRows.Published}
                    AND o.dataset_id = (SELECT dataset_id FROM datasets.version WHERE number = {draft.Number})
                    AND NOT EXISTS (SELECT 1 FROM {DraftTable.Name(draft.Number)} d WHERE {ObservationKey.Same("d", "o")})
                ORDER BY {ObservationKey.Of("o")} {Page}
                """,
        };
    }

    // Only a first load adds all of its rows while nothing else is published; its list is not kept.
    private static bool IsFirstLoad(VersionDetails draft) => draft is { Changed: 0, Absent: 0 } && draft.Added == draft.Rows;
}
