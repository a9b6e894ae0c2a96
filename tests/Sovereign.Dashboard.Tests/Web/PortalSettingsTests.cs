using System.Text.RegularExpressions;
using Sovereign.Dashboard.Data.Embedded;
using Sovereign.Dashboard.Web;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web;

/// <summary>A setting that is misspelt where people are told of it does nothing, and says nothing.</summary>
public sealed partial class PortalSettingsTests
{
    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData("docs/deployment.md")]
    [InlineData("README.md")]
    public void Every_setting_that_is_written_of_exists(string file)
    {
        var known = typeof(PortalOptions).GetProperties().Select(property => property.Name).ToHashSet();
        var named = Named.Matches(File.ReadAllText(Path.Combine(Checkout.Root!, file))).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, known));
    }

    [GeneratedRegex(@"\bPortal__(\w+)")]
    private static partial Regex Named { get; }
}
