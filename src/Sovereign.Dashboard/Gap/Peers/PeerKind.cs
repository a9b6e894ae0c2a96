namespace Sovereign.Dashboard.Gap.Peers;

/// <summary>In which respect countries are alike.</summary>
public enum PeerKind
{
    /// <summary>They share a land border.</summary>
    Neighbours,

    /// <summary>The World Bank puts them into the same income group.</summary>
    Income,

    /// <summary>Their populations are within a factor of two.</summary>
    Population,
}
