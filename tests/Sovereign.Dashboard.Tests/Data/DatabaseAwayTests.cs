using Npgsql;
using Sovereign.Dashboard.Data;
using Xunit;

namespace Sovereign.Dashboard.Tests.Data;

/// <summary>Which failures mean that the database comes back by itself.</summary>
public sealed class DatabaseAwayTests
{
    [Theory]
    [InlineData(PostgresErrorCodes.AdminShutdown, true)]
    [InlineData(PostgresErrorCodes.CrashShutdown, true)]
    [InlineData(PostgresErrorCodes.CannotConnectNow, true)]
    [InlineData(PostgresErrorCodes.UniqueViolation, false)]
    [InlineData(PostgresErrorCodes.QueryCanceled, false)]
    public void What_the_server_says_tells_whether_it_is_away(string state, bool away)
    {
        var said = new PostgresException("said", "FATAL", "FATAL", state);
        Assert.Equal(away, DatabaseAway.Explains(said));
        Assert.Equal(away, DatabaseAway.Explains(new InvalidOperationException("EF wraps it", said)));
    }

    [Fact]
    public void A_broken_connection_is_a_database_that_is_away_also_where_EF_wraps_it()
    {
        var broken = new NpgsqlException("Exception while reading from stream", new IOException("reset"));
        Assert.True(DatabaseAway.Explains(new InvalidOperationException("An exception that is likely due to a transient failure", broken)));
        Assert.False(DatabaseAway.Explains(new InvalidOperationException("a fault of ours")));
        Assert.False(DatabaseAway.Explains(null));
    }
}
