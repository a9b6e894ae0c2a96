using Sovereign.Analytics.Kpis;
using Xunit;

namespace Sovereign.Analytics.Tests;

/// <summary>Purity is a project boundary: what the formulas cannot reference they cannot call.</summary>
public sealed class ReferencedAssembliesTests
{
    private static readonly string[] Allowed =
    [
        "System.Collections",
        "System.Linq",
        "System.Memory",
        "System.Runtime",
        "System.Security.Cryptography",
    ];

    [Fact]
    public void Analytics_references_nothing_but_the_base_library()
    {
        var referenced = typeof(Kpi).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).Order(StringComparer.Ordinal).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(Environment.NewLine, referenced));
        Assert.Empty(referenced.Except(Allowed));
    }
}
