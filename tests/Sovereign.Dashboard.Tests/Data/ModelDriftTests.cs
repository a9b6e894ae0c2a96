using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Data;

/// <summary>
/// The model that EF reads and the tables that migrations make say the same of columns, keys and named indexes. Both are built and compared.
/// </summary>
public sealed class ModelDriftTests(TestServer server)
{
    private const string Columns =
        """
        SELECT format('%s.%s.%s %s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ' not null' ELSE '' END)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND n.nspname || '.' || c.relname = ANY ($1)
        """;

    private const string Indexes =
        """
        SELECT format('%s.%s %s%s (%s)%s', n.nspname, c.relname, CASE WHEN i.indisprimary THEN 'primary key' ELSE x.relname END,
            CASE WHEN i.indisunique AND NOT i.indisprimary THEN ' unique' ELSE '' END,
            (SELECT string_agg(pg_get_indexdef(i.indexrelid, k::integer, true), ', ' ORDER BY k) FROM generate_series(1, i.indnkeyatts) k),
            coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid), ''))
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname || '.' || c.relname = ANY ($1)
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Model_and_migrations_make_the_same_tables()
    {
        await using var migrated = new Clone(await server.CloneAsync(Ct));
        await using var modelled = new Clone(await server.CloneAsync(Ct));
        await using var db = Context(modelled.ConnectionString);
        string[] tables = [.. db.Model.GetEntityTypes().Select(type => $"{type.GetSchema()}.{type.GetTableName()}").Distinct()];
        Assert.NotEmpty(tables);
        await EmptyAsync(modelled);
        await modelled.RunAsync(db.Database.GenerateCreateScript());

        Assert.Equal("", await DifferenceAsync(migrated, modelled, Columns, tables));
        // The model names the indexes it relies on; migrations may have more.
        var missing = (await modelled.ListAsync(Indexes, tables)).Except(await migrated.ListAsync(Indexes, tables)).Order();
        Assert.Equal("", string.Join('\n', missing));
    }

    [Theory]
    [InlineData("ALTER TABLE access.person ADD COLUMN nickname text", "only in migrations: access.person.nickname text")]
    [InlineData("ALTER TABLE access.person DROP COLUMN created_at", "only in model: access.person.created_at timestamp with time zone not null")]
    [InlineData("ALTER TABLE datasets.version ALTER COLUMN rows DROP NOT NULL", "only in model: datasets.version.rows bigint not null")]
    public async Task A_difference_is_named(string drift, string named)
    {
        await using var migrated = new Clone(await server.CloneAsync(Ct));
        await using var drifted = new Clone(await server.CloneAsync(Ct));
        await drifted.RunAsync(drift);
        Assert.Contains(named, await DifferenceAsync(drifted, migrated, Columns, ["access.person", "datasets.version"]), StringComparison.Ordinal);
    }

    private static async Task<string> DifferenceAsync(Clone migrations, Clone model, string sql, string[] tables)
    {
        var (made, wanted) = (await migrations.ListAsync(sql, tables), await model.ListAsync(sql, tables));
        return string.Join('\n', wanted.Except(made).Select(line => $"only in model: {line}").Concat(made.Except(wanted).Select(line => $"only in migrations: {line}")).Order());
    }

    private static Task EmptyAsync(Clone database) => database.RunAsync(
        "DROP SCHEMA access CASCADE; DROP SCHEMA audit CASCADE; DROP SCHEMA datasets CASCADE; DROP SCHEMA telemetry CASCADE; DROP TABLE public.schema_version");

    private static PortalDb Context(string connectionString) =>
        new(new DbContextOptionsBuilder<PortalDb>().UseNpgsql(connectionString).UseSnakeCaseNamingConvention().Options);

    private sealed class Clone(string connectionString) : IAsyncDisposable
    {
        private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

        public string ConnectionString => connectionString;

        public async Task RunAsync(string sql)
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(Ct);
        }

        public async Task<List<string>> ListAsync(string sql, string[] tables)
        {
            await using var command = source.CreateCommand(sql);
            command.Parameters.Add(new() { Value = tables });
            var lines = new List<string>();
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct)) lines.Add(reader.GetString(0));
            return lines;
        }

        public async ValueTask DisposeAsync()
        {
            await source.DisposeAsync();
            await TestServer.DropAsync(connectionString, CancellationToken.None);
        }
    }
}
