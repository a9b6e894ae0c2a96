using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Peers;

/// <summary>Countries that are like another in one respect.</summary>
/// <param name="Kind">The respect.</param>
/// <param name="Title">For people: "Neighbours", "Same income group: lower middle income".</param>
/// <param name="Countries">In alphabetical order of their names, without the country itself.</param>
/// <param name="Missing">Why there is no group; null where there is one, though it may be empty.</param>
public sealed record PeerGroup(PeerKind Kind, string Title, IReadOnlyList<Country> Countries, string? Missing);
