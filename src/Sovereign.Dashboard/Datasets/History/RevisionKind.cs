namespace Sovereign.Dashboard.Datasets.History;

/// <summary>What an edition did to an observation.</summary>
public enum RevisionKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It says something else than before.</summary>
    Changed,

    /// <summary>It is no longer there.</summary>
    Removed,
}
