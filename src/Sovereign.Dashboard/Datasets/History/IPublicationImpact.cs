namespace Sovereign.Dashboard.Datasets.History;

/// <summary>
/// What an edition moved beyond the observations themselves: one implementation for each kind of thing that is computed from them, shown under its name. Features that compute figures from observations answer it; this feature, which must not
/// know them, only asks.
/// </summary>
public interface IPublicationImpact
{
    /// <summary>What the figures are called in a heading, in the plural: "Key figures".</summary>
    string What { get; }

    /// <summary>The figures of a country that differ between two editions, in the order in which the portal shows them.</summary>
    /// <param name="country">Alpha-3 code.</param>
    /// <param name="reference">Alpha-3 code of the country it is compared with.</param>
    /// <param name="before">The earlier edition.</param>
    /// <param name="after">The later one.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<MovedFigure>> MovedAsync(string country, string reference, Edition before, Edition after, CancellationToken ct);

    /// <summary>The figures of a country that publishing a draft would make differ from what they are.</summary>
    /// <param name="country">Alpha-3 code.</param>
    /// <param name="reference">Alpha-3 code of the country it is compared with.</param>
    /// <param name="current">What is published.</param>
    /// <param name="draft">A draft without errors.</param>
    /// <param name="removeMissing">Whether rows that the draft does not mention would go.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<MovedFigure>> MovedByAsync(
        string country, string reference, Edition current, VersionDetails draft, bool removeMissing, CancellationToken ct);
}
