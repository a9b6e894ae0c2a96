using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Datasets.History;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>
/// Published figures as they would stand once a draft is published, without publishing it: its rows are laid over those of the same key. Nothing is locked
/// or written, and of a draft of any size only the indicators and countries asked for are read.
/// </summary>
public sealed class DraftObservations(NpgsqlDataSource database, PublishedObservations observations, ReferenceQueries reference, FilesOfVersions filesOfVersions)
{
    /// <param name="draft">A draft without errors.</param>
    /// <param name="removeMissing">Whether rows of its dataset that it does not mention would go.</param>
    /// <param name="edition">What is published.</param>
    /// <param name="indicators">Codes.</param>
    /// <param name="countries">Alpha-3 codes.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<PublishedObservation>> ReadAsync(
        VersionDetails draft, bool removeMissing, Edition edition, IReadOnlyList<string>? indicators, IReadOnlyList<string> countries, CancellationToken ct)
    {
        var published = await observations.ReadAsync(edition, new ObservationFilter(indicators, countries), ct);
        return Overlay(published, await RowsAsync(draft, edition, indicators, countries, ct), draft.Dataset, removeMissing);
    }

    /// <summary>Lays a draft's rows over the published ones, as publishing would.</summary>
    internal static IReadOnlyList<PublishedObservation> Overlay(
        IReadOnlyList<PublishedObservation> published, IReadOnlyList<PublishedObservation> draft, string dataset, bool removeMissing)
    {
        var rows = draft.ToDictionary(Key);
        var standing = new List<PublishedObservation>(published.Count + draft.Count);
        foreach (var row in published)
        {
            if (!rows.Remove(Key(row), out var said))
            {
                if (!removeMissing || row.Dataset != dataset) standing.Add(row);
            }
            else
            {
                // A row that says the same is left alone; another dataset's is not this one's to change.
                standing.Add(row.Dataset != dataset || ObservationRevision.Differences(row, said).Count == 0 ? row : said);
            }
        }

        standing.AddRange(rows.Values);
        return standing;
    }

    private static (string, string, Analytics.Periods.Period, string, string, string) Key(PublishedObservation row) =>
        (row.Indicator, row.Country, row.Period, row.Definition, row.Control, row.Source);

    private async Task<IReadOnlyList<PublishedObservation>> RowsAsync(
        VersionDetails draft, Edition edition, IReadOnlyList<string>? indicators, IReadOnlyList<string> countries, CancellationToken ct)
    {
        var known = await reference.AsOfAsync(edition, ct);
        await using var command = database.CreateCommand(
            $"""
            {DraftRows.Readings(draft.Number)}
            WHERE (@indicators IS NULL OR o.indicator_id = ANY (@indicators)) AND o.country_id = ANY (@countries)
            ORDER BY {ObservationKey.Of("o")}
            """);
        command.CommandTimeout = 0;
        command.Parameters.Add(new("indicators", NpgsqlDbType.Array | NpgsqlDbType.Integer)
        {
            Value = indicators is null ? DBNull.Value : Ids(indicators, known.IndicatorIds),
        });
        command.Parameters.Add(new("countries", NpgsqlDbType.Array | NpgsqlDbType.Integer) { Value = Ids(countries, known.CountryIds) });
        var files = DraftRows.Files(await filesOfVersions.AsOfAsync(edition), draft);
        var rows = new List<PublishedObservation>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) rows.Add(PublishedObservations.Read(reader, known, files));
        return rows;
    }

    private static int[] Ids(IReadOnlyList<string> codes, IReadOnlyDictionary<string, int> ids) => [.. codes.Select(code => ids.GetValueOrDefault(code, -1))];
}
