using Npgsql;
using Xunit;

namespace Sovereign.Dashboard.Tests.Fixtures;

/// <summary>
/// A migrated, otherwise empty database for one test class: <c>class SomeTests(TestDatabase database) : IClassFixture&lt;TestDatabase&gt;</c>.
/// </summary>
public sealed class TestDatabase(TestServer server) : IAsyncLifetime
{
    /// <summary>For whatever opens its own connections.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>For SQL in tests.</summary>
    public NpgsqlDataSource DataSource { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await server.CloneAsync(CancellationToken.None);
        DataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (ConnectionString is "") return;
        await DataSource.DisposeAsync();
        await TestServer.DropAsync(ConnectionString, CancellationToken.None);
    }
}
