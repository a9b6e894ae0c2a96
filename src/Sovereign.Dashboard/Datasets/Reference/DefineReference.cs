using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Publishing;

namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>
/// Makes reference data stand, as an edition of its own: rows that differ are closed and succeeded, new ones added, equal ones left alone.
/// Where nothing differs no edition is made.
/// </summary>
public sealed class DefineReference(NpgsqlDataSource database, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <returns>
    /// The number of rows that changed. Refused with <c>not-permitted</c>, <c>bad-code</c>, <c>unknown-unit</c>, <c>unknown-source</c>,
    /// <c>unknown-indicator</c>, <c>unit-in-use</c>, <c>duplicate-definition</c> or <c>bad-range</c>.
    /// </returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, ReferenceSet wanted, string comment, CancellationToken ct)
    {
        if (!actor.IsSystem && !actor.May(Permissions.Define))
            return new Refusal("not-permitted", "Defining indicators, sources and datasets needs the permission to define.");

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var edition = await Editions.BeginNextAsync(connection, ct);
        await using var db = await OnAsync(connection, transaction, ct);
        var standing = new Standing(
            await OpenAsync<CountryRevision>(db, ct), await OpenAsync<SourceRevision>(db, ct), await OpenAsync<IndicatorRevision>(db, ct),
            await OpenAsync<DefinitionRevision>(db, ct), await OpenAsync<PreferenceRevision>(db, ct), await OpenAsync<DatasetRevision>(db, ct));
        if (Judge(wanted, standing) is { } refusal) return refusal;

        var changes = new RevisionChanges(db, edition, () => NextIdAsync(connection, ct));
        foreach (var (numeric, c) in wanted.Countries)
        {
            await changes.StandAsync(
                standing.Countries, row => row.Id == numeric,
                new CountryRevision { Code = c.Code, Alpha2 = c.Alpha2, Name = c.Name, Region = c.Region, IncomeGroup = c.IncomeGroup, Aliases = [.. c.Aliases] },
                (a, b) => (a.Code, a.Alpha2, a.Name, a.Region, a.IncomeGroup) == (b.Code, b.Alpha2, b.Name, b.Region, b.IncomeGroup) && a.Aliases.SequenceEqual(b.Aliases),
                numeric);
        }

        foreach (var s in wanted.Sources)
        {
            await changes.StandAsync(
                standing.Sources, row => row.Code == s.Code,
                new SourceRevision
                {
                    Code = s.Code,
                    Title = s.Title,
                    Publisher = s.Publisher,
                    Year = s.Year,
                    Url = s.Url,
                    Licence = s.Licence,
                    Redistribution = s.Redistribution.ToString().ToLowerInvariant(),
                    ThirdHand = s.ThirdHand,
                    Note = s.Note,
                },
                (a, b) => (a.Title, a.Publisher, a.Year, a.Url, a.Licence, a.Redistribution, a.ThirdHand, a.Note)
                    == (b.Title, b.Publisher, b.Year, b.Url, b.Licence, b.Redistribution, b.ThirdHand, b.Note));
        }

        foreach (var i in wanted.Indicators)
        {
            var id = await changes.StandAsync(
                standing.Indicators, row => row.Code == i.Code,
                new IndicatorRevision
                {
                    Code = i.Code,
                    Title = i.Title,
                    Unit = i.Unit,
                    Direction = i.Direction.Code(),
                    Description = i.Description,
                    Minimum = i.Minimum,
                    Maximum = i.Maximum,
                },
                (a, b) => (a.Title, a.Unit, a.Direction, a.Description, a.Minimum, a.Maximum) == (b.Title, b.Unit, b.Direction, b.Description, b.Minimum, b.Maximum));
            foreach (var d in i.Definitions)
            {
                await changes.StandAsync(
                    standing.Definitions, row => row.IndicatorId == id && row.Code == d.Code,
                    new DefinitionRevision { IndicatorId = id, Code = d.Code, Title = d.Title, Text = d.Text },
                    (a, b) => (a.Title, a.Text) == (b.Title, b.Text));
            }
        }

        foreach (var p in wanted.Preferences)
        {
            await changes.StandAsync(
                standing.Preferences, row => (row.Indicator, row.Definition, row.Source) == (p.Indicator, p.Definition, p.Source),
                new PreferenceRevision { Indicator = p.Indicator, Definition = p.Definition, Source = p.Source, Rank = p.Rank, Reason = p.Reason },
                (a, b) => (a.Rank, a.Reason) == (b.Rank, b.Reason));
        }

        foreach (var d in wanted.Datasets)
        {
            await changes.StandAsync(
                standing.Datasets, row => row.Code == d.Code,
                new DatasetRevision { Code = d.Code, Title = d.Title, Description = d.Description, Publisher = d.Publisher, Licence = d.Licence, Source = d.Source },
                (a, b) => (a.Title, a.Description, a.Publisher, a.Licence, a.Source) == (b.Title, b.Description, b.Publisher, b.Licence, b.Source));
        }

        if (changes.Count == 0) return 0;
        await db.SaveChangesAsync(ct);
        await AuditLog.AppendAsync(
            connection, transaction,
            new AuditEvent(clock.GetUtcNow(), actor.Pseudonym, EventNames.ReferenceChanged, $"edition:{edition}", new() { ["rows"] = changes.Count, ["comment"] = comment }), ct);
        await Editions.RecordAsync(connection, edition, "reference", comment, clock.GetUtcNow(), ct);
        await transaction.CommitAsync(ct);
        return changes.Count;
    }

    private sealed record Standing(
        List<CountryRevision> Countries, List<SourceRevision> Sources, List<IndicatorRevision> Indicators, List<DefinitionRevision> Definitions,
        List<PreferenceRevision> Preferences, List<DatasetRevision> Datasets);

    private static Refusal? Judge(ReferenceSet wanted, Standing standing)
    {
        var codes = wanted.Sources.Select(s => s.Code).Concat(wanted.Indicators.Select(i => i.Code)).Concat(wanted.Datasets.Select(d => d.Code))
            .Concat(wanted.Indicators.SelectMany(i => i.Definitions, (_, d) => d.Code));
        if (codes.FirstOrDefault(code => !ReferenceCodes.IsValid(code)) is { } bad)
            return new Refusal("bad-code", $"'{bad}' is no code; expected lower-case letters, digits, hyphens and dots, beginning with a letter or digit, at most 64.");

        foreach (var indicator in wanted.Indicators)
        {
            if (indicator.Definitions.GroupBy(d => d.Code).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
                return new Refusal("duplicate-definition", $"Indicator {indicator.Code} has the definition '{twice}' twice.");
            if (indicator.Minimum > indicator.Maximum)
                return new Refusal("bad-range", $"Indicator {indicator.Code} has a minimum above its maximum.");
            if (!Unit.TryFind(indicator.Unit, out var unit) || unit.Code != indicator.Unit)
                return new Refusal("unknown-unit", $"Indicator {indicator.Code} has the unit '{indicator.Unit}'; expected the canonical code of a known unit.");
            if (standing.Indicators.FirstOrDefault(row => row.Code == indicator.Code) is { } old && old.Unit != indicator.Unit)
                return new Refusal("unit-in-use", $"Indicator {indicator.Code} is kept in {old.Unit}; a figure in another unit belongs to another indicator.");
        }

        var sources = wanted.Sources.Select(s => s.Code).Concat(standing.Sources.Select(s => s.Code)).ToHashSet();
        if (wanted.Datasets.FirstOrDefault(d => d.Source is not null && !sources.Contains(d.Source)) is { } dataset)
            return new Refusal("unknown-source", $"Dataset {dataset.Code} names the source '{dataset.Source}', which does not exist.");
        var indicators = wanted.Indicators.Select(i => i.Code).Concat(standing.Indicators.Select(i => i.Code)).ToHashSet();
        return wanted.Preferences.FirstOrDefault(p => !indicators.Contains(p.Indicator) || !sources.Contains(p.Source)) is { } preference
            ? new Refusal("unknown-indicator", $"The preference for {preference.Indicator} and {preference.Source} names something that does not exist.")
            : null;
    }

    private async Task<PortalDb> OnAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        // One transaction for EF and for plain SQL: the context borrows the connection.
        var db = await databases.CreateDbContextAsync(ct);
        db.Database.SetDbConnection(connection);
        await db.Database.UseTransactionAsync(transaction, ct);
        return db;
    }

    private static Task<List<T>> OpenAsync<T>(PortalDb db, CancellationToken ct)
        where T : Revision =>
        db.Set<T>().Where(row => row.EditionTo == null).ToListAsync(ct);

    private static async Task<int> NextIdAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var next = new NpgsqlCommand("SELECT nextval('datasets.reference_id')::integer", connection);
        return (int)(await next.ExecuteScalarAsync(ct))!;
    }
}
