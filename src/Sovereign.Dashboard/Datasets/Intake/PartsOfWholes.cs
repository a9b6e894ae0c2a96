namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Which figures are parts of which others. Only what the texts of the definitions say themselves is stated; parts of one whole that stand together in one
/// relation do not overlap, and their sum is held against it.
/// </summary>
public static class PartsOfWholes
{
    /// <summary>An indicator on one of its definitions; empty where it has none.</summary>
    public sealed record Side(string Indicator, string Definition)
    {
        public override string ToString() => Definition.Length == 0 ? Indicator : $"{Indicator} ({Definition})";
    }

    /// <param name="Whole">What has the parts.</param>
    /// <param name="Parts">Parts of it that do not overlap.</param>
    /// <param name="Why">What the definitions say.</param>
    public sealed record Relation(Side Whole, IReadOnlyList<Side> Parts, string Why);

    public static readonly IReadOnlyList<Relation> All =
    [
        new(new("datacenter-power", "all-installed"), [new("datacenter-power", "average-draw")],
            "what flows on average is always below installed capacity"),
        new(new("public-cloud-regions", ""), [new("public-cloud-regions-gpu", "")],
            "regions in which GPU instances are offered are among the regions"),
        new(new("accelerators-units", "programme-onboarded"), [new("accelerators-units", "programme-installed")],
            "a programme's installed chips are among those that providers committed to it"),
    ];
}
