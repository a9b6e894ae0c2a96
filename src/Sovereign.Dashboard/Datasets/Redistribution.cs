namespace Sovereign.Dashboard.Datasets;

/// <summary>What a source's terms allow.</summary>
public enum Redistribution
{
    /// <summary>Whole tables may be passed on with credit.</summary>
    Open,

    /// <summary>Single cited figures are shown and answered; bulk files leave them out with a note.</summary>
    Figures,

    /// <summary>For checks only; never shown.</summary>
    No,
}
