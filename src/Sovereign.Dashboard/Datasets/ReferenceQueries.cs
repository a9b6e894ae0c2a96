using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Reference;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Reference data of an edition. An edition never changes, so what was read once is kept.</summary>
public sealed class ReferenceQueries(IDbContextFactory<PortalDb> databases)
{
    // Reference data is a few hundred rows an edition; readers ask for the newest and now and then for an old one.
    private const int KeptEditions = 32;

    private readonly ConcurrentDictionary<int, ReferenceData> kept = new();

    /// <summary>What <paramref name="edition"/> knew.</summary>
    public async Task<ReferenceData> AsOfAsync(Edition edition, CancellationToken ct)
    {
        if (kept.TryGetValue(edition.Number, out var known)) return known;

        var read = await ReadAsync(edition, ct);
        if (kept.Count >= KeptEditions) kept.TryRemove(kept.Keys.Min(), out _);
        return kept.GetOrAdd(edition.Number, read);
    }

    private async Task<ReferenceData> ReadAsync(Edition edition, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var definitions = await Standing<DefinitionRevision>(db, edition).OrderBy(d => d.Id).ToListAsync(ct);
        var byIndicator = definitions.ToLookup(d => d.IndicatorId);
        var indicators = await Standing<IndicatorRevision>(db, edition).OrderBy(i => i.Id).ToListAsync(ct);
        var codes = indicators.ToDictionary(i => i.Id, i => i.Code);
        var countries = await Standing<CountryRevision>(db, edition).OrderBy(c => c.Name).ToListAsync(ct);
        var sources = await Standing<SourceRevision>(db, edition).OrderBy(s => s.Code).ToListAsync(ct);
        var datasets = await Standing<DatasetRevision>(db, edition).OrderBy(d => d.Code).ToListAsync(ct);
        var preferences = await Standing<PreferenceRevision>(db, edition).OrderBy(p => p.Id).ToListAsync(ct);

        return new ReferenceData(
            edition,
            [.. countries.Select(c => (c.Id, new Country(c.Code, c.Alpha2, c.Name, c.Region, c.IncomeGroup, c.Aliases)))],
            [.. indicators.Select(i => (i.Id, new Indicator(
                i.Code, i.Title, i.Unit, DirectionOf(i.Direction), i.Description,
                [.. byIndicator[i.Id].Select(d => new Definition(d.Code, d.Title, d.Text))], i.Minimum, i.Maximum)))],
            [.. definitions.Where(d => codes.ContainsKey(d.IndicatorId)).Select(d => (d.Id, codes[d.IndicatorId], d.Code))],
            [.. sources.Select(s => (s.Id, new Source(
                s.Code, s.Title, s.Publisher, s.Year, s.Url, s.Licence, Enum.Parse<Redistribution>(s.Redistribution, ignoreCase: true), s.ThirdHand, s.Note)))],
            [.. datasets.Select(d => new Dataset(d.Id, d.Code, d.Title, d.Description, d.Publisher, d.Licence, d.Source))],
            [.. preferences.Select(p => new SourcePreference(p.Indicator, p.Definition, p.Source, p.Rank, p.Reason))]);
    }

    private static Direction DirectionOf(string code) =>
        Codes.TryParse(code, out Direction direction) ? direction : throw new FormatException($"'{code}' is not a direction.");

    private static IQueryable<T> Standing<T>(PortalDb db, Edition edition)
        where T : Revision =>
        db.Set<T>().AsNoTracking().Where(row => row.EditionFrom <= edition.Number && (row.EditionTo == null || row.EditionTo > edition.Number));
}
