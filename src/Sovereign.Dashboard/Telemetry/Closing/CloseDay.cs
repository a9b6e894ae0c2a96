using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Sovereign.Analytics.Fleet;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Publishing;
using Sovereign.Dashboard.Datasets.Reference;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>
/// Makes a UTC day of telemetry into published figures: engines' days are judged, national sums made, and what disclosure leaves free goes the way of every
/// upload, as a file of a dataset. Closing a day again gives the same file; where something has changed since, it is a correction.
/// </summary>
public sealed class CloseDay(
    NpgsqlDataSource database, ReadEngineDays engines, DefineReference define, ImportFile import, IOptions<TelemetryOptions> options, IOptions<PortalOptions> portal, TimeProvider clock)
{
    private const long LockKey = 0x54454C43;

    /// <summary>What an alarm about an engine's day names.</summary>
    public static string SubjectOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Closes a day.</summary>
    /// <returns>The day as it is closed; or a refusal: <c>day-open</c>, <c>day-gone</c>, or what the intake refuses.</returns>
    public async Task<Outcome<ClosedDay>> RunAsync(DateOnly day, CancellationToken ct)
    {
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        if (clock.GetUtcNow() < start.AddDays(1) + options.Value.LateWindow) return new Refusal("day-open", $"{SubjectOf(day)} is open until late samples can come no more.");
        if (clock.GetUtcNow() > start.AddDays(options.Value.KeepMinutesDays)) return new Refusal("day-gone", $"The minutes of {SubjectOf(day)} are no longer kept.");
        var connection = await database.OpenConnectionAsync(ct);
        await using var turn = await SessionLock.TakeAsync(connection, LockKey, ct);

        var before = await FindAsync(connection, day, ct);
        var reports = await engines.RunAsync(connection, day, options.Value.LateWindow, ct);
        // Requests are kept for days, minutes for weeks: what was digested while they were there stands.
        if (before is { Batches: > 0 } && reports.All(report => report.Batches.Count == 0)) reports = await WithStoredBatchesAsync(connection, day, reports, ct);
        var nations = reports.Select(report => report.Report.Day.Facts.Country).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(country => NationDay.Of([.. reports.Select(report => report.Report)], country)).ToList();
        var batches = reports.Sum(report => report.Batches.Count);
        var digest = SHA256.HashData([.. reports.SelectMany(report => report.Batches.Digest)]);
        await SaveFiguresAsync(connection, day, nations, batches, digest, ct);
        var file = await DayFile.WriteAsync(connection, ct);

        var (version, sha256) = await LastPublishedAsync(connection, ct);
        if (file is not null && Convert.ToHexStringLower(SHA256.HashData(file)) is var hash && hash != sha256)
        {
            if (await define.RunAsync(SystemAccounts.Telemetry, LiveIndicators.Reference(portal.Value.Title, await DayFile.LanguagesAsync(connection, ct)), "Figures of live telemetry", ct) is Outcome<int>.Refused undefined)
                return undefined.Why;
            var published = await import.RunAsync(
                SystemAccounts.Telemetry, SystemAccounts.Telemetry, LiveIndicators.Dataset, $"{LiveIndicators.Dataset}-{SubjectOf(day)}.csv", new MemoryStream(file),
                new PublishRequest(
                    Correction: before is not null, Comment: $"Telemetry of {SubjectOf(day)}, {batches} requests, digest {Convert.ToHexStringLower(digest)}", RemoveMissing: true),
                "Measured by engines' own counters; engines that physics or gaps speak against are excluded.", ct);
            if (published is not Outcome<PublishedVersion>.Done { Value: var done }) return ((Outcome<PublishedVersion>.Refused)published).Why;
            (version, sha256) = (done.Id, hash);
        }

        var closed = new ClosedDay(day, clock.GetUtcNow(), version, sha256, reports.Count, batches, digest);
        await SaveAsync(connection, closed, reports, ct);
        return closed;
    }

    private async Task SaveAsync(NpgsqlConnection connection, ClosedDay closed, IReadOnlyList<EngineOfDay> reports, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var report in reports) await SaveEngineAsync(connection, closed, report, ct);
        await using var save = new NpgsqlCommand(
            """
            INSERT INTO telemetry.closed_day (day, closed_at, due, version_id, sha256, engines, batches, digest) VALUES ($1, $2, false, $3, $4, $5, $6, $7)
            ON CONFLICT (day) DO UPDATE SET closed_at = excluded.closed_at, due = false, version_id = excluded.version_id, sha256 = excluded.sha256,
                engines = excluded.engines, batches = excluded.batches, digest = excluded.digest
            """, connection)
        {
            Parameters =
            {
                new() { Value = closed.Day }, new() { Value = closed.ClosedAt }, new() { Value = (object?)closed.VersionId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = (object?)closed.Sha256 ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = closed.Engines }, new() { Value = closed.Batches },
                new() { Value = closed.Digest },
            },
        };
        await save.ExecuteNonQueryAsync(ct);
        await AuditLog.AppendAsync(
            connection, transaction,
            new AuditEvent(clock.GetUtcNow(), SystemAccounts.Telemetry.Pseudonym, EventNames.DayClosed, $"telemetry-day:{SubjectOf(closed.Day)}", new JsonObject
            {
                ["engines"] = closed.Engines,
                ["batches"] = closed.Batches,
                ["digest"] = Convert.ToHexStringLower(closed.Digest),
                ["sha256"] = closed.Sha256,
            }), ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task SaveEngineAsync(NpgsqlConnection connection, ClosedDay closed, EngineOfDay report, CancellationToken ct)
    {
        var (sums, judgement) = (report.Report.Day, report.Report.Judgement);
        var figures = new JsonObject();
        foreach (var kpi in FleetKpis.All)
        {
            var figure = Sums(kpi.Of(sums));
            if (kpi.ByLanguage?.Invoke(sums).ToArray() is { Length: > 0 } languages)
            {
                figure["languages"] = new JsonObject(languages.OrderBy(language => language.Key, StringComparer.Ordinal)
                    .Select(language => KeyValuePair.Create(CodeOfCell(language.Key), (JsonNode?)Sums(language.Value))));
            }

            figures[kpi.Code] = figure;
        }

        await using var save = new NpgsqlBatch(connection);
        save.BatchCommands.Add(new(
            """
            INSERT INTO telemetry.engine_day (engine_id, day, judged_at, facts, figures, flags, explained, not_checkable, batches, digest)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (engine_id, day) DO UPDATE SET judged_at = excluded.judged_at, facts = excluded.facts, figures = excluded.figures, flags = excluded.flags,
                explained = excluded.explained, not_checkable = excluded.not_checkable, batches = excluded.batches, digest = excluded.digest
            """)
        {
            Parameters =
            {
                new() { Value = report.EngineId }, new() { Value = closed.Day }, new() { Value = closed.ClosedAt },
                new() { Value = JsonSerializer.Serialize(sums.Facts, JsonSerializerOptions.Web), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = figures.ToJsonString(), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = judgement.Flags.Select(flag => flag.Code).ToArray() }, new() { Value = report.Report.Explained.Order(StringComparer.Ordinal).ToArray() },
                new() { Value = judgement.NotCheckable.ToArray() }, new() { Value = report.Batches.Count }, new() { Value = report.Batches.Digest },
            },
        });
        foreach (var flag in judgement.Flags.Where(flag => !report.Report.Explained.Contains(flag.Code)))
        {
            save.BatchCommands.Add(new(
                """
                INSERT INTO telemetry.alarm (engine_id, code, subject, detail, raised_at) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (engine_id, code, subject) WHERE cleared_at IS NULL AND explained_at IS NULL DO UPDATE SET detail = excluded.detail
                """)
            {
                Parameters =
                {
                    new() { Value = report.EngineId }, new() { Value = flag.Code }, new() { Value = SubjectOf(closed.Day) }, new() { Value = flag.Sentence },
                    new() { Value = closed.ClosedAt },
                },
            });
        }

        await save.ExecuteNonQueryAsync(ct);
    }

    private static JsonObject Sums(FleetRatio ratio) =>
        ratio.Missing is { } missing ? new JsonObject { ["missing"] = missing } : new JsonObject { ["numerator"] = ratio.Numerator, ["denominator"] = ratio.Denominator };

    private static async Task SaveFiguresAsync(NpgsqlConnection connection, DateOnly day, List<NationDay> nations, long batches, byte[] digest, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var clear = new NpgsqlCommand("DELETE FROM telemetry.nation_figure WHERE day = $1", connection) { Parameters = { new() { Value = day } } })
            await clear.ExecuteNonQueryAsync(ct);
        foreach (var nation in nations)
        {
            foreach (var figure in nation.Figures) await SaveFigureAsync(connection, day, nation.Country, figure, DayFile.Note(figure, batches, digest), ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static async Task SaveFigureAsync(NpgsqlConnection connection, DateOnly day, string country, NationFigure figure, string note, CancellationToken ct)
    {
        await using var save = new NpgsqlCommand(
            """
            INSERT INTO telemetry.nation_figure (country, day, kpi, boundary, model_class, language, numerator, denominator, engines, operators, value, note, missing)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """, connection)
        {
            Parameters =
            {
                new() { Value = country }, new() { Value = day }, new() { Value = figure.Kpi.Code },
                new() { Value = figure.Boundary is { } boundary ? LiveIndicators.CodeOf(boundary) : "" },
                new() { Value = CodeOfCell(figure.ModelClass) }, new() { Value = CodeOfCell(figure.Language) },
                new() { Value = figure.Ratio.Numerator }, new() { Value = figure.Ratio.Denominator }, new() { Value = figure.Engines }, new() { Value = figure.Operators },
                new() { Value = (object?)DayFile.Digits(figure) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = note },
                new() { Value = JsonSerializer.Serialize(figure.Missing), NpgsqlDbType = NpgsqlDbType.Jsonb },
            },
        };
        await save.ExecuteNonQueryAsync(ct);
    }

    private static string CodeOfCell(string? cell) => cell switch { null => "", "" => "?", var code => code };

    private static async Task<(Guid? Version, string? Sha256)> LastPublishedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT version_id, sha256 FROM telemetry.closed_day WHERE sha256 IS NOT NULL ORDER BY closed_at DESC LIMIT 1", connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetGuid(0), row.GetString(1)) : (null, null);
    }

    private static async Task<ClosedDay?> FindAsync(NpgsqlConnection connection, DateOnly day, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT day, closed_at, version_id, sha256, engines, batches, digest FROM telemetry.closed_day WHERE day = $1", connection)
        {
            Parameters = { new() { Value = day } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? ClosedDay.Read(row) : null;
    }

    private static async Task<IReadOnlyList<EngineOfDay>> WithStoredBatchesAsync(NpgsqlConnection connection, DateOnly day, IReadOnlyList<EngineOfDay> reports, CancellationToken ct)
    {
        var stored = new Dictionary<int, DayBatches>();
        await using var command = new NpgsqlCommand("SELECT engine_id, batches, digest FROM telemetry.engine_day WHERE day = $1", connection) { Parameters = { new() { Value = day } } };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) stored[row.GetInt32(0)] = new(row.GetInt64(1), row.GetFieldValue<byte[]>(2), null);
        return [.. reports.Select(report => stored.TryGetValue(report.EngineId, out var batches) ? report with { Batches = batches } : report)];
    }
}
