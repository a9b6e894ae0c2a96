using Npgsql;
using Sovereign.Dashboard.Commands;
using Xunit;

namespace Sovereign.Dashboard.Tests.Commands;

public sealed class PortalDatabaseTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("a;b='c\"")]
    [InlineData("a;b='c\"\n")]
    [InlineData("a;b='c\"\r\n")]
    public void The_password_of_the_file_goes_into_the_connection_string(string content)
    {
        File.WriteAllText(file, content);
        var given = new NpgsqlConnectionStringBuilder(PortalDatabase.WithPassword("Host=db;Username=portal;Database=portal;Maximum Pool Size=7", file));
        Assert.Equal(("db", "portal", "a;b='c\"", 7), (given.Host, given.Username, given.Password, given.MaxPoolSize));
    }

    [Fact]
    public void Without_a_file_the_connection_string_stands_as_given() =>
        Assert.Equal("Host=db;Password=in it", PortalDatabase.WithPassword("Host=db;Password=in it", null));

    [Fact]
    public void A_file_that_is_empty_or_missing_is_said_by_name()
    {
        Assert.Contains(file, Assert.Throws<InvalidOperationException>(() => PortalDatabase.WithPassword("Host=db", file)).Message, StringComparison.Ordinal);
        var absent = file + ".absent";
        Assert.Contains(absent, Assert.Throws<InvalidOperationException>(() => PortalDatabase.WithPassword("Host=db", absent)).Message, StringComparison.Ordinal);
    }
}
