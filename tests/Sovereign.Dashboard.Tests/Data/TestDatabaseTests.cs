using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Data;

/// <summary>The database other tests stand on.</summary>
public sealed class TestDatabaseTests(TestDatabase database, TestServer server) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_clone_has_the_migrations_and_running_them_again_changes_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        var before = await CountAsync(ct);
        Assert.True(before > 0);
        await Migrations.RunAsync(database.ConnectionString, ct);
        Assert.Equal(before, await CountAsync(ct));
    }

    [Fact]
    public async Task Clones_do_not_see_each_other()
    {
        var ct = TestContext.Current.CancellationToken;
        var other = await server.CloneAsync(ct);
        Assert.NotEqual(database.ConnectionString, other);
        await TestServer.DropAsync(other, ct);
        Assert.True(await CountAsync(ct) > 0);
    }

    private async Task<long> CountAsync(CancellationToken ct)
    {
        await using var command = database.DataSource.CreateCommand("SELECT count(*) FROM public.schema_version");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
