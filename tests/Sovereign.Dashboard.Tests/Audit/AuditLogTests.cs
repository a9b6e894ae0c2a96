using System.Text.Json.Nodes;
using Npgsql;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Audit;

public sealed class AuditLogTests(TestServer server) : IAsyncLifetime
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _fresh = new(server);

    private NpgsqlDataSource Database => _fresh.DataSource;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _fresh.InitializeAsync();

    public ValueTask DisposeAsync() => _fresh.DisposeAsync();

    [Theory]
    [InlineData("UPDATE audit.event SET person = 'p-other'")]
    [InlineData("UPDATE audit.event SET person = 'p-other' WHERE false")]
    [InlineData("DELETE FROM audit.event")]
    [InlineData("TRUNCATE audit.event")]
    [InlineData("TRUNCATE audit.event RESTART IDENTITY CASCADE")]
    public async Task What_is_written_stays(string tampering)
    {
        await AppendAsync(commit: true);
        await using var command = Database.CreateCommand(tampering);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));
        Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task An_entry_falls_with_the_change_it_belongs_to()
    {
        await AppendAsync(commit: false);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task An_entry_keeps_what_was_said()
    {
        await AppendAsync(commit: true);
        const string Sql = "SELECT concat_ws('|', person, name, subject, details, to_char(at AT TIME ZONE 'UTC', 'HH24:MI')) FROM audit.event";
        await using var command = Database.CreateCommand(Sql);
        Assert.Equal("p-abcd2345|version.published|dataset:power|{\"edition\":7}|12:00", await command.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public void Every_event_name_is_in_the_list_once()
    {
        var constants = typeof(EventNames).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(constants.Order(), EventNames.All.Order());
        Assert.Equal(EventNames.All.Count, EventNames.All.Distinct().Count());
    }

    private async Task AppendAsync(bool commit)
    {
        await using var connection = await Database.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        var happened = new AuditEvent(
            s_noon, "p-abcd2345", EventNames.VersionPublished, "dataset:power", new JsonObject { ["edition"] = 7 });
        await AuditLog.AppendAsync(connection, transaction, happened, Ct);
        if (commit) await transaction.CommitAsync(Ct);
    }

    private async Task<long> CountAsync()
    {
        await using var command = Database.CreateCommand("SELECT count(*) FROM audit.event");
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
