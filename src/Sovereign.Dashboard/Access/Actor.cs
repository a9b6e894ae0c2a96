namespace Sovereign.Dashboard.Access;

/// <summary>Who asks for a use case: a signed-in person, or a system account acting for the portal itself.</summary>
/// <param name="Id">The person's id in <c>access.person</c>.</param>
/// <param name="Pseudonym">What the audit log calls them.</param>
/// <param name="IsSystem">True for the accounts that seed and that close telemetry days.</param>
/// <param name="Permissions">What they may do.</param>
public sealed record Actor(Guid Id, string Pseudonym, bool IsSystem, IReadOnlySet<string> Permissions)
{
    public bool May(string permission) => Permissions.Contains(permission);
}
