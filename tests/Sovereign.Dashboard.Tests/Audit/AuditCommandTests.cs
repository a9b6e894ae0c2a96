using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Commands;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Audit;

/// <summary>What <c>audit verify</c> says of a log that the owner of its table altered, with triggers and constraints out of the way.</summary>
public sealed class AuditCommandTests(TestServer server) : IAsyncLifetime
{
    private const string WithoutIndex = "DROP INDEX audit.ix_event_previous_hash; ";

    private const string Rehash = "hash = audit.hash_of(previous_hash, id, at, person, name, subject, details)";

    private readonly TestDatabase _fresh = new(server);
    private ServiceProvider _services = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _fresh.InitializeAsync();
        _services = new ServiceCollection().AddPortalData(_fresh.ConnectionString).AddAudit().BuildServiceProvider();
        await using var connection = await _fresh.DataSource.OpenConnectionAsync(Ct);
        for (var i = 1; i <= 6; i++)
        {
            var at = new DateTimeOffset(2026, 3, 1, 12, 0, i, TimeSpan.Zero);
            await AuditLog.AppendAsync(connection, null, new AuditEvent(at, "p-abcd2345", EventNames.VersionUploaded, "dataset:power", new() { ["n"] = i }), Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _fresh.DisposeAsync();
    }

    [Fact]
    public async Task A_log_that_holds_is_said_in_one_sentence_with_count_and_head()
    {
        var (exit, head, error) = await RunAsync("head");
        Assert.Equal((0, ""), (exit, error));
        Assert.Matches("^[0-9a-f]{64}\n$", head);
        foreach (var args in (string[][])[["verify"], ["verify", "--head", head.Trim()]])
        {
            Assert.Equal((0, $"The chain holds: 6 entries, the last is 6 with the hash {head.Trim()}.\n", ""), await RunAsync(args));
        }
    }

    [Theory]
    // One byte of each column.
    [InlineData(3, "UPDATE audit.event SET at = at + interval '1 microsecond' WHERE id = 3")]
    [InlineData(3, "UPDATE audit.event SET person = 'p-abcd2346' WHERE id = 3")]
    [InlineData(3, "UPDATE audit.event SET name = 'version.uploadee' WHERE id = 3")]
    [InlineData(3, "UPDATE audit.event SET subject = 'dataset:powes' WHERE id = 3")]
    [InlineData(3, """UPDATE audit.event SET details = '{"n":4}' WHERE id = 3""")]
    [InlineData(3, """UPDATE audit.event SET details = '{"n": 3}' WHERE id = 3""")]
    [InlineData(3, "UPDATE audit.event SET previous_hash = set_byte(previous_hash, 31, get_byte(previous_hash, 31) # 1) WHERE id = 3")]
    [InlineData(3, "UPDATE audit.event SET hash = set_byte(hash, 0, get_byte(hash, 0) # 128) WHERE id = 3")]
    [InlineData(4, "UPDATE audit.event SET id = 7 WHERE id = 3")]
    // What no entry can be.
    [InlineData(3, "ALTER TABLE audit.event DROP CONSTRAINT ck_event_at; UPDATE audit.event SET at = 'infinity' WHERE id = 3")]
    [InlineData(3, "ALTER TABLE audit.event ALTER hash DROP NOT NULL; UPDATE audit.event SET hash = NULL WHERE id = 3")]
    [InlineData(3, "ALTER TABLE audit.event ALTER person DROP NOT NULL; UPDATE audit.event SET person = NULL WHERE id = 3")]
    // Written anew with a hash that fits.
    [InlineData(4, "UPDATE audit.event SET person = 'p-other' WHERE id = 3; UPDATE audit.event SET " + Rehash + " WHERE id = 3")]
    // Missing.
    [InlineData(4, "DELETE FROM audit.event WHERE id = 3")]
    [InlineData(2, "DELETE FROM audit.event WHERE id = 1")]
    // In another order.
    [InlineData(3, "UPDATE audit.event SET id = -1 WHERE id = 3; UPDATE audit.event SET id = 3 WHERE id = 4; UPDATE audit.event SET id = 4 WHERE id = -1")]
    // Put in: at the end, at the beginning with a hash that fits, and between.
    [InlineData(7, "INSERT INTO audit.event SELECT 7, at, person, name, subject, details, hash, hash FROM audit.event WHERE id = 6")]
    [InlineData(1, WithoutIndex + "INSERT INTO audit.event SELECT 0, at, person, name, subject, details, previous_hash, hash FROM audit.event WHERE id = 1; "
        + "UPDATE audit.event SET " + Rehash + " WHERE id = 0")]
    [InlineData(5, WithoutIndex + "UPDATE audit.event SET id = id + 1 WHERE id = 6; UPDATE audit.event SET id = id + 1 WHERE id = 5; "
        + "INSERT INTO audit.event SELECT 5, at, person, name, subject, details, hash, hash FROM audit.event WHERE id = 4")]
    public async Task The_first_entry_that_does_not_hold_is_named(long entry, string tampering)
    {
        await TamperAsync(tampering);
        var (exit, output, error) = await RunAsync("verify");
        Assert.Equal((1, ""), (exit, output));
        var sentence = Assert.Single(error.TrimEnd().Split('\n'));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Entry {entry} "), sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM audit.event WHERE id = 6")]
    [InlineData("DELETE FROM audit.event")]
    [InlineData("DO $$ BEGIN UPDATE audit.event SET person = 'p-other'; FOR i IN 1..6 LOOP UPDATE audit.event e SET previous_hash = coalesce((SELECT hash "
        + "FROM audit.event b WHERE b.id = i - 1), decode(repeat('00', 32), 'hex')) WHERE id = i; UPDATE audit.event SET " + Rehash + " WHERE id = i; END LOOP; END $$")]
    public async Task A_cut_tail_or_a_log_written_anew_shows_to_whoever_noted_the_head_down(string tampering)
    {
        var head = (await RunAsync("head")).Output.Trim();
        await TamperAsync(WithoutIndex + tampering);
        Assert.Equal(0, (await RunAsync("verify")).Exit);
        var (exit, output, error) = await RunAsync("verify", "--head", head);
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(head, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_noted_down_stays_in_the_log_as_it_grows()
    {
        var head = (await RunAsync("head")).Output.Trim();
        await using var connection = await _fresh.DataSource.OpenConnectionAsync(Ct);
        await AuditLog.AppendAsync(connection, null, new AuditEvent(DateTimeOffset.UnixEpoch, "p-abcd2345", EventNames.VersionUploaded, "x"), Ct);
        var (exit, output, _) = await RunAsync("verify", "--head", head);
        Assert.Equal(0, exit);
        Assert.Contains("7 entries", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("walk")]
    [InlineData("head", "now")]
    [InlineData("verify", "--head")]
    [InlineData("verify", "--head", "abc")]
    [InlineData("verify", "--head", "ECAC73DF4F1E3485D186A0A291173CD2C3F749A3BC953C34511ADEB21D741110")]
    public async Task What_is_not_understood_exits_2(params string[] args)
    {
        var (exit, output, error) = await RunAsync(args);
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("Usage: audit verify", error, StringComparison.Ordinal);
    }

    private async Task TamperAsync(string sql)
    {
        await using var command = _fresh.DataSource.CreateCommand($"ALTER TABLE audit.event DISABLE TRIGGER USER; {sql}; ALTER TABLE audit.event ENABLE TRIGGER USER");
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = await AuditCommand.RunAsync(args, _services, TextReader.Null, output, error, Ct);
        return (exit, output.ToString(), error.ToString());
    }
}
