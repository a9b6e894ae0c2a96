using Npgsql;
using Sovereign.Dashboard.Data.Embedded;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Data;

/// <summary>What holds of the embedded server while it runs; the tests share one.</summary>
public sealed class RunningPostgresTests(RunningPostgres portal) : IClassFixture<RunningPostgres>
{
    private static readonly EmbeddedPostgresOptions Impatient = new() { LockWait = TimeSpan.Zero };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_is_durable_speaks_utf8_and_keeps_utc()
    {
        Assert.Equal("on", await ScalarAsync<string>("SHOW fsync"));
        Assert.Equal("UTF8", await ScalarAsync<string>("SHOW server_encoding"));
        Assert.Equal("UTC", await ScalarAsync<string>("SHOW timezone"));
        Assert.Equal("127.0.0.1", await ScalarAsync<string>("SHOW listen_addresses"));
        Assert.Equal("É", await ScalarAsync<string>("SELECT upper('é')"));
    }

    [Fact]
    public async Task A_second_portal_on_the_same_directory_is_refused_in_one_sentence()
    {
        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(portal.Directory, Impatient, ct: Stop));
        Assert.StartsWith($"Another portal is using the data directory {portal.Directory.FullPath}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_uses_the_running_portals_server_and_leaves_it_running()
    {
        var command = await EmbeddedPostgres.UseOrStartAsync(portal.Directory, Impatient, ct: Stop);
        Assert.Equal(portal.ConnectionString, command.ConnectionString);
        await command.StopAsync(Stop);
        Assert.Equal(1, await ScalarAsync<int>("SELECT 1"));
    }

    [Fact]
    public async Task The_connection_file_is_for_its_owner_alone_and_for_libpq()
    {
        var text = await File.ReadAllTextAsync(portal.Directory.ConnectionFile, Stop);
        var port = new NpgsqlConnectionStringBuilder(portal.ConnectionString).Port;
        Assert.Matches($"^host=127\\.0\\.0\\.1 port={port} user=sovereign password=[0-9a-f]{{48}} dbname=sovereign\n$", text);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(portal.Directory.ConnectionFile));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var wrong = new NpgsqlConnectionStringBuilder(portal.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Stop));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(portal.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Stop))!;
    }
}
