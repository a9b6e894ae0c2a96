namespace Sovereign.Analytics.Decomposition;

/// <summary>What a factor is, which decides what could change it (see <see cref="FactorGroup"/>). A closed list.</summary>
public enum FactorKind
{
    /// <summary>How many people live in the country.</summary>
    Size,
    /// <summary>What the economy yields per head.</summary>
    Wealth,
    /// <summary>How many people have a skill.</summary>
    People,
    /// <summary>What energy costs.</summary>
    Price,
    /// <summary>How much electricity is generated per head: power stations.</summary>
    Electricity,
    /// <summary>What would have to be spent.</summary>
    Spending,
    /// <summary>Data centres and accelerators, in total or by what stands beside them.</summary>
    Capital,
    /// <summary>How much of what is installed is in use.</summary>
    Utilisation,
    /// <summary>What a joule yields: hardware and software together, so that of its share software can close at most all.</summary>
    Efficiency,
    /// <summary>What a unit of computing capacity yields, whose hardware is counted elsewhere.</summary>
    Software,
}

public static class FactorKinds
{
    public static string Code(this FactorKind kind) => kind switch
    {
        FactorKind.Size => "size",
        FactorKind.Wealth => "wealth",
        FactorKind.People => "people",
        FactorKind.Price => "price",
        FactorKind.Electricity => "electricity",
        FactorKind.Spending => "spending",
        FactorKind.Capital => "capital",
        FactorKind.Utilisation => "utilisation",
        FactorKind.Efficiency => "efficiency",
        FactorKind.Software => "software",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What could close the part of a gap that a factor of this kind makes.</summary>
    public static FactorGroup Group(this FactorKind kind) => kind switch
    {
        FactorKind.Size or FactorKind.Wealth or FactorKind.People or FactorKind.Price => FactorGroup.Given,
        FactorKind.Electricity or FactorKind.Spending or FactorKind.Capital => FactorGroup.CapitalBound,
        FactorKind.Utilisation or FactorKind.Efficiency or FactorKind.Software => FactorGroup.SoftwareAddressable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
