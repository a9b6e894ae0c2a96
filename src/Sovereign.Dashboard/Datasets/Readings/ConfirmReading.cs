using Hangfire;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// Takes a person's word on how a file is read. With columns it is the last word: the file is read by it, and so is the next one like it. Without columns it
/// says how the text is taken apart, and the portal proposes the rest anew.
/// </summary>
public sealed class ConfirmReading(
    NpgsqlDataSource database, IDbContextFactory<PortalDb> databases, EditionQueries editions, ReferenceQueries reference, IBackgroundJobClient jobs, TimeProvider clock)
{
    private const int MostEntries = 10_000;

    /// <param name="actor">Who says it.</param>
    /// <param name="versionId">The version.</param>
    /// <param name="said">The reading; what it leaves out of <see cref="Reading.EveryRow"/> stays as proposed.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <c>not-permitted</c>, <c>unknown-version</c>, <c>not-open</c>, <c>bad-reading</c>, <c>reading-incomplete</c>, or <c>not-read</c> while the file is being read.
    /// </returns>
    public async Task<Outcome<Reading>> RunAsync(Actor actor, Guid versionId, Reading said, CancellationToken ct)
    {
        if (!actor.May(Permissions.Upload)) return new Refusal("not-permitted", "Saying how a file is read needs the permission to upload datasets.");
        var known = await reference.AsOfAsync(await editions.LatestAsync(ct), ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        if (await FindAsync(versionId, ct) is not var (version, file)) return new Refusal("unknown-version", "There is no such version.");
        if (version.Status is VersionStatus.Received or VersionStatus.Reading) return new Refusal("not-read", "The file is just being read; try again in a moment.");
        if (version.Status is not (VersionStatus.NeedsReading or VersionStatus.Draft))
            return new Refusal("not-open", $"The version is {version.Status.ToCode()}; how it was read cannot be changed.");
        if (await ReadingStore.FindAsync(connection, version.Number, ct) is not var (proposed, _, _)) return new Refusal("not-open", "The file is no table that could be read another way.");

        var dataset = known.Datasets[known.DatasetCodes[version.DatasetId]];
        if ((JudgeParts(said) ?? JudgeOpening(said, proposed)) is { } bad) return bad;
        if (said.Columns.Count == 0) return await ProposeAsync(connection, version, file, dataset, known, Completed(said, proposed), ct);

        var reading = Completed(said, proposed) with { Certain = true };
        if (!OpensAlike(reading, proposed))
        {
            // Its columns are those that the file has when it is taken apart like this.
            var (other, no) = await ReadingProposals.ProposeAsync(connection, file, dataset, known, reading, ct);
            if (other is null) return new Refusal("bad-reading", $"Read like this, {file.Name} is no table: {no!.Problem}.");
            reading = reading with { CompoundFirst = other.CompoundFirst, LiteralQuotes = other.LiteralQuotes, HeaderRow = other.HeaderRow, HeaderRows = other.HeaderRows };
            proposed = other;
        }

        if (JudgeColumns(reading, proposed, known) is { } wrong) return wrong;
        if (ReadingQuestions.Of(reading, known, dataset) is [var first, ..] open)
            return new Refusal("reading-incomplete", $"{first.Text}{(open.Count > 1 ? $" And {open.Count - 1} more." : "")}");
        return await SaveAsync(connection, actor, version, dataset, reading, ct);
    }

    /// <summary>What was not said stays as proposed.</summary>
    private static Reading Completed(Reading said, Reading proposed)
    {
        var (mine, yours) = (proposed.EveryRow, said.EveryRow);
        var template = proposed.Template && said.Columns.Select(column => (column.Name, column.Role)).SequenceEqual(proposed.Columns.Select(column => (column.Name, column.Role)));
        return said with
        {
            Encoding = said.Encoding ?? proposed.Encoding,
            Separator = proposed.IsWorkbook ? null : said.Separator ?? proposed.Separator,
            DecimalMark = said.DecimalMark ?? proposed.DecimalMark,
            Thousands = said.Thousands || proposed.Thousands,
            CompoundFirst = proposed.CompoundFirst,
            LiteralQuotes = proposed.LiteralQuotes,
            HeaderRows = said.HeaderRow == proposed.HeaderRow ? proposed.HeaderRows : Math.Max(1, said.HeaderRows),
            Sheet = said.Sheet ?? proposed.Sheet,
            EmptyIsMissing = !template,
            Template = template,
            EveryRow = new EveryRow
            {
                Indicator = yours.Indicator ?? mine.Indicator,
                Country = yours.Country ?? mine.Country,
                Period = yours.Period ?? mine.Period,
                Unit = yours.Unit ?? mine.Unit,
                Definition = yours.Definition ?? mine.Definition,
                Control = yours.Control ?? mine.Control,
                Bound = yours.Bound ?? mine.Bound,
                Coverage = yours.Coverage ?? mine.Coverage,
                Method = yours.Method ?? mine.Method,
                Source = yours.Source ?? mine.Source,
            },
        };
    }

    private static bool OpensAlike(Reading one, Reading other) =>
        one.Encoding == other.Encoding && one.Separator == other.Separator && one.HeaderRow == other.HeaderRow && one.Sheet == other.Sheet;

    /// <summary>What JSON can say and no reading can: nothing where something must stand, numbers for words, and more than any table has.</summary>
    private static Refusal? JudgeParts(Reading said)
    {
        static Refusal Bad(string sentence) => new("bad-reading", sentence);
        if (said.Columns is null || said.EveryRow is null || said.Names is null || said.Series is null) return Bad("columns, everyRow, names and series may be left out, and are never null.");
        if (said.Columns.Any(column => column?.Name is null)) return Bad("Every entry of columns has a name, which may be empty.");
        if (said.Columns.FirstOrDefault(column => !Enum.IsDefined(column.Role)) is { } odd) return Bad($"The column {odd.Name} is given a role that there is not.");
        if (!Enum.IsDefined(said.Shape)) return Bad("shape is none of the shapes there are.");
        if (said.Columns.Any(column => column.Keep?.Contains(null!) == true) || said.Names.Values.Contains(null!) || said.Series.Values.Contains(null!))
            return Bad("keep, names and series hold no null.");
        if (said.Names.Count > MostEntries || said.Series.Count > MostEntries) return Bad($"names and series have at most {MostEntries} entries each.");
        return null;
    }

    private static Refusal? JudgeOpening(Reading said, Reading proposed)
    {
        static Refusal Bad(string sentence) => new("bad-reading", sentence);
        if (said.Encoding is { } encoding && (proposed.IsWorkbook ? encoding != TextEncodings.Workbook : !TextEncodings.All.Contains(encoding)))
            return Bad($"encoding is '{encoding}'; expected {(proposed.IsWorkbook ? TextEncodings.Workbook : string.Join(", ", TextEncodings.All))}.");
        if (said.Separator is not (null or "," or ";" or "\t" or "|")) return Bad("separator is none of comma, semicolon, tab and vertical bar.");
        if (said.DecimalMark is not (null or "." or ",")) return Bad("decimal is neither a point nor a comma.");
        if (said.HeaderRow is < 1 or > 10_000) return Bad("headerRow is no row of the file's first ten thousand.");
        return said.HeaderRows is < 0 or > 2 ? Bad("headerRows is neither 1 nor 2.") : null;
    }

    private static Refusal? JudgeColumns(Reading reading, Reading proposed, ReferenceData known)
    {
        if (reading.Columns.Count != proposed.Columns.Count)
            return new("bad-reading", $"columns has {reading.Columns.Count} entries; the file has {proposed.Columns.Count} columns, and each is named, if only to be ignored.");
        foreach (var (mine, own) in reading.Columns.Zip(proposed.Columns).Where(pair => pair.First.Name.Trim() != pair.Second.Name.Trim()).Take(1))
            return new("bad-reading", $"columns names {mine.Name} where the file has {own.Name}; they stand in the order of the file, by the names they have there.");

        foreach (var column in reading.Columns)
        {
            if (column is { Definition: { } definition, Indicator: { } of } && known.Indicators.TryGetValue(of, out var defined) && !defined.Definitions.Any(known => known.Code == definition))
                return Unknown(column, "definition", definition);
            if (column.Indicator is { } indicator && !known.Indicators.ContainsKey(indicator)) return Unknown(column, "indicator", indicator);
            if (column.Unit is { } unit && !Unit.TryFind(unit, out _)) return Unknown(column, "unit", unit);
            if (column.Period is { } period && !Period.TryParse(period, out _)) return Unknown(column, "period", period);
            if (column.Country is { } country && !known.Countries.ContainsKey(country)) return Unknown(column, "country", country);
            if (column.Keep is { Count: > 1000 }) return new("bad-reading", $"keep of column {column.Name} has more than a thousand entries.");
        }

        foreach (var role in reading.Columns.Where(column => column.Role is not (ColumnRole.Ignored or ColumnRole.Value or ColumnRole.Filter)).GroupBy(column => column.Role))
        {
            if (role.Count() > 1) return new("bad-reading", $"The columns {string.Join(" and ", role.Select(column => column.Name))} are both said to be the {role.Key.ToString().ToLowerInvariant()}.");
        }

        foreach (var (name, series) in reading.Series)
        {
            if (series.Indicator is { Length: > 0 } indicator && !known.Indicators.ContainsKey(indicator)) return new("bad-reading", $"The series {name} is given the indicator '{indicator}', which is none.");
            if (series.Unit is { } unit && !Unit.TryFind(unit, out _)) return new("bad-reading", $"The series {name} is given the unit '{unit}', which is none.");
        }

        var every = reading.EveryRow;
        if (every.Indicator is { } everyIndicator && !known.Indicators.ContainsKey(everyIndicator)) return new("bad-reading", $"everyRow.indicator is '{everyIndicator}', which is none.");
        if (every.Country is { } everyCountry && !known.Countries.ContainsKey(everyCountry)) return new("bad-reading", $"everyRow.country is '{everyCountry}'; expected a country's alpha-3 code.");
        if (every.Control is { } control && !Codes.TryParse(control, out Control _)) return new("bad-reading", $"everyRow.control is '{control}'; expected territory, owner, operator or vendor.");
        if (every.Bound is { } bound && !Codes.TryParse(bound, out Bound _)) return new("bad-reading", $"everyRow.bound is '{bound}'; expected exact, lower or upper.");
        if (every.Coverage is { } coverage && !Codes.TryParse(coverage, out Coverage _)) return new("bad-reading", $"everyRow.coverage is '{coverage}'; expected national, partial or city.");
        if (every.Method is { } method && !Codes.TryParse(method, out Method _)) return new("bad-reading", $"everyRow.method is '{method}'; it is none of the methods.");
        if (every.Unit is { } everyUnit && !Unit.TryFind(everyUnit, out _)) return new("bad-reading", $"everyRow.unit is '{everyUnit}'; no unit has this code or alias.");
        if (every.Period is { } everyPeriod && !Period.TryParse(everyPeriod, out _)) return new("bad-reading", $"everyRow.period is '{everyPeriod}'; expected a period such as 2024 or 2024-Q1.");
        return reading.Names.Values.FirstOrDefault(code => code.Length > 0 && !known.Countries.ContainsKey(code)) is { } wrong
            ? new("bad-reading", $"names gives '{wrong}', which is no country's alpha-3 code.")
            : null;

        static Refusal Unknown(ReadingColumn column, string what, string value) => new("bad-reading", $"The column {column.Name} is given the {what} '{value}', which is none.");
    }

    private async Task<Outcome<Reading>> ProposeAsync(
        NpgsqlConnection connection, DatasetVersion version, SourceFile file, Dataset dataset, ReferenceData known, Reading wanted, CancellationToken ct)
    {
        var (proposal, wrong) = await ReadingProposals.ProposeAsync(connection, file, dataset, known, wanted, ct);
        if (proposal is null) return new Refusal("bad-reading", $"Read like this, {file.Name} is no table: {wrong!.Problem}.");
        // What was read another way is no longer what this reading says: the version waits for the person's last word.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ReopenAsync(connection, version.Number, VersionStatus.NeedsReading, ct) is { } refusal) return refusal;

        await ReadingStore.SaveAsync(connection, version.Number, version.DatasetId, proposal, confirmedBy: null, clock.GetUtcNow(), ct);
        await transaction.CommitAsync(ct);
        return proposal;
    }

    private async Task<Outcome<Reading>> SaveAsync(
        NpgsqlConnection connection, Actor actor, DatasetVersion version, Dataset dataset, Reading reading, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ReopenAsync(connection, version.Number, VersionStatus.Received, ct) is { } refusal) return refusal;
        await ReadingStore.SaveAsync(connection, version.Number, version.DatasetId, reading, actor.Id, clock.GetUtcNow(), ct);
        await AuditLog.AppendAsync(
            connection, transaction,
            new AuditEvent(clock.GetUtcNow(), actor.Pseudonym, EventNames.VersionReadingConfirmed, $"dataset:{dataset.Code}/version:{version.Id}", new()
            {
                ["encoding"] = reading.Encoding,
                ["shape"] = ReadingJson.Write(reading.Shape).Trim('"'),
                ["columns"] = reading.Columns.Count,
            }), ct);
        await transaction.CommitAsync(ct);
        jobs.Enqueue<ReadVersionJob>(job => job.RunAsync(version.Id, CancellationToken.None));
        return reading;
    }

    /// <summary>Takes a version back to be read, or says that it is decided on.</summary>
    private static async Task<Refusal?> ReopenAsync(NpgsqlConnection connection, int number, VersionStatus status, CancellationToken ct)
    {
        await using var reopen = new NpgsqlCommand(
            $"UPDATE datasets.version SET status = '{status.ToCode()}' WHERE number = {number} AND status IN ('needs-reading', 'draft')", connection);
        return await reopen.ExecuteNonQueryAsync(ct) == 0 ? new Refusal("not-open", "Somebody else has just decided on this version.") : null;
    }

    private async Task<(DatasetVersion Version, SourceFile File)?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<DatasetVersion>().AsNoTracking().SingleOrDefaultAsync(version => version.Id == id, ct) is not { } version) return null;
        return (version, await db.Set<SourceFile>().AsNoTracking().SingleAsync(file => file.Id == version.SourceFileId, ct));
    }
}
