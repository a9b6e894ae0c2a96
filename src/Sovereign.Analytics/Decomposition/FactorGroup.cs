namespace Sovereign.Analytics.Decomposition;

/// <summary>What could close a part of a gap.</summary>
public enum FactorGroup
{
    /// <summary>Neither money for machines nor software: how large and how rich a country is, who lives there, what energy costs.</summary>
    Given,
    /// <summary>Only building: data centres, accelerators, power stations.</summary>
    CapitalBound,
    /// <summary>Software and operation, on the machines that stand there.</summary>
    SoftwareAddressable,
}

public static class FactorGroups
{
    public static IReadOnlyList<FactorGroup> All { get; } = Enum.GetValues<FactorGroup>();

    public static string Code(this FactorGroup group) => group switch
    {
        FactorGroup.Given => "given",
        FactorGroup.CapitalBound => "capital-bound",
        FactorGroup.SoftwareAddressable => "software-addressable",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };
}
