using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DbUp;
using Npgsql;
using NpgsqlTypes;
using Sovereign.Analytics.Evidence;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Audit;

/// <summary>The chain as the database makes it, and as C# recomputes it.</summary>
public sealed class AuditChainTests(TestServer server) : IAsyncLifetime
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _fresh = new(server);

    private NpgsqlDataSource Database => _fresh.DataSource;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _fresh.InitializeAsync();

    public ValueTask DisposeAsync() => _fresh.DisposeAsync();

    public static TheoryData<string, string, string> Contents => new()
    {
        { "p-abcd2345", "dataset:power/version:1", "{}" },
        { "p-abcd2345", "path:/€/😀, 5:x,", """{"file": "Año 😀.csv", "escaped": "\u0041\n", "b":1,  "a" : 1.50, "a": 2}""" },
        { "", "", "[]" },
        { "p'; DROP TABLE audit.event; --", "tab\tand\nline", "\n{ }\n" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task The_database_and_this_program_give_one_hash(string person, string subject, string details)
    {
        foreach (var at in (DateTimeOffset[])[s_noon, s_noon.AddMicroseconds(1), s_noon.AddTicks(9_999_999), new(812, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))])
            await InsertAsync(at, person, subject, details);
        var report = await VerifyAsync();
        Assert.Null(report.Fault);
        Assert.Equal(4, report.Entries);
        Assert.Equal(details, await ScalarAsync<string>("SELECT details::text FROM audit.event WHERE id = 4"));
    }

    [Fact]
    public async Task Details_are_stored_as_they_were_written()
    {
        await using var connection = await Database.OpenConnectionAsync(Ct);
        await AuditLog.AppendAsync(
            connection, null, new AuditEvent(s_noon, "p-abcd2345", EventNames.VersionPublished, "x", new JsonObject { ["z"] = 1, ["a"] = "é" }), Ct);
        Assert.Equal("""{"z":1,"a":"\u00E9"}""", await ScalarAsync<string>("SELECT details::text FROM audit.event"));
    }

    [Fact]
    public async Task What_another_program_inserts_joins_the_chain()
    {
        await ExecuteAsync("INSERT INTO audit.event (at, person, name, subject) VALUES (now(), 'dba', 'note', 'x'), (now(), 'dba', 'note', 'y')");
        await ExecuteAsync(
            """
            SET session_replication_role = replica;
            INSERT INTO audit.event (at, person, name, subject) SELECT now(), 'dba', 'note', n::text FROM generate_series(1, 100) n;
            SET session_replication_role = DEFAULT
            """);
        Assert.Equal((null, 102L), await FaultAndCountAsync());
    }

    [Theory]
    [InlineData("(id, at, person, name, subject) VALUES (1, now(), 'dba', 'note', 'x')", "follows on the last one")]
    [InlineData("(previous_hash, at, person, name, subject) VALUES (decode(repeat('00', 32), 'hex'), now(), 'dba', 'note', 'x')", "follows on the last one")]
    [InlineData("(hash, at, person, name, subject) VALUES (sha256('x'), now(), 'dba', 'note', 'x')", "is not that of its content")]
    [InlineData("(at, person, name, subject) VALUES ('infinity', 'dba', 'note', 'x')", "hash")]
    [InlineData("(at, person, name, subject) VALUES ('10000-01-01', 'dba', 'note', 'x')", "ck_event_at")]
    [InlineData("(at, person, name, subject) VALUES ('0001-01-01 BC', 'dba', 'note', 'x')", "ck_event_at")]
    public async Task A_place_that_is_stated_wrongly_is_refused(string insert, string reason)
    {
        await InsertAsync(s_noon, "p-abcd2345", "x", "{}");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync("INSERT INTO audit.event " + insert));
        Assert.Contains(reason, refused.MessageText, StringComparison.Ordinal);
        Assert.Equal((null, 1L), await FaultAndCountAsync());
    }

    [Fact]
    public async Task A_copy_restored_row_by_row_is_the_same_chain()
    {
        for (var i = 0; i < 3; i++) await InsertAsync(s_noon, "p-abcd2345", "x", """{"n": 1}""");
        var head = await ScalarAsync<byte[]>("SELECT hash FROM audit.event WHERE id = 3");
        await ExecuteAsync(
            """
            CREATE TABLE kept AS TABLE audit.event;
            ALTER TABLE audit.event DISABLE TRIGGER USER;
            DELETE FROM audit.event;
            ALTER TABLE audit.event ENABLE ALWAYS TRIGGER event_joins_chain;
            INSERT INTO audit.event SELECT * FROM kept ORDER BY id
            """);
        Assert.Equal(head, await ScalarAsync<byte[]>("SELECT hash FROM audit.event WHERE id = 3"));
        Assert.Equal((null, 3L), await FaultAndCountAsync());
    }

    [Fact]
    public async Task Eight_writers_at_once_make_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await using var connection = await Database.OpenConnectionAsync(Ct);
                    await using var transaction = await connection.BeginTransactionAsync(Ct);
                    await AuditLog.AppendAsync(connection, transaction, Event(string.Create(CultureInfo.InvariantCulture, $"{writer}/{i}")), Ct);
                    // Some have two entries, some are rolled back, one in eight loses its connection instead.
                    if (i % 3 == 0) await AuditLog.AppendAsync(connection, transaction, Event("second"), Ct);
                    if (i % 5 == 4) await transaction.RollbackAsync(Ct);
                    else if (writer == 7 && i % 5 == 3) await KillAsync(connection.ProcessID);
                    else await transaction.CommitAsync(Ct);
                }
            },
            Ct)));
        var report = await VerifyAsync();
        Assert.Null(report.Fault);
        // No number is left out, though some that were given were rolled back.
        Assert.Equal(report.HeadId, report.Entries);
        Assert.Equal(await ScalarAsync<long>("SELECT count(*) FROM audit.event"), report.Entries);
        // Each writer rolls 10 of its 50 back; the last loses 10 more.
        Assert.Equal(8 * 40 - 10, await ScalarAsync<long>("SELECT count(*) FROM audit.event WHERE subject <> 'second'"));
    }

    [Fact]
    public async Task Who_appends_waits_for_whoever_appended_before_to_end()
    {
        await using var first = await Database.OpenConnectionAsync(Ct);
        await using var transaction = await first.BeginTransactionAsync(Ct);
        await AuditLog.AppendAsync(first, transaction, Event("first"), Ct);
        await using var second = await Database.OpenConnectionAsync(Ct);
        var waiting = AuditLog.AppendAsync(second, null, Event("second"), Ct);
        while (!await ScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")) await Task.Yield();
        Assert.False(waiting.IsCompleted);
        await transaction.RollbackAsync(Ct);
        await waiting;
        Assert.Equal("1 second", await ScalarAsync<string>("SELECT string_agg(id || ' ' || subject, ', ' ORDER BY id) FROM audit.event"));
    }

    [Fact]
    public async Task A_transaction_that_reads_an_old_state_cannot_fork_the_chain()
    {
        await InsertAsync(s_noon, "p-abcd2345", "x", "{}");
        await using var connection = await Database.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Ct);
        await using (var look = new NpgsqlCommand("SELECT count(*) FROM audit.event", connection, transaction)) await look.ExecuteScalarAsync(Ct);
        await InsertAsync(s_noon, "p-abcd2345", "y", "{}");
        await Assert.ThrowsAsync<PostgresException>(() => AuditLog.AppendAsync(connection, transaction, Event("z"), Ct));
        Assert.Equal((null, 2L), await FaultAndCountAsync());
    }

    [Fact]
    public async Task A_log_older_than_the_chain_is_chained_with_every_character_it_had()
    {
        var connectionString = new NpgsqlConnectionStringBuilder(_fresh.ConnectionString) { Pooling = false };
        var name = connectionString.Database + "_old";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0");
        connectionString.Database = name;
        try
        {
            var upgraded = DeployChanges.To.PostgresqlDatabase(connectionString.ConnectionString)
                .WithScriptsEmbeddedInAssembly(typeof(Migrations).Assembly, script => Regex.IsMatch(script, "000[1-4]-[^.]+[.]sql$"))
                .WithTransactionPerScript().JournalToPostgresqlTable("public", "schema_version").LogToNowhere().Build().PerformUpgrade();
            Assert.True(upgraded.Successful, upgraded.Error?.Message);
            await using var old = NpgsqlDataSource.Create(connectionString);
            await using (var write = old.CreateCommand(
                """
                INSERT INTO audit.event (at, person, name, subject, details) VALUES
                  ('2026-03-01T12:00:00.000001Z', 'p-abcd2345', 'version.uploaded', 'dataset:power', '{"z": 1, "file": "Año 😀.csv", "a": 1.50}');
                DO $$ BEGIN INSERT INTO audit.event (at, person, name, subject) VALUES (now(), 'x', 'y', 'rolled back'); RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN END $$;
                INSERT INTO audit.event (at, person, name, subject) VALUES ('2025-03-01T12:00:00Z', 'p-abcd2345', 'version.published', 'dataset:power');
                """))
            {
                await write.ExecuteNonQueryAsync(Ct);
            }

            const string Content = "SELECT string_agg(concat_ws('|', id, at, person, name, subject, details::text), E'\n' ORDER BY id) FROM audit.event";
            var before = await ScalarAsync<string>(Content, old);
            Assert.Contains("Año 😀.csv", before, StringComparison.Ordinal);
            await Migrations.RunAsync(connectionString.ConnectionString, Ct);
            Assert.Equal(before, await ScalarAsync<string>(Content, old));

            await using (var more = old.CreateCommand("INSERT INTO audit.event (at, person, name, subject) VALUES (now(), 'dba', 'note', 'x')")) await more.ExecuteNonQueryAsync(Ct);
            var report = await new VerifyChain(old, TimeProvider.System).RunAsync(null, Ct);
            Assert.Equal((null, 3L, 4L), (report.Fault, report.Entries, report.HeadId));
            await using var tamper = old.CreateCommand("UPDATE audit.event SET person = 'p-other'");
            await Assert.ThrowsAsync<PostgresException>(() => tamper.ExecuteNonQueryAsync(Ct));
        }
        finally
        {
            await TestServer.DropAsync(connectionString.ConnectionString, CancellationToken.None);
        }
    }

    private static AuditEvent Event(string subject) => new(s_noon, "p-abcd2345", EventNames.VersionUploaded, subject);

    private async Task KillAsync(int backend)
    {
        await using var kill = Database.CreateCommand("SELECT pg_terminate_backend($1)");
        kill.Parameters.Add(new() { Value = backend });
        await kill.ExecuteScalarAsync(Ct);
    }

    private async Task InsertAsync(DateTimeOffset at, string person, string subject, string details)
    {
        await using var insert = Database.CreateCommand("INSERT INTO audit.event (at, person, name, subject, details) VALUES ($1, $2, 'note', $3, $4)");
        insert.Parameters.Add(new() { Value = at.ToUniversalTime() });
        insert.Parameters.Add(new() { Value = person });
        insert.Parameters.Add(new() { Value = subject });
        insert.Parameters.Add(new() { Value = details, NpgsqlDbType = NpgsqlDbType.Json });
        await insert.ExecuteNonQueryAsync(Ct);
    }

    private Task<ChainReport> VerifyAsync() => new VerifyChain(Database, TimeProvider.System).RunAsync(null, Ct);

    private async Task<(ChainFaultKind? Fault, long Entries)> FaultAndCountAsync()
    {
        var report = await VerifyAsync();
        return (report.Fault?.Kind, report.Entries);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<T> ScalarAsync<T>(string sql, NpgsqlDataSource? from = null)
    {
        await using var command = (from ?? Database).CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }
}
