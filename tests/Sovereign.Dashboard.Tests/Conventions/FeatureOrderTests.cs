using Sovereign.Dashboard.Web;
using Xunit;

namespace Sovereign.Dashboard.Tests.Conventions;

/// <summary>A feature uses only those to its left; shared ground uses no feature. Read from the compiled assembly, method bodies included.</summary>
public sealed class FeatureOrderTests
{
    /// <summary>Left to right. Features in one group may use each other.</summary>
    private static readonly string[][] Order = [["Access", "Audit"], ["Datasets"], ["Telemetry"], ["Kpis"], ["Gap"], ["Overview"]];

    private static readonly string[] Shared = ["Data", "Design", "Exports", "Web"];

    // What puts the portal together may use everything.
    private static readonly string[] Composition = ["", "Commands"];

    [Fact]
    public void Features_use_only_what_stands_to_their_left() => Assert.Empty(FeatureOrder.Violations(typeof(App).Assembly, Order, Shared));

    [Fact]
    public void A_wrong_order_is_seen()
    {
        var violations = FeatureOrder.Violations(typeof(App).Assembly, [["Access", "Audit"], ["Gap"], ["Kpis"], ["Datasets"], ["Overview"]], Shared);
        Assert.Contains(violations, violation => violation.StartsWith("Kpis uses Datasets", StringComparison.Ordinal));
        Assert.Contains(violations, violation => violation.StartsWith("Gap uses Kpis", StringComparison.Ordinal));
    }

    [Fact]
    public void A_feature_taken_for_shared_ground_is_seen() =>
        Assert.Contains(
            FeatureOrder.Violations(typeof(App).Assembly, [["Access", "Audit"], ["Datasets"], ["Gap"], ["Overview"]], [.. Shared, "Kpis"]),
            violation => violation.StartsWith("Kpis uses Datasets", StringComparison.Ordinal));

    [Fact]
    public void Every_folder_of_the_portal_has_its_place()
    {
        var folders = FeatureOrder.Folders(typeof(App).Assembly);
        Assert.Equal(folders.Order(), Order.SelectMany(group => group).Concat(Shared).Concat(Composition).Order());
    }
}
