using Sovereign.Dashboard.Commands;
using Xunit;

namespace Sovereign.Dashboard.Tests.Commands;

public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("http://+:8080", "http://localhost:8080/healthz/ready")]
    [InlineData("http://*:8080", "http://localhost:8080/healthz/ready")]
    [InlineData("http://[::]:8080", "http://localhost:8080/healthz/ready")]
    [InlineData("http://0.0.0.0:8080;http://+:9090", "http://localhost:8080/healthz/ready")]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:8080/healthz/ready")]
    [InlineData("https://portal.example:8443", "https://portal.example:8443/healthz/ready")]
    [InlineData(null, "http://localhost:5080/healthz/ready")]
    public void The_portal_is_asked_where_it_listens(string? urls, string asked) => Assert.Equal(asked, HealthCommand.Ready(urls).ToString());

    [Theory]
    [InlineData("observatory.example.org;localhost", "observatory.example.org")]
    [InlineData(" ; *.example.org", "health.example.org")]
    [InlineData("*", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_portal_is_asked_by_a_name_it_answers_to(string? allowed, string? host) => Assert.Equal(host, HealthCommand.Host(allowed));

    [Fact]
    public async Task What_is_not_understood_exits_2()
    {
        using var error = new StringWriter();
        Assert.Equal(2, await HealthCommand.RunAsync(["now"], error));
        Assert.Equal("Usage: health.", error.ToString().Trim());
    }
}
